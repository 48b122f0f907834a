import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { gapAfter } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import { isToAsk } from "./asks.ts";
import type { ClientSummary } from "./client-summary.ts";
import form from "./form.module.css";
import styles from "./overview.module.css";
import { ORDERS, type OverviewOrder } from "./overview-order.ts";
import page from "./page.module.css";

const ORDER_WORDS: Readonly<Record<OverviewOrder, MessageKey>> = {
  worth: "therapistOverviewSortWorth",
  name: "therapistOverviewSortName",
  last: "therapistOverviewSortLast",
};

export interface OverviewToolsProps {
  readonly wanted: string;
  readonly order: OverviewOrder;
  readonly summaries: readonly ClientSummary[];
  readonly guessFirst: boolean;
  readonly look: ComponentChildren;
  readonly onWanted: (wanted: string) => void;
  readonly onOrder: (order: OverviewOrder) => void;
  readonly onGuessFirst: (guessFirst: boolean) => void;
  readonly onShowAll: () => void;
}

/** Above the list: how many are worth asking, whom to find, and whether new answers are covered. */
export function OverviewTools(props: OverviewToolsProps) {
  const { wanted, order, summaries, guessFirst, look, onWanted, onOrder, onGuessFirst, onShowAll } = props;
  const t = useStrings();
  const id = useId();
  const here = summaries.filter(({ endedAt }) => endedAt === null);
  const worth = here.filter(({ open }) => open.some(isToAsk)).length;
  const covered = here.filter((one) => one.covered.length > 0).length;
  const count = t("therapistOverviewCount", String(here.length), String(worth));
  return (
    <>
      <OverviewHead look={look}>
        <p class={styles.soft}>
          {count}
          {gapAfter(count)}
          <span id="overview-keys" class={styles.keys}>
            {t("therapistOverviewKeys")}
          </span>
        </p>
      </OverviewHead>
      <div class={styles.tools}>
        <div class={form.field}>
          <label for={`${id}-find`} class={form.label}>
            {t("therapistOverviewSearch")}
          </label>
          <input
            id={`${id}-find`}
            type="search"
            class={form.input}
            dir="auto"
            autocomplete="off"
            value={wanted}
            onInput={(event) => onWanted(event.currentTarget.value)}
          />
        </div>
        <div class={form.field}>
          <label for={`${id}-order`} class={form.label}>
            {t("therapistOverviewSort")}
          </label>
          <select
            id={`${id}-order`}
            class={form.input}
            value={order}
            onChange={(event) => onOrder(ORDERS.find((one) => one === event.currentTarget.value) ?? "worth")}
          >
            {ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(ORDER_WORDS[one])}
              </option>
            ))}
          </select>
        </div>
        <label class={styles.switch}>
          <input type="checkbox" checked={guessFirst} onChange={(event) => onGuessFirst(event.currentTarget.checked)} />
          <span>{t("therapistGuessSwitch")}</span>
        </label>
      </div>
      {covered > 0 && (
        <div class={styles.coveredCount}>
          <p>{t("therapistCoveredCount", String(covered))}</p>
          {covered > 1 && (
            <Button small onClick={onShowAll}>
              {t("therapistGuessShowAll")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** There while answers are still being opened, too. */
export function OverviewHead({
  look,
  children,
}: Pick<OverviewToolsProps, "look"> & { readonly children?: ComponentChildren }) {
  const t = useStrings();
  return (
    <header class={page.bar}>
      <div>
        <h1>{t("therapistSectionOverview")}</h1>
        {children}
      </div>
      <div class={styles.look}>{look}</div>
    </header>
  );
}
