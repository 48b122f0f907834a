import type { Draft } from "../core/alliance/answers.ts";
import { EMPTY_DRAFT } from "../core/alliance/answers.ts";
import { type HighRun, runBefore } from "../core/alliance/high-run.ts";
import { refusalOfLicence } from "../core/alliance/licence.ts";
import { dueAddOnOf } from "../core/invite/asked-add-ons.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import type { ClientFact, SessionId } from "../core/session/events.ts";
import type { DeviceUse } from "../core/session/world.ts";
import type { Answer, Ask, CheckInView } from "../protocol/page-requests.ts";
import { type AnswerKeeping, takeBackSecondsOf } from "./answer-keeping.ts";
import type { InstrumentOf } from "./asked-instrument.ts";

/** A check-in of a session, as the session machine has it. */
export interface DueCheckIn {
  readonly session: SessionId;
  /** Null while its end is still to come. */
  readonly endedAt: number | null;
  /** More that wait behind it. */
  readonly behind: number;
}

export interface CheckInDeskDeps {
  readonly pairing: () => Promise<Pairing | null>;
  /** The one on offer, else the one that waits longest. */
  readonly instrumentOf: InstrumentOf;
  /** Counts a client's letters from 1: which check-in this is. */
  readonly roundOf: (client: string) => Promise<number>;
  /** Day, ISO 8601. */
  readonly today: () => string;
  readonly due: () => Promise<DueCheckIn | null>;
  readonly atHand: () => Promise<DueCheckIn | null>;
  readonly endedAtOf: (checkInId: string) => Promise<number | null>;
  /** Check-ins passed over before this one, since the invite was accepted. */
  readonly skippedBefore: (checkInId: string, acceptedAt: number) => Promise<number>;
  readonly drafts: {
    readonly keep: (checkInId: string, draft: Draft) => Promise<void>;
    readonly read: (checkInId: string) => Promise<Draft | null>;
    readonly drop: (checkInId: string) => Promise<void>;
    /** For whom a form was opened, as long as the browser runs. */
    readonly keepClient: (checkInId: string, client: string) => Promise<void>;
    readonly readClient: (checkInId: string) => Promise<string | null>;
  };
  readonly rooms: {
    readonly isAsked: (checkInId: string) => Promise<boolean>;
    readonly siteOf: (checkInId: string) => Promise<string | null>;
    readonly noteByHand: (checkInId: string) => Promise<void>;
  };
  readonly highRun: () => Promise<HighRun>;
  readonly country: () => Promise<string | null>;
  readonly keeping: AnswerKeeping;
  readonly tell: (fact: ClientFact) => Promise<unknown>;
  readonly newId: () => string;
}

/** Check-ins that no session stands behind, started by hand; with the end that the client has told, where there is one. */
const BY_HAND = "hand-";
const BY_HAND_AT = /^hand-at-(\d+)-(\d+)$/;

function toldEndOf(checkInId: string): number | null {
  const told = BY_HAND_AT.exec(checkInId)?.[1];
  return told === undefined ? null : Number(told);
}

/** Serves the check-in page: which check-in, its draft, and what becomes of it. */
export function createCheckInDesk(deps: CheckInDeskDeps) {
  async function viewOf(checkInId: string, endedAt: number | null, behind: number): Promise<CheckInView | null> {
    const pairing = await deps.pairing();
    if (pairing === null) return null;
    const { invite } = pairing;
    // At once: somebody waits for the first question, and each of these is a way to a database of its own.
    const [instrument, site, round, draft, country, highRun, roomQuestion] = await Promise.all([
      deps.instrumentOf(invite),
      endedAt === null || !isOfSession(checkInId) ? null : deps.rooms.siteOf(checkInId),
      deps.roundOf(invite.client),
      deps.drafts.read(checkInId),
      deps.country(),
      deps.highRun(),
      deps.rooms.isAsked(checkInId),
      deps.drafts.keepClient(checkInId, invite.client),
    ]);
    const today = deps.today();
    const licenceEnded = instrument !== null && refusalOfLicence(instrument.licence, today) !== null;
    const addOn = instrument && dueAddOnOf(invite, { main: instrument, round, today });
    return {
      checkInId,
      therapist: invite.issuer.name,
      site,
      endedAt,
      // What a licence no longer lets be shown does not leave the background.
      instrument: licenceEnded ? null : instrument,
      licenceEnded,
      round,
      sealed: invite.mode === "sealed",
      draft: draft ?? EMPTY_DRAFT,
      takeBackSeconds: takeBackSecondsOf(pairing),
      crisisLine: invite.settings.crisisLine ?? null,
      country,
      highRun: runBefore(highRun, checkInId),
      behind,
      roomQuestion,
      ...(addOn && { addOn }),
    };
  }

  async function tellAnswered(checkInId: string, action: "submit" | Ask<"putOff">["how"]): Promise<void> {
    if (isOfSession(checkInId)) await deps.tell({ type: "client", action, session: checkInId });
    const from = BY_HAND_AT.exec(checkInId)?.[2];
    // Put off, the popup goes on asking about it.
    if (from !== undefined && action !== "later") await deps.tell({ type: "useAnswered", from: Number(from) });
  }

  return {
    async open(): Promise<CheckInView | null> {
      const due = await deps.due();
      return due && viewOf(due.session, due.endedAt, due.behind);
    },
    /** For the session at hand (live, in doubt or just over) or for none that was seen. */
    async start(): Promise<CheckInView | null> {
      const atHand = await deps.atHand();
      await deps.tell({ type: "startManually" });
      if (atHand === null) return viewOf(BY_HAND + deps.newId(), null, 0);
      await deps.rooms.noteByHand(atHand.session);
      return viewOf(atHand.session, atHand.endedAt, atHand.behind);
    },
    /** For a session that was not recognised. Opened again it is the same one, with what was chosen. */
    startFor: ({ fromAt, untilAt }: Pick<DeviceUse, "fromAt" | "untilAt">): Promise<CheckInView | null> =>
      viewOf(`${BY_HAND}at-${untilAt}-${fromAt}`, untilAt, 0),
    async submit(ask: Ask<"submitAnswers">): Promise<Answer<"submitAnswers">> {
      const openedFor = await deps.drafts.readClient(ask.checkInId);
      const pairing = await deps.pairing();
      // A form that was opened for another therapist is never sealed for this one.
      if (openedFor !== null && openedFor !== pairing?.invite.client) return { kind: "notSaved", reason: "noInvite" };
      const endedAt = toldEndOf(ask.checkInId) ?? (await deps.endedAtOf(ask.checkInId));
      const skippedBefore = await deps.skippedBefore(ask.checkInId, pairing?.acceptedAt ?? Infinity);
      const kept = await deps.keeping.keep({ ...ask, endedAt, skippedBefore });
      if (kept.kind === "notSaved") return kept;
      await deps.drafts.drop(ask.checkInId);
      await tellAnswered(ask.checkInId, "submit");
      return kept;
    },
    async putOff({ checkInId, how }: Ask<"putOff">): Promise<null> {
      if (how !== "later") await deps.drafts.drop(checkInId);
      await tellAnswered(checkInId, how);
      return null;
    },
  };
}
export type CheckInDesk = ReturnType<typeof createCheckInDesk>;

function isOfSession(checkInId: string): boolean {
  return !checkInId.startsWith(BY_HAND);
}
