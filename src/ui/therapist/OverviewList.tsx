import { useMemo } from "preact/hooks";
import { useStrings } from "../controls/strings.ts";
import { ClientLine } from "./ClientLine.tsx";
import type { ClientSummary } from "./client-summary.ts";
import { pageLanguage } from "./formats.ts";
import type { Inbox } from "./inbox.ts";
import type { LineActions } from "./line-actions.ts";
import styles from "./overview.module.css";
import { findClients, type OverviewOrder } from "./overview-order.ts";
import page from "./page.module.css";
import { useNameKeys } from "./use-name-keys.ts";

export interface OverviewListProps {
  readonly inbox: Inbox;
  readonly summaries: readonly ClientSummary[];
  readonly wanted: string;
  readonly order: OverviewOrder;
  /** Whose view was left last: the keyboard goes on from there. */
  readonly cameFrom: string | null;
  readonly now: () => number;
  readonly actions: LineActions;
  readonly onClient: (client: string) => void;
}

export function OverviewList({ inbox, summaries, wanted, order, cameFrom, now, actions, onClient }: OverviewListProps) {
  const t = useStrings();
  const list = useNameKeys(cameFrom);
  const isCovering = summaries.some(({ covered }) => covered.length > 0);
  // Marks leave everybody in their place: a line that jumps away takes its Undo along.
  const places = useMemo(
    () => findClients(summaries, wanted, order, pageLanguage()).map(({ client }) => client),
    [inbox, summaries.length, wanted, order, isCovering],
  );
  const byClient = new Map(summaries.map((summary) => [summary.client, summary]));
  const found = places.flatMap((client) => byClient.get(client) ?? []);
  if (found.length === 0) {
    const isEmpty = summaries.every(({ endedAt }) => endedAt !== null);
    return <p class={page.calm}>{t(isEmpty ? "therapistResponsesEmptyInvite" : "therapistOverviewNone")}</p>;
  }
  return (
    <ol class={styles.list} aria-describedby="overview-keys" {...list}>
      {found.map((summary) => (
        <ClientLine key={summary.client} {...{ summary, now, actions }} onClient={() => onClient(summary.client)} />
      ))}
    </ol>
  );
}
