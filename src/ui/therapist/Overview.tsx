import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientView } from "./ClientView.tsx";
import { seenUncovered, summariseClients } from "./client-summary.ts";
import type { Inbox } from "./inbox.ts";
import type { Kept } from "./kept.ts";
import { lineActions } from "./line-actions.ts";
import { OverviewList } from "./OverviewList.tsx";
import { OverviewHead, OverviewTools } from "./OverviewTools.tsx";
import styles from "./overview.module.css";
import type { OverviewOrder } from "./overview-order.ts";
import page from "./page.module.css";
import type { KeptChanges } from "./use-kept.ts";

export interface OverviewProps {
  /** Null until everything kept was opened once. */
  readonly inbox: Inbox | null;
  /** Null until it was read. */
  readonly kept: Kept | null;
  /** The last change could not be kept. */
  readonly failed: boolean;
  readonly changes: KeptChanges;
  readonly clients: readonly ClientRecord[];
  /** The client in view; null shows the list. */
  readonly client: string | null;
  readonly now: () => number;
  /** How looking for new answers goes, and the way to look again. */
  readonly look: ComponentChildren;
  readonly onClient: (client: string | null) => void;
  readonly print: () => void;
}

/** Who is worth asking about what, before the next session; and one client's own view. */
export function Overview(props: OverviewProps) {
  const { inbox, kept, failed, changes, clients, client, now, look, onClient, print } = props;
  const t = useStrings();
  const [wanted, setWanted] = useState("");
  const [order, setOrder] = useState<OverviewOrder>("worth");
  const [cameFrom, setCameFrom] = useState<string | null>(null);
  const unknown = t("therapistClientUnknown");
  const summaries = useMemo(
    () => (inbox && kept ? summariseClients({ inbox, clients, kept, unknown, now: now() }) : []),
    [inbox, clients, kept, unknown, now],
  );
  const actions = useMemo(() => lineActions(changes, now), [changes, now]);
  if (inbox === null || kept === null) {
    return (
      <div class={styles.page}>
        <OverviewHead look={look} />
        <p class={page.calm}>{t("therapistLoading")}</p>
      </div>
    );
  }

  const chosen = summaries.find((one) => one.client === client);
  const coverAgain = (guessFirst: boolean): void => {
    if (guessFirst) changes.onShown(seenUncovered(inbox, kept, now()), now());
    changes.onGuessFirst(guessFirst);
  };
  return (
    <div class={styles.page}>
      {failed && (
        <div role="alert">
          <Notice look="note">{t("therapistKeptFailed")}</Notice>
        </div>
      )}
      {chosen !== undefined ? (
        <ClientView
          key={chosen.client}
          {...{ summary: chosen, inbox, kept, changes, actions, now, print, onClient }}
          labelOf={(one) => summaries.find((other) => other.client === one)?.label ?? unknown}
          onBack={() => {
            setCameFrom(client);
            onClient(null);
          }}
        />
      ) : (
        <>
          <OverviewTools
            {...{ wanted, order, summaries, look }}
            guessFirst={kept.guessFirst}
            onWanted={setWanted}
            onOrder={setOrder}
            onGuessFirst={coverAgain}
            onShowAll={() => actions.onShow(summaries.flatMap(({ covered }) => covered))}
          />
          <OverviewList {...{ inbox, summaries, wanted, order, cameFrom, now, actions, onClient }} />
        </>
      )}
    </div>
  );
}
