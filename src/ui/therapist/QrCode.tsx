import { useMemo } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import styles from "./qr-code.module.css";
import { drawQrCode, QUIET_ZONE } from "./qr-code.ts";

/** Screen pixels of one module: whole ones, so that all modules are the same size. */
const SCALE = 4;

export interface QrCodeProps {
  readonly text: string;
  readonly label?: MessageKey;
  /** Words under it, where they are not those of an invite. */
  readonly caption?: string;
}

/** The text as a square code: dark on white whatever the page looks like, because cameras expect that. */
export function QrCode(props: QrCodeProps) {
  const { text, label = "therapistInviteCode" } = props;
  const t = useStrings();
  const drawing = useMemo(() => drawQrCode(text), [text]);
  if (drawing === null) return <p class={form.hint}>{t("therapistInviteNoCode")}</p>;
  const side = drawing.modules + 2 * QUIET_ZONE;
  return (
    <figure class={styles.figure}>
      <svg
        class={styles.code}
        viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
        width={side * SCALE}
        height={side * SCALE}
        role="img"
        aria-label={t(label)}
      >
        <rect class={styles.light} x={-QUIET_ZONE} y={-QUIET_ZONE} width={side} height={side} />
        <path class={styles.dark} d={drawing.path} />
      </svg>
      <figcaption class={form.hint}>{props.caption ?? t("therapistInviteCodeBody")}</figcaption>
    </figure>
  );
}
