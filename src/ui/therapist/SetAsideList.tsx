import { useStrings } from "../controls/strings.ts";
import { useFormats } from "./formats.ts";
import type { SetAside } from "./inbox.ts";
import styles from "./responses.module.css";
import { ASIDE_WORDS } from "./words.ts";

export interface SetAsideListProps {
  readonly files: readonly SetAside[];
  readonly labelOf: (client: string) => string;
}

/** Everything that came and is no response, each with its reason: nothing is dropped in silence. */
export function SetAsideList({ files, labelOf }: SetAsideListProps) {
  const t = useStrings();
  const { instant } = useFormats();
  if (files.length === 0) return null;
  return (
    <details class={styles.aside}>
      <summary>{t("therapistAsideCount", String(files.length))}</summary>
      <p class={styles.soft}>{t("therapistAsideBody")}</p>
      <ul>
        {files.map(({ name, arrivedAt, client, reason }) => (
          <li key={`${name}-${arrivedAt}-${reason}`}>
            <p>{t(ASIDE_WORDS[reason])}</p>
            <p class={styles.soft}>
              {client !== null && (
                <>
                  <bdi>{labelOf(client)}</bdi>
                  {" · "}
                </>
              )}
              <time dateTime={new Date(arrivedAt).toISOString()}>{instant(arrivedAt)}</time>
              {" · "}
              <code dir="ltr">{name}</code>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
