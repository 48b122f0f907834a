import { useState } from "preact/hooks";
import { pseudonymsOf } from "../../protocol/client-standing.ts";
import type { ExportChoice } from "../../protocol/exported-response.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { useStrings } from "../controls/strings.ts";
import { DeleteClient } from "./DeleteClient.tsx";
import { ExportFiles } from "./ExportFiles.tsx";
import type { ExportActions } from "./export-actions.ts";
import type { Inbox } from "./inbox.ts";
import { PilotFile } from "./PilotFile.tsx";
import page from "./page.module.css";
import { SendToServer } from "./SendToServer.tsx";

export interface ExportProps extends ExportActions {
  readonly clients: readonly ClientRecord[];
  /** Null while it is opened. */
  readonly inbox: Inbox | null;
  readonly now: () => number;
  readonly onClients: (clients: readonly ClientRecord[]) => void;
}

/** Whose responses, and what of them goes along: the same for a file and for a server. */
export interface ExportScope {
  /** "" is everybody. */
  readonly client: string;
  readonly withWords: boolean;
  readonly withLabels: boolean;
}

/** What leaves this page, and what leaves it for good. */
export function Export({ clients, inbox, now, onClients, ...actions }: ExportProps) {
  const t = useStrings();
  const [scope, setScope] = useState<ExportScope>({ client: "", withWords: false, withLabels: false });
  const all = inbox?.responses ?? [];
  // Each response stays under the pseudonym it came with: what was exported before lands in the same place again.
  const pseudonyms = pseudonymsOf(clients, scope.client);
  const chosen = all.filter(({ client }) => scope.client === "" || pseudonyms.includes(client));
  const day = new Date(now()).toISOString().slice(0, 10);
  return (
    <div class={page.column}>
      <header class={page.intro}>
        <h1>{t("therapistExportTitle")}</h1>
        <p>{t("therapistExportBody")}</p>
        {inbox === null && <p role="status">{t("therapistExportOpening")}</p>}
      </header>
      <ExportFiles
        clients={clients}
        scope={scope}
        onScope={setScope}
        responses={chosen}
        choice={choiceOf(scope, clients)}
        day={day}
        saveText={actions.saveText}
      />
      <SendToServer {...actions} responses={chosen} withWords={scope.withWords} />
      <PilotFile {...actions} clients={clients} responses={all} day={day} />
      <DeleteClient
        {...actions}
        clients={clients}
        responses={all}
        day={day}
        onRemoved={(left, removed) => {
          // What was chosen is gone: everybody again.
          if (removed.includes(scope.client)) setScope({ ...scope, client: "" });
          onClients(left);
        }}
      />
    </div>
  );
}

function choiceOf({ withWords, withLabels }: ExportScope, clients: readonly ClientRecord[]): ExportChoice {
  return { withWords, labels: withLabels ? labelsOf(clients) : null };
}

export function labelsOf(clients: readonly ClientRecord[]): ReadonlyMap<string, string> {
  return new Map(clients.map(({ client, label }) => [client, label]));
}
