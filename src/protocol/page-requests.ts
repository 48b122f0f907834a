/**
 * The page door: what our own pages may ask of the background, and the one typed answer to each. Only messages whose
 * sender is a page of this extension get here (message-gate.ts).
 */
import type { Answers, Draft, Wish } from "../core/alliance/answers.ts";
import type { Instrument } from "../core/alliance/instrument.ts";
import type { AddOn } from "../core/invite/asked-add-ons.ts";
import type { HeldInvite } from "../core/invite/held-invite.ts";
import type { Delivery, HoldReason, ParkReason, RetryReason } from "../core/outbox/delivery.ts";
import type { OutboxEntry } from "../core/outbox/outbox-entry.ts";
import type { EndpointPause, SentAgain } from "../core/outbox/outbox-store.ts";
import type { RoomKey } from "../core/session/events.ts";
import type { NoticedEntry, Obstacle } from "../core/session/noticed.ts";
import type { RecordedPart } from "../core/session/recording.ts";
import type { RoomBook } from "../core/session/room-book.ts";
import type { InboxCheck } from "./inbox-check.ts";

export const REQUEST_VERSION = 1;

/** `newerVersion`: nothing is opened, nothing is touched. `lost`: the browser has deleted what was stored here. */
export type StorageHealth = "ready" | "newerVersion" | "unavailable" | "lost";

/** A check-in as the check-in page needs it. */
export interface CheckInView {
  readonly checkInId: string;
  /** The therapist's name as the invite gave it. */
  readonly therapist: string;
  /** Host of the video site, for the line that says why this opened; null when started by hand. */
  readonly site: string | null;
  readonly endedAt: number | null;
  /** Null: this version does not have it, or its licence does not let it be shown. */
  readonly instrument: Instrument | null;
  readonly licenceEnded: boolean;
  /** Which check-in of this client it is, from 1: some questions take turns. */
  readonly round: number;
  readonly sealed: boolean;
  readonly draft: Draft;
  readonly takeBackSeconds: number;
  /** Whom to call, in the practice's words. */
  readonly crisisLine: string | null;
  /** The country the client chose for the numbers under the safety notice. */
  readonly country: string | null;
  /** Sessions running, before this one, in which all was as good as can be. */
  readonly highRun: number;
  /** More check-ins that wait behind this one. */
  readonly behind: number;
  /** Not known whether calls in this room are sessions: asked before anything else. */
  readonly roomQuestion: boolean;
  /** Stands beside this check-in; absent in most. */
  readonly addOn?: AddOn;
}

/** What a client sends of them: never empty, and of questions about harm all or nothing. */
export interface AddOnAnswers {
  /** `name|version`. */
  readonly instrument: string;
  readonly answers: Answers;
}

/** `neverOthers`: no session, and none of the other rooms on this site is to be asked about. */
export type RoomAnswer = "always" | "once" | "never" | "neverOthers";

export interface SetupState {
  /** What holds now: an update is shown as a difference to it. */
  readonly invite: HeldInvite;
  readonly therapist: string;
  readonly endpointHost: string;
  readonly videoHosts: readonly string[];
  readonly acceptedAt: number;
  readonly sealed: boolean;
  readonly openByItself: boolean;
  /** Until then nobody is asked; null: no pause. */
  readonly pausedUntil: number | null;
  /** False while the browser withholds one of the hosts. */
  readonly permitted: boolean;
  /** The endpoint is held back for this reason; null while all is well. */
  readonly held: HoldReason | null;
}

/** How it stands with one envelope, as far as the check-in page needs it. */
export interface WaitingEnvelope {
  readonly id: string;
  /** Parked, in `listWaiting`: whatever does not leave by itself as things are. */
  readonly state: "waiting" | "sending" | "parked" | "delivered" | "taken";
  readonly reason: ParkReason | RetryReason | null;
}

/** The outbox as it is; the settings put it into words. No sealed bytes. */
export interface OutboxContents {
  readonly entries: readonly OutboxEntry[];
  readonly pauses: readonly EndpointPause[];
  /** False: nothing leaves, waiting or not. */
  readonly sending: boolean;
}

/** One service or address where sessions are looked for. */
export interface SiteView {
  /** Null: named by the invite, which only the therapist changes. */
  readonly id: string | null;
  /** Id of the service, where it is a known one. */
  readonly platform: string | null;
  readonly hosts: readonly string[];
  /** False while the browser withholds one of its hosts. */
  readonly permitted: boolean;
}

