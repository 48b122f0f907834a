import type { ComponentChildren } from "preact";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";

export interface PlainProps {
  readonly title: MessageKey;
  readonly text?: MessageKey;
  /** In place of a text: words that hold a time or a name. */
  readonly words?: string | undefined;
  readonly button: MessageKey;
  readonly onPress: () => void;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

/** A view of one thing to know and what to do about it. */
export function Plain({ title, text, words, button, onPress, children }: PlainProps) {
  const t = useStrings();
  const said = text === undefined ? words : t(text);
  return (
    <>
      <h1 tabIndex={-1}>{t(title)}</h1>
      {said !== undefined && <p>{said}</p>}
      <div class={styles.actions}>
        <Button look="primary" onClick={onPress}>
          {t(button)}
        </Button>
        {children}
      </div>
    </>
  );
}
