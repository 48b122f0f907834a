import { useId } from "preact/hooks";
import {
  type ChartFrame,
  type ChartLine,
  type ChartSession,
  chooseTicks,
  placeAnswer,
  placeChart,
  placeColumn,
} from "../../core/alliance/chart.ts";
import { FACETS, type Facet } from "../../core/alliance/instrument.ts";
import type { Translate } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./chart.module.css";
import { FacetDot } from "./FacetMark.tsx";
import { type Formats, useFormats } from "./formats.ts";
import { useWidth } from "./use-width.ts";
import { FACET_WORDS } from "./words.ts";

/** Until the page has been laid out. */
const USUAL_WIDTH = 640;
const NARROWEST = 280;
const MARGINS = { top: 16, bottom: 34, left: 34 };
/** Room for the longest name of a line; measured with German. */
const LABEL_ROOM = 92;
const HEIGHT = 260;
/** A date such as "23 Nov" with air around it. */
const TICK_ROOM = 72;
const SCALE_STEPS = [0, 2, 4, 6, 8, 10];

/** Bond, goals and tasks over the sessions, oldest first. The table beside it says the same in words. */
export function AllianceChart({ sessions }: { readonly sessions: readonly ChartSession[] }) {
  const t = useStrings();
  const formats = useFormats();
  const [box, width] = useWidth<HTMLElement>(USUAL_WIDTH);
  const id = useId();
  const frame: ChartFrame = { ...MARGINS, width: Math.max(width, NARROWEST), height: HEIGHT, right: LABEL_ROOM };

  return (
    <figure class={styles.figure} ref={box}>
      <figcaption>
        <h3>{t("therapistChartTitle")}</h3>
        <p id={id} class={styles.summary}>
          {summaryOf(sessions, t, formats)}
        </p>
      </figcaption>
      <svg class={styles.chart} width={frame.width} height={frame.height} role="img" aria-labelledby={id}>
        <Grid sessions={sessions} frame={frame} />
        {placeChart(sessions, frame).map((line) => (
          <Line key={line.facet} line={line} name={t(FACET_WORDS[line.facet])} />
        ))}
      </svg>
      <p class={styles.note}>{t("therapistScaleNote")}</p>
    </figure>
  );
}

function Line({ line, name }: { readonly line: ChartLine; readonly name: string }) {
  const { facet, runs, label } = line;
  return (
    <g>
      {runs.map((run) => (
        <polyline
          key={run[0]?.session}
          class={`${styles.line} ${styles[facet]}`}
          points={run.map(({ x, y }) => `${x},${y}`).join(" ")}
        />
      ))}
      {runs.flat().map(({ session, x, y }) => (
        <FacetDot key={session} facet={facet} x={x} y={y} />
      ))}
      {label && (
        <text class={`${styles.name} ${styles[facet]}`} x={label.x} y={label.y} dominant-baseline="middle">
          {name}
        </text>
      )}
    </g>
  );
}

interface GridProps {
  readonly sessions: readonly ChartSession[];
  readonly frame: ChartFrame;
}

function Grid({ sessions, frame }: GridProps) {
  const { shortDate } = useFormats();
  const floor = frame.height - frame.bottom;
  const ticks = chooseTicks(sessions.length, Math.floor((frame.width - frame.left - frame.right) / TICK_ROOM));
  return (
    <g>
      {SCALE_STEPS.map((step) => {
        const y = placeAnswer(step, frame);
        return (
          <g key={step}>
            <line class={styles.rule} x1={frame.left} x2={frame.width - frame.right} y1={y} y2={y} />
            <text class={styles.tick} x={frame.left - 8} y={y} text-anchor="end" dominant-baseline="middle">
              {step}
            </text>
          </g>
        );
      })}
      {ticks.map((session) => (
        <text
          key={session}
          class={styles.tick}
          x={placeColumn(session, sessions.length, frame)}
          y={floor + 22}
          text-anchor="middle"
        >
          {shortDate(sessions[session]?.at ?? 0)}
        </text>
      ))}
    </g>
  );
}

/** The whole chart in a sentence or two. */
function summaryOf(sessions: readonly ChartSession[], t: Translate, { date, score }: Formats): string {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return "";
  const said = (facet: Facet): string => {
    const value = last.scores[facet];
    return value === null ? t("therapistNotAnswered") : score(value);
  };
  const [bond = "", goals = "", tasks = ""] = FACETS.map(said);
  if (sessions.length === 1) return t("therapistChartSummaryOne", date(first.at), bond, goals, tasks);
  return t("therapistChartSummary", String(sessions.length), date(first.at), date(last.at), bond, goals, tasks);
}