/** Where a therapist's own calls are followed; none: not at all. */
export interface OwnViewSetting {
  readonly sites: readonly SiteView[];
  /** A client's invite holds in this browser profile: then nothing is followed for a therapist. */
  readonly isClient: boolean;
}

/** A session of the therapist's, to be asked about: how it was, before the client's answers are read. */
export interface OwnViewDue {
  readonly checkInId: string;
  readonly endedAt: number;
  /** More that wait behind this one. */
  readonly behind: number;
}

/** The log of the last sessions and near misses. */
export interface NoticedView {
  /** Newest first. */
  readonly entries: readonly NoticedEntry[];
  /** What may keep a check-in from opening right now. */
  readonly obstacles: readonly Obstacle[];
}

/** What came of one test letter, sent twice. */
export type ConnectionTest =
  | {
      readonly kind: "tested";
      readonly first: Delivery;
      /** Null where the first was not taken: there is nothing to learn from another. */
      readonly second: Delivery | null;
      /** Whether this kind of place is known to keep a repeat once. */
      readonly keepsOnce: boolean;
    }
  | {
      readonly kind: "notTested";
      /** `readsAll`: whoever runs the place reads what comes, and would have to make sense of a test. */
      readonly reason: "noInvite" | "off" | "byHand" | "readsAll" | "failed";
    };

/** A device was on as long as a session takes, and no call was seen. */
export interface UseView {
  /** Names it in `answerUse`. */
  readonly from: number;
  /** When and, where that is known, on which site. The check-in page has no room for making sentences. */
  readonly words: string;
}

