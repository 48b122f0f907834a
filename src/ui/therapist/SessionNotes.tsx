import { useStrings } from "../controls/strings.ts";
import type { ClientSummary } from "./client-summary.ts";
import styles from "./client-view.module.css";
import { useFormats } from "./formats.ts";
import { FACET_WORDS, isFacet } from "./words.ts";

/** What several sessions say together: the level, the usual range, what poor calls cost, and a split. */
export function SessionNotes({ summary }: { readonly summary: ClientSummary }) {
  const t = useStrings();
  const { half, score, date } = useFormats();
  const { flags, split } = summary;
  const level = flags?.level.kind === "level" ? flags.level : null;
  const band = flags?.band ?? null;
  const channel = flags?.channel ?? null;
  if (level === null && band === null && channel === null && split === null) return null;
  return (
    <ul class={styles.notes}>
      {level !== null && (
        <li>
          {t("therapistLevel", half(level.mean), half(down(level.low)), half(up(level.high)), String(level.sessions))}
        </li>
      )}
      {band !== null && <li>{t("therapistBandNow", half(band.low), half(band.high))}</li>}
      {channel !== null && (
        <li>
          {t(
            channel.effect > 0 ? "therapistChannelLower" : "therapistChannelNotLower",
            half(channel.effect),
            String(channel.goodCalls),
            String(channel.poorCalls),
          )}
        </li>
      )}
      {split !== null && (
        <li>
          {t(
            "therapistSplit",
            date(split.endedAt),
            split.splits
              .map(({ topic, gap }) => `${isFacet(topic) ? t(FACET_WORDS[topic]) : topic} ${score(gap)}`)
              .join(", "),
          )}
        </li>
      )}
    </ul>
  );
}

/** An interval is rounded outwards, to the half point. */
function down(value: number): number {
  return Math.floor(2 * value) / 2;
}

function up(value: number): number {
  return Math.ceil(2 * value) / 2;
}
