import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { newestInvites } from "../../protocol/client-standing.ts";
import { presentRecipients } from "../../protocol/therapist-records.ts";
import { Clients } from "./Clients.tsx";
import { isResponseCovered } from "./client-summary.ts";
import { besideOf } from "./definitions.ts";
import { Export } from "./Export.tsx";
import { FileDrop } from "./FileDrop.tsx";
import { InboxCheckForm } from "./InboxCheckForm.tsx";
import { joinInvites } from "./joined-inbox.ts";
import { KeySection } from "./KeySection.tsx";
import { LookTools } from "./LookTools.tsx";
import { ManagedNote } from "./ManagedNote.tsx";
import { OpeningBar } from "./OpeningBar.tsx";
import { Overview } from "./Overview.tsx";
import { OwnView } from "./OwnView.tsx";
import { PlaceSection } from "./PlaceSection.tsx";
import { fetchesFrom } from "./place-actions.ts";
import { Questions } from "./Questions.tsx";
import { Responses } from "./Responses.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import type { TherapistEvent, TherapistState } from "./therapist-state.ts";
import { useInbox } from "./use-inbox.ts";
import { useKept } from "./use-kept.ts";

export interface DeskProps {
  readonly state: Extract<TherapistState, { phase: "desk" }>;
  readonly tell: (event: TherapistEvent) => void;
  readonly actions: TherapistActions;
}

/** The page once there is a key: opens what is kept, looks for what is new, and shows one section. */
export function Desk({ state, tell, actions }: DeskProps) {
  const inboxWork = useInbox(actions, tell);
  const { refresh, stop } = inboxWork;
  // Only the archive can fail here: what a place does comes as an answer.
  const run = useCallback((work: Promise<unknown>) => void work.catch(() => tell({ kind: "loadFailed" })), [tell]);
  // Again when another place was chosen; the page looks by itself once each time it is opened.
  useEffect(() => run(refresh()), [run, refresh, state.desk.place]);
  return (
    <>
      <ManagedNote managed={state.desk.managed} />
      {state.opening !== null && <OpeningBar opening={state.opening} onStop={stop} />}
      <DeskSection {...{ state, tell, actions, run }} {...inboxWork} />
    </>
  );
}

type DeskSectionProps = DeskProps & ReturnType<typeof useInbox> & { readonly run: (work: Promise<unknown>) => void };

function DeskSection({ state, tell, actions, run, refresh, takeFiles, reopen }: DeskSectionProps) {
  const { desk, section, opening, look, client } = state;
  const inbox = useMemo(() => state.inbox && joinInvites(state.inbox, desk.clients), [state.inbox, desk.clients]);
  const kept = useKept(actions);
  const [ownViewAt, setOwnViewAt] = useState(actions.ownViewAt);
  const onClient = useCallback((chosen: string | null) => tell({ kind: "clientChosen", client: chosen }), [tell]);
  const present = useMemo(() => newestInvites(desk.clients), [desk.clients]);
  return (
    <>
      {ownViewAt !== null && (
        <OwnView
          endedAt={ownViewAt}
          clients={present}
          inbox={inbox}
          now={actions.now}
          onGuess={kept.changes.onOwnView}
          onClose={() => setOwnViewAt(null)}
        />
      )}
      {sectionInView()}
    </>
  );

  function sectionInView() {
    switch (section) {
      case "overview":
        return (
          <Overview
            {...{ inbox, client, onClient }}
            {...kept}
            clients={present}
            now={actions.now}
            print={actions.print}
            look={
              <LookTools {...{ look, opening }} hasMailbox={fetchesFrom(desk.place)} onRefresh={() => run(refresh())} />
            }
          />
        );
      case "inbox":
        return (
          <FileDrop onFiles={(files) => run(takeFiles(files))}>
            <Responses
              inbox={inbox}
              opening={opening}
              look={look}
              clients={desk.clients}
              hasMailbox={fetchesFrom(desk.place)}
              isCovered={(response) => kept.kept === null || isResponseCovered(response, kept.kept, actions.now())}
              onShow={(response) => kept.changes.onShown([response], actions.now())}
              onClient={onClient}
              onRefresh={() => run(refresh())}
              onFiles={(files) => run(takeFiles(files))}
              onOpenRest={() => run(reopen())}
              check={<InboxCheckForm {...actions} />}
            />
          </FileDrop>
        );
      case "clients":
        return (
          <Clients
            {...actions}
            clients={desk.clients}
            place={desk.place}
            inbox={inbox}
            instruments={desk.instruments}
            managed={desk.managed}
            beside={besideOf(desk, actions.now())}
            present={presentRecipients(desk.key, desk.practice)}
            onInvited={(record) => {
              if (record.follows !== undefined) kept.changes.onFollowed(record.follows, record.client);
              tell({ kind: "clientsChanged", clients: [record, ...desk.clients] });
            }}
            onUpdated={(record) => tell({ kind: "clientUpdated", record })}
            onClient={onClient}
            name={desk.key.name}
            onFiles={takeFiles}
            onPlace={() => tell({ kind: "sectionChosen", section: "place" })}
          />
        );
      case "questions":
        return (
          <Questions
            {...actions}
            kept={desk.instruments}
            outside={desk.outside ?? null}
            onOutside={(outside) => tell({ kind: "outsideKept", outside })}
            name={desk.key.name}
            onKept={(instruments) => {
              tell({ kind: "instrumentsKept", instruments });
              run(reopen());
            }}
          />
        );
      case "place":
        return (
          <PlaceSection
            {...actions}
            place={desk.place}
            clients={desk.clients}
            managed={desk.managed.endpoint}
            onKept={(place) => tell({ kind: "placeKept", place })}
            onClients={() => tell({ kind: "sectionChosen", section: "clients" })}
          />
        );
      case "export":
        return (
          <Export
            {...actions}
            clients={desk.clients}
            inbox={state.inbox}
            onClients={(clients) => {
              tell({ kind: "clientsChanged", clients });
              run(reopen());
            }}
          />
        );
      case "key":
        return (
          <KeySection
            {...actions}
            keySummary={desk.key}
            practice={desk.practice}
            practiceLocked={desk.managed.practice !== null}
            onPractice={(practice) => tell({ kind: "practiceKept", practice })}
            onKey={(key) => tell({ kind: "keyChanged", key })}
            onClients={(clients) => {
              tell({ kind: "clientsChanged", clients });
              run(reopen());
            }}
          />
        );
    }
  }
}
