import { withoutSecrets } from "../../../src/core/invite/held-invite.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { type OutboxEntry, withdrawalOf } from "../../../src/core/outbox/outbox-entry.ts";
import { PAUSE_MS } from "../../../src/core/session/pause.ts";
import type { RecordedPart } from "../../../src/core/session/recording.ts";
import { EMPTY_BOOK, withoutQuietSite, withoutRoom } from "../../../src/core/session/room-book.ts";
import type { DataKind, MyData, MyDataView } from "../../../src/protocol/my-data.ts";
import type {
  Answer,
  Ask,
  AskBackground,
  ConnectionTest,
  NoticedView,
  OutboxContents,
  PageRequestKind,
  SetupState,
  SiteView,
} from "../../../src/protocol/page-requests.ts";

import type { EnvelopeView } from "../../../src/ui/setup/outbox-view.ts";

export const USUAL_INVITE: Invite = {
  update: 1,
  issuer: { name: "Dr. Rivera", key: "issuer-key" },
  recipients: ["age1therapist"],
  endpoint: { adapter: "put", profile: "mailbox", url: "https://box.example", box: "b", token: "t" },
  client: "c-7f3a",
  secret: "secret",
  instrument: "afs-core|1",
  mode: "sealed",
  expiresAt: Date.UTC(2026, 11, 1),
  videoHosts: ["meet.example"],
  settings: {},
};

export const SAVED_AT = Date.UTC(2026, 10, 23, 14, 0);

export const USUAL_SETUP: SetupState = {
  invite: withoutSecrets(USUAL_INVITE),
  therapist: "Dr. Rivera",
  endpointHost: "box.example",
  videoHosts: ["meet.example"],
  acceptedAt: Date.UTC(2026, 10, 20, 12, 0),
  sealed: true,
  openByItself: true,
  pausedUntil: null,
  permitted: true,
  held: null,
};

export function usualEnvelope(overrides: Partial<EnvelopeView> = {}): EnvelopeView {
  return {
    id: "e1",
    savedAt: SAVED_AT,
    kind: "answers",
    host: "box.example",
    byHand: false,
    isSealed: true,
    held: null,
    withdrawal: null,
    settledAt: null,
    state: "waiting",
    takeBackUntil: null,
    nextTryAt: SAVED_AT,
    reason: null,
    ...overrides,
  };
}

/** What the background keeps where the page shows this. */
export function contentsOf(views: readonly EnvelopeView[], sending: boolean): OutboxContents {
  const pauses = views.flatMap(({ host, held, nextTryAt }) =>
    held === null ? [] : [{ endpointId: endpointOn(host), ...held, probeAt: nextTryAt }],
  );
  return { entries: views.map(entryOf), pauses, sending };
}

const endpointOn = (host: string): string => `put|mailbox|https://${host}|b`;

function entryOf(view: EnvelopeView): OutboxEntry {
  const { id, kind, state, host, byHand, savedAt, settledAt, takeBackUntil, nextTryAt, withdrawal, reason } = view;
  return {
    id,
    checkInId: kind === "withdrawal" ? withdrawalOf("another") : `check-in-${id}`,
    seq: 1,
    client: "c-7f3a",
    endpointId: byHand ? "file|file||" : endpointOn(host),
    consentHash: "h",
    sha256: "0".repeat(64),
    state: state === "waiting" ? "queued" : state,
    tries: 0,
    nextAt: takeBackUntil ?? nextTryAt ?? savedAt,
    takeBackUntil: takeBackUntil ?? savedAt,
    takeBackMs: 600_000,
    createdAt: savedAt,
    settledAt,
    lastReason: reason,
    mayHaveArrived: withdrawal !== "takeBack",
    ...(!view.isSealed && { plain: true }),
  };
}

/** A camera that was on for a minute, in story 3. */
const RECORDED: RecordedPart = {
  story: 3,
  at: SAVED_AT,
  settings: {},
  facts: [
    { type: "documentOpened", doc: "d", tab: 1, frame: 0, room: "A", enrolled: true, at: SAVED_AT },
    { type: "capture", doc: "d", live: true, at: SAVED_AT },
  ],
  outcomes: [],
  cut: false,
  late: false,
};

export const INVITED_SITE: SiteView = { id: null, platform: null, hosts: ["meet.example"], permitted: true };

const NO_COUNTS: MyDataView["counts"] = {
  waiting: 0,
  open: 0,
  sent: 0,
  rooms: 0,
  sites: 0,
  log: 0,
  consents: 0,
  choices: 0,
};
export const NO_DATA: MyDataView = {
  therapist: null,
  counts: NO_COUNTS,
  calls: 0,
  endedConsents: 0,
  isTherapists: false,
};
/** Some of everything. */
export const SOME_DATA: MyDataView = {
  therapist: "Dr. Rivera",
  counts: { waiting: 2, open: 1, sent: 5, rooms: 3, sites: 1, log: 4, consents: 2, choices: 1 },
  calls: 6,
  endedConsents: 1,
  isTherapists: false,
};

export interface Asked {
  readonly kind: PageRequestKind;
  readonly ask: unknown;
}

