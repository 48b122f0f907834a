import { useStrings } from "../controls/strings.ts";
import { askFacet, askHeadline, askLine, askReasons } from "./ask-words.ts";
import { type Ask, keyOfAsk } from "./asks.ts";
import type { ClientSummary } from "./client-summary.ts";
import styles from "./flag-card.module.css";
import { useFormats } from "./formats.ts";
import { TalkedAbout } from "./TalkedAbout.tsx";
import { textsOf } from "./words.ts";

export interface FlagCardProps {
  readonly summary: ClientSummary;
  /** Null takes it back. */
  readonly onTalked: (keys: readonly string[], at: number | null) => void;
  readonly now: () => number;
}

/** The one thing to ask about next, a line to open with, and why it is shown; the rest below it. */
export function FlagCard({ summary, onTalked, now }: FlagCardProps) {
  const t = useStrings();
  const formats = useFormats();
  const { asks, open, flags, responses, label, talkedAt } = summary;
  const [newest] = responses;
  const [first, ...rest] = open;
  if (newest === undefined || asks.length === 0) return null;
  const mark = (at: number | null): void => onTalked([...new Set(asks.map((ask) => keyOfAsk(ask, newest.id)))], at);
  if (first === undefined) {
    const said = asks.map((ask) => askHeadline(ask, t, formats));
    return <TalkedAbout label={label} at={talkedAt} said={said} onMark={() => mark(null)} />;
  }
  const prompt = flags?.newest.prompt ?? null;
  const facet = askFacet(open, flags, t, formats);
  const texts = newest.instrument === null ? [] : textsOf(newest.instrument, newest.answers);
  return (
    <div class={styles.card}>
      <p>
        <strong>{askHeadline(first, t, formats)}</strong> {facet}
      </p>
      <Line text={askLine(first, prompt, t)} />
      {rest.map((ask) => (
        <div
          key={"flag" in ask ? `${ask.kind}-${keyOfAsk(ask, newest.id)}-${ask.flag.kind}` : ask.kind}
          class={styles.rest}
        >
          <p>{askHeadline(ask, t, formats)}</p>
          {hasOwnLine(ask) && <Line text={askLine(ask, prompt, t)} />}
        </div>
      ))}
      {texts.map(({ id, text }) => (
        <blockquote key={id} class={styles.said} dir="auto">
          {text}
        </blockquote>
      ))}
      <div class={styles.tools}>
        <details class={styles.why}>
          <summary>{t("therapistWhy")}</summary>
          <ul class={styles.facts}>
            {askReasons(open, flags, t, formats).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
        <TalkedAbout label={label} at={null} said={[]} onMark={() => mark(now())} />
      </div>
    </div>
  );
}

/** Silence and a gap are another talk than what the newest answers call for. */
function hasOwnLine({ kind }: Ask): boolean {
  return kind === "silence" || kind === "gap";
}

function Line({ text }: { readonly text: string | null }) {
  const t = useStrings();
  if (text === null) return null;
  return (
    <p class={styles.line}>
      <span class={styles.lead}>{t("therapistFlagOpening")}</span> <q>{text}</q>
    </p>
  );
}
