import { ADD_ON_EVERY, isAddOn } from "../../core/alliance/add-on.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { afsCore } from "../../core/alliance/instruments/afs-core.ts";
import { isHarmForm, NO_CONTACTS, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { Answer, AskBackground, CheckInView, PageRequestKind } from "../../protocol/page-requests.ts";

export interface PreviewFacts {
  /** What stands beside a set is shown beside our own. */
  readonly instrument: Instrument;
  /** Whom clients can turn to outside this therapy; null until it was filled in. */
  readonly outside: OutsideContacts | null;
  /** As clients know them. */
  readonly therapist: string;
  /** A folder of _locales. */
  readonly language: string;
  readonly now: number;
}

/** The usual: ten minutes to take an answer back, a call that ended a moment ago. */
const TAKE_BACK_SECONDS = 600;
const A_MOMENT_MS = 60_000;
const SITE = "meet.example";

/** What the check-in page asks in a preview, in the place of the background. `read` gives what holds at that moment. */
export function createPreviewAsk(read: () => PreviewFacts): AskBackground {
  return async (kind) => answerPreview(kind, read());
}

/**
 * What the check-in page hears in a preview, in the place of the background: its first check-in, and yes to whatever is
 * tried. Nothing of what it says is kept or goes anywhere; what only the real background has is not there.
 */
function answerPreview(kind: PageRequestKind, facts: PreviewFacts): Answer<PageRequestKind> {
  switch (kind) {
    case "readLanguage":
      return facts.language;
    case "openCheckIn":
    case "startCheckIn":
      return previewView(facts);
    case "submitAnswers":
      return { kind: "saved", id: "preview", takeBackUntil: facts.now + TAKE_BACK_SECONDS * 1_000 };
    case "takeBack":
      return "takenBack";
    case "listWaiting":
      return [];
    default:
      return null;
  }
}

function previewView({ instrument: shown, outside, therapist, now }: PreviewFacts): CheckInView {
  const isBeside = isAddOn(shown);
  const addOn = { instrument: shown, outside: isHarmForm(shown) ? (outside ?? NO_CONTACTS) : null };
  return {
    checkInId: "preview",
    therapist,
    site: SITE,
    endedAt: now - A_MOMENT_MS,
    instrument: isBeside ? afsCore : shown,
    licenceEnded: false,
    round: isBeside ? ADD_ON_EVERY : 1,
    sealed: true,
    draft: { answers: {}, wish: null, keptPrivate: [] },
    takeBackSeconds: TAKE_BACK_SECONDS,
    crisisLine: null,
    country: null,
    highRun: 0,
    behind: 0,
    roomQuestion: false,
    ...(isBeside && { addOn }),
  };
}
