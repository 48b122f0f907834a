import {
  type ChartBand,
  type ChartFrame,
  type ChartSession,
  placeBand,
  placeChart,
} from "../../core/alliance/chart.ts";
import type { Band } from "../../core/alliance/flags/band.ts";
import { FACETS } from "../../core/alliance/instrument.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./chart.module.css";
import { FacetDot } from "./FacetMark.tsx";
import { useFormats } from "./formats.ts";
import type { ReceivedResponse } from "./inbox.ts";

/** As many sessions as a glance takes in: a season of weekly ones. */
export const SMALL_CHART_SESSIONS = 12;
const FRAME: ChartFrame = { width: 240, height: 76, top: 6, bottom: 6, left: 2, right: 10 };

export interface SmallChartProps {
  /** Newest first. */
  readonly responses: readonly ReceivedResponse[];
  readonly bands: ReadonlyMap<string, Band>;
}

/** The newest sessions of one client at a glance; the client's own view has the large one and the table. */
export function SmallChart({ responses, bands }: SmallChartProps) {
  const t = useStrings();
  const { score } = useFormats();
  const shown = responses.slice(0, SMALL_CHART_SESSIONS).toReversed();
  const sessions: readonly ChartSession[] = shown;
  const band: readonly (ChartBand | null)[] = shown.map(({ id }) => bands.get(id) ?? null);
  const last = shown.at(-1);
  if (last === undefined) return null;
  const [bond = "", goals = "", tasks = ""] = FACETS.map((facet) => {
    const value = last.scores[facet];
    return value === null ? t("therapistNotAnswered") : score(value);
  });
  return (
    <svg
      class={styles.small}
      viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
      width={FRAME.width}
      height={FRAME.height}
      role="img"
      aria-label={t("therapistSmallChart", String(shown.length), bond, goals, tasks)}
    >
      <path class={styles.frame} d={`M0 ${FRAME.top}H${FRAME.width}M0 ${FRAME.height - FRAME.bottom}H${FRAME.width}`} />
      <path class={styles.band} d={placeBand(band, FRAME)} />
      {placeChart(sessions, FRAME).map(({ facet, runs }) => (
        <g key={facet}>
          {runs.map((run) => (
            <polyline
              key={run[0]?.session}
              class={`${styles.line} ${styles[facet]}`}
              points={run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
            />
          ))}
          {/* A session between two gaps has no line; the newest shows which line is which. */}
          {runs
            .flatMap((run, index) => (run.length === 1 || index === runs.length - 1 ? run.slice(-1) : []))
            .map(({ session, x, y }) => (
              <FacetDot key={session} facet={facet} x={x} y={y} />
            ))}
        </g>
      ))}
    </svg>
  );
}