export interface PageRequests {
  /** The check-in to show now, or null. Does not start one. */
  openCheckIn: { readonly ask: null; readonly answer: CheckInView | null };
  /** The page has drawn this check-in. */
  checkInShown: { readonly ask: { readonly checkInId: string }; readonly answer: null };
  keepDraft: { readonly ask: { readonly checkInId: string; readonly draft: Draft }; readonly answer: null };
  submitAnswers: {
    readonly ask: {
      readonly checkInId: string;
      readonly answers: Answers;
      readonly wish: Wish | null;
      /** From first shown to Send, rounded by the page to 15, 30, 45, 60 or 120. Null beside an add-on: see there. */
      readonly seconds: number | null;
      readonly skipped: number;
      /** Absent where none is sent, whether or not there was one. */
      readonly addOn?: AddOnAnswers;
    };
    readonly answer:
      | { readonly kind: "saved" | "alreadySaved"; readonly id: string; readonly takeBackUntil: number }
      | { readonly kind: "notSaved"; readonly reason: "noInvite" | "diskFull" | "storage" | "unknownCheckIn" };
  };
  putOff: {
    readonly ask: { readonly checkInId: string; readonly how: "later" | "skip" | "notASession" };
    readonly answer: null;
  };
  /** Said once more with another answer, the last one holds. */
  answerRoom: { readonly ask: { readonly checkInId: string; readonly answer: RoomAnswer }; readonly answer: null };
  listRooms: {
    readonly ask: null;
    readonly answer: RoomBook;
  };
  forgetRoom: { readonly ask: { readonly room: RoomKey }; readonly answer: null };
  forgetQuietSite: { readonly ask: { readonly site: string }; readonly answer: null };
  /** "I just had a session": a check-in by hand. Null when nobody has invited this client yet. */
  startCheckIn: { readonly ask: null; readonly answer: CheckInView | null };
  takeBack: { readonly ask: { readonly id: string }; readonly answer: "takenBack" | "tooLate" };
  readSetup: { readonly ask: null; readonly answer: SetupState | null };
  listWaiting: { readonly ask: null; readonly answer: readonly WaitingEnvelope[] };
  /** Look at every waiting envelope and every held endpoint now. */
  retryNow: { readonly ask: null; readonly answer: null };
  /** Tries a parked one again, from the beginning. */
  release: { readonly ask: { readonly id: string }; readonly answer: null };
  /** Takes it back, or has the therapist asked to disregard it. `tooLate`: neither can be done from here. */
  withdraw: { readonly ask: { readonly id: string }; readonly answer: "takenBack" | "asked" | "tooLate" };
  /** The sealed bytes as base64url; null when they are gone, or not sealed. */
  readSealed: { readonly ask: { readonly id: string }; readonly answer: string | null };
  /** The page has saved or copied it. */
  handedOver: { readonly ask: { readonly id: string }; readonly answer: null };
  sendAgainSince: { readonly ask: { readonly since: number }; readonly answer: SentAgain };
  /** Off: nothing leaves, waiting or not. */
  setSending: { readonly ask: { readonly on: boolean }; readonly answer: null };
  readOutbox: { readonly ask: null; readonly answer: OutboxContents };
  /** How it stands with what this browser keeps for us; answered also when nothing else can be. */
  readHealth: { readonly ask: null; readonly answer: StorageHealth };
  /** Sends one sealed letter without answers twice, as it will be when an answer's first reply was lost. */
  testConnection: { readonly ask: null; readonly answer: ConnectionTest };
  acceptInvite: {
    readonly ask: { readonly text: string; readonly consentHash: string; readonly openByItself: boolean };
    readonly answer: { readonly kind: "accepted" } | { readonly kind: "refused"; readonly reason: string };
  };
  /** Those of the invite first, then the client's own. */
  listSites: { readonly ask: null; readonly answer: readonly SiteView[] };
  /** Watches one more site. The page has asked the browser for its hosts before, inside the click. */
  addSites: {
    readonly ask: { readonly platform: string | null; readonly hosts: readonly string[] };
    readonly answer: "added" | "alreadyThere" | "notAllowed" | "refused";
  };
  /** Stops watching a site the client added and gives its permission back. */
  removeSite: { readonly ask: { readonly id: string }; readonly answer: null };
  readOwnView: { readonly ask: null; readonly answer: OwnViewSetting };
  /** The page has asked the browser for the hosts before, inside the click. */
  addOwnViewSite: {
    readonly ask: { readonly platform: string | null; readonly hosts: readonly string[] };
    readonly answer: "added" | "alreadyThere" | "notAllowed" | "isClient" | "refused";
  };
  removeOwnViewSite: { readonly ask: { readonly id: string }; readonly answer: null };
  /** The therapist's session to show now, or null. */
  openOwnView: { readonly ask: null; readonly answer: OwnViewDue | null };
  /** A folder of _locales; empty: the browser's own. */
  readLanguage: { readonly ask: null; readonly answer: string };
  /** Of all our pages, the notification and the badge. Rejects a language there is not. */
  setLanguage: { readonly ask: { readonly language: string }; readonly answer: null };
  /** On: two weeks from now, in which nothing opens by itself; what waits is skipped. */
  setPaused: { readonly ask: { readonly on: boolean }; readonly answer: null };
  setCountry: { readonly ask: { readonly country: string }; readonly answer: null };
  setOpenByItself: { readonly ask: { readonly on: boolean }; readonly answer: null };
  readLog: { readonly ask: null; readonly answer: NoticedView };
  /** All that is recorded of one story, for a page that writes it as a file. */
  readStory: {
    readonly ask: { readonly story: number };
    readonly answer: { readonly parts: readonly RecordedPart[]; readonly now: number };
  };
  clearLog: { readonly ask: null; readonly answer: null };
  readUse: { readonly ask: null; readonly answer: UseView | null };
  /** Whether it was a session; then its check-in by hand. It is not mentioned again. */
  answerUse: {
    readonly ask: { readonly from: number; readonly wasSession: boolean };
    readonly answer: CheckInView | null;
  };
  readInboxCheck: { readonly ask: null; readonly answer: InboxCheck };
  /** The therapist's side: how often the background asks for names of new files; null: never. */
  setInboxCheck: {
    readonly ask: { readonly everyMinutes: number | null; readonly notify: boolean };
    readonly answer: InboxCheck;
  };
  /** The therapist page has fetched all there is. */
  markInboxSeen: { readonly ask: null; readonly answer: null };
  /** Everything about the client, invite and consents too. Cut short, it is finished at the next start. */
  eraseAll: { readonly ask: null; readonly answer: null };
  /** Ends the pairing: detection stops, nothing more is asked. What waits is deleted only if `deleteWaiting`. */
  leave: { readonly ask: { readonly deleteWaiting: boolean }; readonly answer: null };
}

export type PageRequestKind = keyof PageRequests;
export type Ask<K extends PageRequestKind> = PageRequests[K]["ask"];
export type Answer<K extends PageRequestKind> = PageRequests[K]["answer"];

/** How a page reaches the background; adapters/browser makes one. */
export type AskBackground = <K extends PageRequestKind>(kind: K, ask: Ask<K>) => Promise<Answer<K>>;
