import type { PooledRow } from "../../core/practice/pooled.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import { useFigureWords } from "./figure-words.ts";
import styles from "./practice.module.css";

export interface FiguresTableProps {
  readonly name: MessageKey;
  readonly labelledBy: string;
  /** With what is not counted by week. */
  readonly all?: boolean;
  /** Rows before this one stay off the paper. */
  readonly printedFrom?: number;
  readonly rows: readonly (PooledRow & { readonly label: string })[];
}

/** In the order of time or of names: a table that could be sorted by a figure would be a ranking. */
export function FiguresTable({ name, labelledBy, all = false, printedFrom = 0, rows }: FiguresTableProps) {
  const t = useStrings();
  const { count, share, seconds } = useFigureWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <div class={styles.scroll} role="group" aria-labelledby={labelledBy} tabIndex={0}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(name)}</th>
            <th scope="col">{t("practiceColumnCheckIns")}</th>
            <th scope="col">{t("practiceColumnSeconds")}</th>
            <th scope="col">{t("practiceColumnTense")}</th>
            {all && <th scope="col">{t("practiceColumnAnswered")}</th>}
            {all && <th scope="col">{t("practiceColumnRecovered")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.label} class={at < printedFrom ? styles.screenOnly : undefined}>
              <th scope="row">
                <bdi>{row.label}</bdi>
              </th>
              <td>{count(row.checkIns)}</td>
              <td>{seconds(row.medianSeconds)}</td>
              <td>{share(row.tense)}</td>
              {all && <td>{share(row.answered)}</td>}
              {all && <td>{share(row.recovered)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
