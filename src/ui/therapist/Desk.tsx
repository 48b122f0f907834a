import { useCallback, useEffect } from "preact/hooks";
import { presentRecipients } from "../../protocol/therapist-records.ts";
import { Clients } from "./Clients.tsx";
import { besideOf } from "./definitions.ts";
import { FileDrop } from "./FileDrop.tsx";
import { KeySection } from "./KeySection.tsx";
import { MailboxForm } from "./MailboxForm.tsx";
import { ManagedNote } from "./ManagedNote.tsx";
import { Questions } from "./Questions.tsx";
import { Responses } from "./Responses.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import type { TherapistEvent, TherapistState } from "./therapist-state.ts";

export interface DeskProps {
  readonly state: Extract<TherapistState, { phase: "desk" }>;
  readonly tell: (event: TherapistEvent) => void;
  readonly actions: TherapistActions;
}

/** The page once there is a key: opens what is kept, looks for what is new, and shows one section. */
export function Desk(props: DeskProps) {
  return (
    <>
      <ManagedNote managed={props.state.desk.managed} />
      <SectionInView {...props} />
    </>
  );
}

function SectionInView({ state, tell, actions }: DeskProps) {
  const { desk, section, inbox, opening, look, client } = state;
  const { refresh, takeFiles, reopen } = useInbox(actions, tell);
  // Only the archive can fail here: what a mailbox does comes as an answer.
  const run = useCallback((work: Promise<void>) => void work.catch(() => tell({ kind: "loadFailed" })), [tell]);
  // Again when another mailbox was set up; the page looks by itself once each time it is opened.
  useEffect(() => run(refresh()), [run, refresh, desk.mailbox]);

  switch (section) {
    case "responses":
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
          managed={desk.managed}
          beside={besideOf(desk, actions.now())}
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
          outside={desk.outside ?? null}
          onOutside={(outside) => tell({ kind: "outsideKept", outside })}
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

function useInbox(actions: TherapistActions, tell: DeskProps["tell"]) {
  const { openInbox, look, takeFiles, load, now } = actions;
  const reopen = useCallback(async () => {
    const inbox = await openInbox((done, total) => tell({ kind: "opening", opening: { done, total } }));
    tell({ kind: "opened", inbox });
    // Opening pins the keys of clients who wrote for the first time.
    tell({ kind: "clientsChanged", clients: (await load()).clients });
  }, [openInbox, load, tell]);

  const refresh = useCallback(async () => {
    await reopen();
    tell({ kind: "look", look: { kind: "looking" } });
    const reply = await look();
    if (reply.fresh > 0) await reopen();
    const outcome = reply.kind === "failed" ? reply : { ...reply, at: now() };
    tell({ kind: "look", look: outcome });
  }, [reopen, look, now, tell]);

  const take = useCallback(
    async (files: readonly File[]) => {
      const taken = await takeFiles(files);
      await reopen();
      tell({ kind: "look", look: { kind: "imported", taken } });
    },
    [takeFiles, reopen, tell],
  );
  return { refresh, takeFiles: take, reopen };
}
