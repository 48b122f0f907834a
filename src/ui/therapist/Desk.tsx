import { useCallback, useEffect } from "preact/hooks";
import { presentRecipients } from "../../protocol/therapist-records.ts";
import { Clients } from "./Clients.tsx";
import { FileDrop } from "./FileDrop.tsx";
import { InboxCheckForm } from "./InboxCheckForm.tsx";
import { KeySection } from "./KeySection.tsx";
import { MailboxForm } from "./MailboxForm.tsx";
import { OpeningBar } from "./OpeningBar.tsx";
import { Questions } from "./Questions.tsx";
import { Responses } from "./Responses.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import type { TherapistEvent, TherapistState } from "./therapist-state.ts";
import { useInbox } from "./use-inbox.ts";

export interface DeskProps {
  readonly state: Extract<TherapistState, { phase: "desk" }>;
  readonly tell: (event: TherapistEvent) => void;
  readonly actions: TherapistActions;
}

/** The page once there is a key: opens what is kept, looks for what is new, and shows one section. */
export function Desk({ state, tell, actions }: DeskProps) {
  const inboxWork = useInbox(actions, tell);
  const { refresh, stop } = inboxWork;
  // Only the archive can fail here: what a mailbox does comes as an answer.
  const run = useCallback((work: Promise<unknown>) => void work.catch(() => tell({ kind: "loadFailed" })), [tell]);
  // Again when another mailbox was set up; the page looks by itself once each time it is opened.
  useEffect(() => run(refresh()), [run, refresh, state.desk.mailbox]);
  return (
    <>
      {state.opening !== null && <OpeningBar opening={state.opening} onStop={stop} />}
      <DeskSection {...{ state, tell, actions, run }} {...inboxWork} />
    </>
  );
}

type DeskSectionProps = DeskProps & ReturnType<typeof useInbox> & { readonly run: (work: Promise<unknown>) => void };

function DeskSection({ state, tell, actions, run, refresh, takeFiles, reopen }: DeskSectionProps) {
  const { desk, section, inbox, opening, look, client } = state;
  switch (section) {
    case "inbox":
      return (
        <FileDrop onFiles={(files) => run(takeFiles(files))}>
          <Responses
            inbox={inbox}
            opening={opening}
            look={look}
            clients={desk.clients}
            hasMailbox={desk.mailbox !== null}
            client={client}
            now={actions.now}
            onClient={(chosen) => tell({ kind: "clientChosen", client: chosen })}
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
          mailbox={desk.mailbox}
          inbox={inbox}
          instruments={desk.instruments}
          present={presentRecipients(desk.key, desk.practice)}
          onInvited={(record) => tell({ kind: "clientsChanged", clients: [record, ...desk.clients] })}
          onUpdated={(record) => tell({ kind: "clientUpdated", record })}
          onClient={(chosen) => tell({ kind: "clientChosen", client: chosen })}
          onMailbox={() => tell({ kind: "sectionChosen", section: "mailbox" })}
        />
      );
    case "questions":
      return (
        <Questions
          {...actions}
          kept={desk.instruments}
          name={desk.key.name}
          onKept={(instruments) => {
            tell({ kind: "instrumentsKept", instruments });
            run(reopen());
          }}
        />
      );
    case "mailbox":
      return (
        <MailboxForm {...actions} mailbox={desk.mailbox} onKept={(mailbox) => tell({ kind: "mailboxKept", mailbox })} />
      );
    case "key":
      return (
        <KeySection
          {...actions}
          keySummary={desk.key}
          practice={desk.practice}
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
