import type { Page } from "puppeteer-core";
import type { CheckInView } from "../../../src/protocol/page-requests.ts";
import { addOn, SOMEBODY } from "../../core/alliance/add-ons.ts";
import { envelope, VIEW as USUAL_VIEW } from "../../ui/checkin/fake-background.ts";
import { USUAL_SETUP } from "../../ui/setup/usual-setup.ts";
import { type Language, textOf } from "./languages.ts";
import { pressButton } from "./press-button.ts";
import type { Said } from "./pretend.ts";

/** One thing a client may see of the check-in page: what the background says, and what was pressed, by its string. */
export interface CheckInLook {
  readonly name: string;
  readonly said: Said;
  readonly presses?: readonly string[];
  readonly escape?: true;
}

const MINUTE_MS = 60_000;
const ended = (minutesAgo: number): number => Date.now() - minutesAgo * MINUTE_MS;

const VIEW: CheckInView = { ...USUAL_VIEW, endedAt: ended(1), country: "DE" };
const WAITING = envelope();
const saved = (kind: "saved" | "alreadySaved" = "saved") =>
  ({ kind, id: "response-1", takeBackUntil: Date.now() + 10 * MINUTE_MS }) as const;

const FILLED: CheckInView = {
  ...VIEW,
  draft: { answers: { B1: 6, G1: 7, T1: 9, R1: "yes", R2: "partly", V1: "no" }, keptPrivate: ["G1"], wish: "raise" },
};
const LATE: CheckInView = {
  ...VIEW,
  endedAt: ended(180),
  crisisLine: "Crisis team of our practice, 030 1234567, day and night",
  highRun: 3,
  draft: { answers: { B1: 10, G1: 10, T1: 10 }, keptPrivate: [], wish: null },
};
/** Dummy words: the form's own are not in this repository. */
const HARM: Partial<CheckInView> = {
  round: 4,
  addOn: { instrument: addOn("risq"), outside: { ...SOMEBODY, supportLine: "030 7654321, day and night" } },
  draft: {
    answers: { "risq:i1": "0", "risq:i2": "1", "risq:i3": "0", "risq:i4": "0", "risq:share": "keep" },
    keptPrivate: [],
    wish: null,
  },
};
const form = (changes: Partial<CheckInView> = {}): Said => ({ openCheckIn: { ...VIEW, ...changes } });
const sending = (said: Said): Said => ({ ...form(FILLED), submitAnswers: saved(), listWaiting: [WAITING], ...said });
const nothing = (said: Said = {}): Said => ({ readSetup: USUAL_SETUP, listWaiting: [], ...said });

export const CHECK_IN_LOOKS: readonly CheckInLook[] = [
  { name: "form", said: form() },
  { name: "form, no country known", said: form({ country: null }) },
  { name: "form by hand, not sealed", said: form({ endedAt: null, site: null, sealed: false }) },
  { name: "form, filled in", said: form(FILLED) },
  { name: "form, late and all high", said: form(LATE) },
  { name: "form with questions about harm, one yes", said: form(HARM) },
  {
    name: "form with questions about reactions",
    said: form({ round: 4, addOn: { instrument: addOn("sparq"), outside: null } }),
  },
  { name: "nothing to send", said: form(), presses: ["checkinSend"] },
  {
    name: "not saved",
    said: sending({ submitAnswers: { kind: "notSaved", reason: "noInvite" } }),
    presses: ["checkinSend"],
  },
  { name: "room question", said: form({ roomQuestion: true }) },
  { name: "no session in this room", said: form({ roomQuestion: true }), presses: ["checkinRoomNever"] },
  { name: "saved", said: sending({}), presses: ["checkinSend"] },
  { name: "saved before, more behind", said: savedBefore(), presses: ["checkinSend"] },
  { name: "sent", said: sending({ listWaiting: [{ ...WAITING, state: "delivered" }] }), presses: ["checkinSend"] },
  { name: "stuck", said: sending({ listWaiting: [{ ...WAITING, state: "parked" }] }), presses: ["checkinSend"] },
  { name: "too late", said: sending({ takeBack: "tooLate" }), presses: ["checkinSend", "checkinTakeBack"] },
  { name: "taken back", said: sending({ takeBack: "takenBack" }), presses: ["checkinSend", "checkinTakeBack"] },
  { name: "later", said: form(), presses: ["checkinLater"] },
  { name: "skipped", said: form(), presses: ["checkinSkip", "checkinStopOpening"] },
  { name: "not a session", said: form(), presses: ["checkinNotASession"] },
  { name: "pause begun", said: form(), presses: ["checkinPause"] },
  { name: "nothing waits", said: nothing() },
  {
    name: "nothing waits, paused",
    said: nothing({
      readSetup: { ...USUAL_SETUP, pausedUntil: Date.now() + 20_000 * MINUTE_MS },
      listWaiting: [WAITING],
    }),
  },
  { name: "was this a session?", said: nothing({ readUse: { from: 1, words: "…" } }) },
  { name: "not invited", said: { listWaiting: [] } },
  { name: "no background", said: { openCheckIn: "silent" } },
  { name: "questions of a later version", said: form({ instrument: null }) },
  { name: "hidden", said: form(), escape: true },
];

function savedBefore(): Said {
  return { ...sending({ submitAnswers: saved("alreadySaved") }), openCheckIn: { ...FILLED, behind: 2 } };
}

/** Brings the page into this state, by its own buttons. */
export async function bringUp(page: Page, { presses = [], escape }: CheckInLook, language: Language): Promise<void> {
  await page.waitForSelector("h1");
  // What is loaded beside the script: the numbers under the safety notice.
  await page.waitForFunction(
    () => document.querySelector('[role="note"]') === null || document.querySelector("select"),
  );
  for (const key of presses) await pressButton(page, textOf(language, key));
  if (!escape) return;
  await page.evaluate(() => {
    window.close = () => {};
  });
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("main > *:not(h1)") === null);
}
