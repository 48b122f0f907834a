import { useId } from "preact/hooks";
import {
  type ChartFrame,
  type ChartLine,
  chooseTicks,
  placeAnswer,
  placeBand,
  placeChart,
  placeColumn,
} from "../../core/alliance/chart.ts";
import { FACETS, type Facet } from "../../core/alliance/instrument.ts";
import type { Translate } from "../../protocol/strings.ts";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./chart.module.css";
import { CHART_MARKS, type ChartColumn, type ChartMark, MARK_WORDS } from "./chart-columns.ts";
import { EventDot, EventMark } from "./EventMark.tsx";
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
/** One row of marks above the plot for each kind that occurs. */
const MARK_ROW = 20;
/** Columns narrower than this shrink their marks, so that a year of sessions is still lines. */
const DOT_ROOM = 16;
const SMALLEST_DOT = 0.5;
const SCALE_STEPS = [0, 2, 4, 6, 8, 10];

/** Bond, goals and tasks over the sessions, oldest first. The table beside it says the same in words. */
export function AllianceChart({ columns }: { readonly columns: readonly ChartColumn[] }) {
  const t = useStrings();
  const formats = useFormats();
  const [box, width] = useWidth<HTMLElement>(USUAL_WIDTH);
  const id = useId();
  const rows = CHART_MARKS.filter((mark) => columns.some(({ marks }) => marks.includes(mark)));
  const top = MARGINS.top + rows.length * MARK_ROW;
  const height = HEIGHT + rows.length * MARK_ROW;
  const frame: ChartFrame = { ...MARGINS, top, height, width: Math.max(width, NARROWEST), right: LABEL_ROOM };
  const bands = columns.map(({ band }) => band);
  const column = (frame.width - frame.left - frame.right) / Math.max(columns.length, 1);
  const size = Math.min(1, Math.max(SMALLEST_DOT, column / DOT_ROOM));
  const hasBand = bands.some((band) => band !== null);

  return (
    <figure class={styles.figure} ref={box}>
      <figcaption>
        <h2>{t("therapistChartTitle")}</h2>
        <p id={id} class={styles.summary}>
          {summaryOf(columns, t, formats)}
        </p>
      </figcaption>
      <svg
        class={styles.chart}
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        width={frame.width}
        height={frame.height}
        role="img"
        aria-labelledby={id}
      >
        <path class={styles.band} d={placeBand(bands, frame)} />
        <Grid columns={columns} frame={frame} />
        <Marks columns={columns} rows={rows} frame={frame} />
        {placeChart(columns, frame).map((line) => (
          <Line key={line.facet} line={line} size={size} name={t(FACET_WORDS[line.facet])} />
        ))}
      </svg>
      {rows.length + Number(hasBand) > 0 && (
        <ul class={styles.legend}>
          {rows.map((mark) => (
            <li key={mark}>
              <EventMark mark={mark} />
              {t(MARK_WORDS[mark])}
            </li>
          ))}
          {hasBand && (
            <li>
              <span class={styles.swatch} />
              {t("therapistBandNote")}
            </li>
          )}
        </ul>
      )}
      <p class={styles.note}>{t("therapistScaleNote")}</p>
    </figure>
  );
}

interface MarksProps extends GridProps {
  readonly rows: readonly ChartMark[];
}

function Marks({ columns, rows, frame }: MarksProps) {
  return (
    <g>
      {columns.flatMap(({ marks }, session) =>
        marks.map((mark) => (
          <EventDot
            key={`${mark}-${session}`}
            mark={mark}
            x={placeColumn(session, columns.length, frame)}
            y={MARGINS.top / 2 + rows.indexOf(mark) * MARK_ROW + 4}
          />
        )),
      )}
    </g>
  );
}

interface LineProps {
  readonly line: ChartLine;
  readonly size: number;
  readonly name: string;
}

function Line({ line, size, name }: LineProps) {
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
        <FacetDot key={session} facet={facet} x={x} y={y} size={size} />
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
  readonly columns: readonly ChartColumn[];
  readonly frame: ChartFrame;
}

function Grid({ columns, frame }: GridProps) {
  const { shortDate } = useFormats();
  const floor = frame.height - frame.bottom;
  const ticks = chooseTicks(columns.length, Math.floor((frame.width - frame.left - frame.right) / TICK_ROOM));
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
          x={placeColumn(session, columns.length, frame)}
          y={floor + 22}
          text-anchor="middle"
        >
          {shortDate(columns[session]?.at ?? 0)}
        </text>
      ))}
    </g>
  );
}

/** The whole chart in a few sentences. */
function summaryOf(columns: readonly ChartColumn[], t: Translate, { date, score }: Formats): string {
  const sessions = columns.filter(({ marks }) => !marks.includes("missing"));
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return "";
  const said = (facet: Facet): string => {
    const value = last.scores[facet];
    return value === null ? t("therapistNotAnswered") : score(value);
  };
  const [bond = "", goals = "", tasks = ""] = FACETS.map(said);
  const lines =
    sessions.length === 1
      ? t("therapistChartSummaryOne", date(first.at), bond, goals, tasks)
      : t("therapistChartSummary", String(sessions.length), date(first.at), date(last.at), bond, goals, tasks);
  const counts = CHART_MARKS.flatMap((mark) => {
    const count = columns.filter(({ marks }) => marks.includes(mark)).length;
    return count === 0 ? [] : [`${t(MARK_WORDS[mark])}: ${count}.`];
  });
  return joinSentences([lines, ...counts]);
}
