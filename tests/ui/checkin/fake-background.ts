import { type Draft, EMPTY_DRAFT } from "../../../src/core/alliance/answers.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import type { BackgroundNews } from "../../../src/protocol/background-news.ts";
import { NO_CHECK } from "../../../src/protocol/inbox-check.ts";
import type {
  Answer,
  Ask,
  AskBackground,
  CheckInView,
  PageRequestKind,
  SetupState,
  WaitingEnvelope,
} from "../../../src/protocol/page-requests.ts";
import { USUAL_SETUP } from "../setup/usual-setup.ts";

export const VIEW: CheckInView = {
  checkInId: "check-in-1",
  therapist: "Dr. Rivera",
  site: "meet.example",
  endedAt: 1_000,
  instrument: afsCore,
  licenceEnded: false,
  round: 1,
  sealed: true,
  draft: EMPTY_DRAFT,
  takeBackSeconds: 600,
  crisisLine: null,
  country: null,
  highRun: 0,
  behind: 0,
  roomQuestion: false,
};

const SETUP: SetupState = { ...USUAL_SETUP, acceptedAt: 0 };

export function envelope(overrides: Partial<WaitingEnvelope> = {}): WaitingEnvelope {
  return {
    id: "response-1",
    state: "waiting",
    reason: null,
    ...overrides,
  };
}

type Answers = { [K in PageRequestKind]: (ask: Ask<K>) => Answer<K> | Promise<Answer<K>> };
export type Asked = { readonly [K in PageRequestKind]: readonly [K, Ask<K>] }[PageRequestKind];

/** A background that keeps what it is told: one check-in, its draft, one response with a take-back window. */
export function createFakeBackground({
  view = VIEW as CheckInView | null,
  now = () => 0,
  ...overrides
}: FakeOptions = {}) {
  const asked: Asked[] = [];
  const drafts = new Map<string, Draft>();
  const envelopes: WaitingEnvelope[] = [];
  let open = view;
  let handle: (news: BackgroundNews) => void = () => {};

  const withDraft = (one: CheckInView | null) => one && { ...one, draft: drafts.get(one.checkInId) ?? one.draft };
  const answers: Answers = {
    openCheckIn: () => withDraft(open),
    startCheckIn: () => withDraft((open = { ...(view ?? VIEW), checkInId: "check-in-2", site: null, endedAt: null })),
    checkInShown: () => null,
    keepDraft: ({ checkInId, draft }) => {
      drafts.set(checkInId, structuredClone(draft));
      return null;
    },
    submitAnswers: () => {
      const takeBackUntil = now() + (view ?? VIEW).takeBackSeconds * 1_000;
      envelopes.push(envelope());
      open = null;
      return { kind: "saved", id: "response-1", takeBackUntil };
    },
    putOff: ({ how }) => {
      if (how !== "later") open = null;
      return null;
    },
    readInboxCheck: () => NO_CHECK,
    setInboxCheck: (chosen) => ({ ...NO_CHECK, ...chosen }),
    markInboxSeen: () => null,
    answerRoom: () => null,
    listRooms: () => ({ rooms: [], quietSites: [] }),
    forgetRoom: () => null,
    forgetQuietSite: () => null,
    readLanguage: () => "",
    setLanguage: () => null,
    takeBack: () => {
      envelopes.length = 0;
      return "takenBack";
    },
    readSetup: () => SETUP,
    listWaiting: () => envelopes,
    retryNow: () => null,
    testConnection: () => ({ kind: "notTested", reason: "noInvite" }),
    acceptInvite: () => ({ kind: "accepted" }),
    listSites: () => [],
    addSites: () => "added",
    removeSite: () => null,
    readOwnView: () => ({ sites: [], isClient: true }),
    addOwnViewSite: () => "isClient",
    removeOwnViewSite: () => null,
    openOwnView: () => null,
    setOpenByItself: () => null,
    setPaused: () => null,
    setCountry: () => null,
    readLog: () => ({ entries: [], obstacles: [] }),
    readStory: () => ({ parts: [], now: 0 }),
    clearLog: () => null,
    readUse: () => null,
    answerUse: () => null,
    eraseAll: () => null,
    leave: () => null,
    release: () => null,
    withdraw: () => "tooLate",
    readSealed: () => null,
    handedOver: () => null,
    sendAgainSince: () => ({ again: 0, gone: 0 }),
    readOutbox: () => ({ entries: [], pauses: [], sending: true }),
    setSending: () => null,
    readHealth: () => "ready",
    ...overrides.answers,
  };

  const ask: AskBackground = async (kind, question) => {
    asked.push([kind, question] as unknown as Asked);
    return answers[kind](question);
  };
  return {
    ask,
    asked,
    envelopes,
    drafts,
    askedFor: <K extends PageRequestKind>(kind: K) =>
      asked.filter((one) => one[0] === kind).map((one) => one[1] as Ask<K>),
    onNews: (listener: (news: BackgroundNews) => void) => {
      handle = listener;
    },
    tell: (news: BackgroundNews) => handle(news),
  };
}

export interface FakeOptions {
  readonly view?: CheckInView | null;
  readonly now?: () => number;
  readonly answers?: Partial<Answers>;
}
