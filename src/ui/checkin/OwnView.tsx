import { useEffect, useState } from "preact/hooks";
import type { Ask, AskBackground, OwnViewDue } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import { Plain } from "./Plain.tsx";

export interface OwnViewProps {
  readonly due: OwnViewDue;
  readonly lang: string;
  readonly ask: AskBackground;
  readonly close: () => void;
}

/** A therapist's session has ended: the way to an own view, before the client's answers are read. */
export function OwnView({ due, lang, ask, close }: OwnViewProps) {
  const t = useStrings();
  const [failed, setFailed] = useState(false);
  const { checkInId, endedAt, behind } = due;
  useEffect(() => void ask("checkInShown", { checkInId }).catch(() => {}), [checkInId]);

  const settle = async (how: Ask<"putOff">["how"]): Promise<void> => {
    try {
      await ask("putOff", { checkInId, how });
      close();
    } catch {
      setFailed(true);
    }
  };
  const write = (): void => {
    // Said first: in Chromium what opens takes the popup with it, and what was not said by then is never said.
    void settle("skip");
    // Still in the click itself: a window opened later would be held back.
    window.open(new URL(`../therapist/index.html#own-view=${endedAt}`, location.href));
  };
  const at = new Date(endedAt).toLocaleTimeString(lang, { timeStyle: "short" });
  return (
    <>
      <Plain
        title="checkinOwnViewTitle"
        words={t("checkinOwnViewText", at)}
        button="checkinOwnViewWrite"
        onPress={write}
      />
      <div class={styles.putOff} role="group" aria-label={t("checkinPutOffGroup")}>
        <Button small onClick={() => void settle("later")}>
          {t("checkinLater")}
        </Button>
        <Button small onClick={() => void settle("skip")}>
          {t("checkinSkip")}
        </Button>
        <Button small onClick={() => void settle("notASession")}>
          {t("checkinNotASession")}
        </Button>
      </div>
      <div role="status">{failed && <Notice>{t("checkinDidNotWork")}</Notice>}</div>
      {behind > 0 && <p class={styles.behind}>{t("checkinBehind", String(behind))}</p>}
    </>
  );
}