/** A background that pairs, lists, takes back and leaves in memory, and remembers what it was asked. */
export function createFakeBackground(start: { setup?: SetupState | null; waiting?: readonly EnvelopeView[] } = {}) {
  const background = {
    setup: start.setup ?? null,
    waiting: start.waiting ?? [],
    sites: [INVITED_SITE] as readonly SiteView[],
    siteAnswer: "added" as Answer<"addSites">,
    book: EMPTY_BOOK,
    asked: [] as Asked[],
    refusal: null as string | null,
    answering: true,
    sending: true,
    sealed: "YWdlLWVuY3J5cHRpb24ub3Jn" as string | null,
    sentAgain: { again: 2, gone: 0 } as Answer<"sendAgainSince">,
    withdrawal: "asked" as Answer<"withdraw">,
    health: "ready" as Answer<"readHealth">,
    deaf: false,
    pair: USUAL_SETUP,
    noticed: { entries: [], obstacles: [] } as NoticedView,
    tested: { kind: "tested", first: { kind: "delivered" }, second: { kind: "delivered" }, keepsOnce: true } as
      | ConnectionTest
      | Promise<ConnectionTest>,
    myData: NO_DATA,
    removed: [] as DataKind[],
    story: { parts: [RECORDED], now: RECORDED.at + 60_000 } as Answer<"readStory">,
    ask: (async (kind: PageRequestKind, ask: unknown) => {
      if (!background.answering) throw new Error("Could not establish connection");
      // With its database out of reach it can say nothing but that.
      if (background.deaf && kind !== "readHealth") throw new Error("VersionError");
      background.asked.push({ kind, ask });
      // As between two processes: what is answered is a copy, also where nothing changed.
      return structuredClone(await answer(kind, ask));
    }) as AskBackground,
    askedFor: (kind: PageRequestKind) => background.asked.filter((one) => one.kind === kind).map(({ ask }) => ask),
  };

  /** What the page reads by itself; out of reach together with the background. */
  function inReach(): typeof background {
    if (!background.answering) throw new Error("Could not establish connection");
    return background;
  }
  const source: MyData = {
    read: async () => inReach().myData,
    file: async () => ({ name: "my-data-2026-11-23.json", text: "{}\n" }),
    remove: async (kind) => {
      inReach().removed.push(kind);
      background.myData = { ...background.myData, counts: { ...background.myData.counts, [kind]: 0 } };
    },
  };

  function answer(kind: PageRequestKind, ask: unknown): unknown {
    switch (kind) {
      case "readSetup":
        return background.setup;
      case "listWaiting":
        return background.waiting;
      case "acceptInvite": {
        if (background.refusal !== null) return { kind: "refused", reason: background.refusal };
        const { openByItself } = ask as Ask<"acceptInvite">;
        background.setup = { ...background.pair, openByItself };
        return { kind: "accepted" };
      }
      case "takeBack": {
        const { id } = ask as Ask<"takeBack">;
        const found = background.waiting.find((envelope) => envelope.id === id && envelope.takeBackUntil !== null);
        background.waiting = background.waiting.filter((envelope) => envelope !== found);
        return found === undefined ? "tooLate" : "takenBack";
      }
      case "readHealth":
        return background.health;
      case "readOutbox":
        return contentsOf(background.waiting, background.sending);
      case "setSending":
        background.sending = (ask as Ask<"setSending">).on;
        return null;
      case "readSealed":
        return background.sealed;
      case "handedOver":
      case "release":
        return null;
      case "withdraw":
        return background.withdrawal;
      case "sendAgainSince":
        return background.sentAgain;
      case "listSites":
        return background.sites;
      case "addSites": {
        const site = ask as Ask<"addSites">;
        const added = { id: `site-${background.sites.length}`, ...site, permitted: true };
        if (background.siteAnswer === "added") background.sites = [...background.sites, added];
        return background.siteAnswer;
      }
      case "removeSite":
        background.sites = background.sites.filter(({ id }) => id !== (ask as Ask<"removeSite">).id);
        return null;
      case "setOpenByItself":
        if (background.setup)
          background.setup = { ...background.setup, openByItself: (ask as Ask<"setOpenByItself">).on };
        return null;
      case "setPaused": {
        const pausedUntil = (ask as Ask<"setPaused">).on ? SAVED_AT + PAUSE_MS : null;
        if (background.setup) background.setup = { ...background.setup, pausedUntil };
        return null;
      }
      case "leave":
        background.setup = null;
        if ((ask as Ask<"leave">).deleteWaiting) background.waiting = [];
        return null;
      case "retryNow":
        return null;
      case "eraseAll":
        background.setup = null;
        background.waiting = [];
        background.myData = NO_DATA;
        return null;
      case "testConnection":
        return background.tested;
      case "listRooms":
        return background.book;
      case "forgetRoom": {
        const { room } = ask as Ask<"forgetRoom">;
        background.book = withoutRoom(background.book, room);
        return null;
      }
      case "forgetQuietSite": {
        const { site } = ask as Ask<"forgetQuietSite">;
        background.book = withoutQuietSite(background.book, site);
        return null;
      }
      case "readLog":
        return background.noticed;
      case "readStory":
        return background.story;
      case "clearLog":
        background.noticed = { entries: [], obstacles: [] };
        return null;
      default:
        throw new Error(`The setup page has no business asking ${kind}`);
    }
  }
  return Object.assign(background, { source });
}
