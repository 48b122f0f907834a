import type { MessageKey } from "../../protocol/strings.ts";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import { useFormats } from "./formats.ts";
import styles from "./responses.module.css";
import type { Look, Opening } from "./therapist-state.ts";

export interface LookStatusProps {
  readonly look: Look;
  readonly opening: Opening | null;
  readonly hasMailbox: boolean;
}

/** What this page knows of the mailbox right now, in a sentence. */
export function LookStatus({ look, opening, hasMailbox }: LookStatusProps) {
  const t = useStrings();
  const { time } = useFormats();
  const sentence = (): string => {
    // A bar of its own says how far it is.
    if (opening !== null) return "";
    switch (look.kind) {
      case "notYet":
        return hasMailbox ? "" : t("therapistResponsesNoMailbox");
      case "looking":
        return t("therapistResponsesLooking");
      case "looked":
        return hasMailbox
          ? t(lookedWords(look.fresh), time(look.at), String(look.fresh))
          : t("therapistResponsesNoMailbox");
      // A whole sentence stands below.
      case "failed":
        return "";
      case "imported": {
        const { fresh, known, tooLarge, notSealed = [], clients = 0 } = look.taken;
        const listed = clients > 0 ? t("therapistBringClients", String(clients)) : "";
        const large = tooLarge.length > 0 ? t("therapistResponsesTooLarge", some(tooLarge)) : "";
        const others = notSealed.length > 0 ? t("therapistInboxOthers", String(notSealed.length), some(notSealed)) : "";
        return joinSentences([t("therapistResponsesImported", String(fresh), String(known)), listed, large, others]);
      }
    }
  };
  return (
    <p class={styles.status} role="status">
      {sentence()}
    </p>
  );
}

/** A folder of photographs has more names than anybody reads. */
const MOST_NAMES = 3;

function some(names: readonly string[]): string {
  return names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? " …" : "");
}

function lookedWords(fresh: number): MessageKey {
  return fresh === 0 ? "therapistResponsesLooked" : "therapistResponsesFresh";
}
