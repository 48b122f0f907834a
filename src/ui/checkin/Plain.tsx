import type { ComponentChildren } from "preact";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";

export interface PlainProps {
  readonly title: MessageKey;
  readonly text?: MessageKey;
  readonly button: MessageKey;
  readonly onPress: () => void;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

/** A view of one thing to know and what to do about it. */
export function Plain({ title, text, button, onPress, children }: PlainProps) {
  const t = useStrings();
  return (
    <>
      <h1 tabIndex={-1}>{t(title)}</h1>
      {text !== undefined && <p>{t(text)}</p>}
      <div class={styles.actions}>
        <Button look="primary" onClick={onPress}>
          {t(button)}
        </Button>
        {children}
      </div>
    </>
  );
}
