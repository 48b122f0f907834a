import type { Page } from "puppeteer-core";
import type { NoticedEntry, NoticedSession } from "../../../src/core/session/noticed.ts";
import type { EnvelopeView } from "../../../src/ui/setup/outbox-view.ts";
import { contentsOf, INVITED_SITE, USUAL_SETUP, usualEnvelope } from "../../ui/setup/usual-setup.ts";
import { type Language, textOf } from "./languages.ts";
import { pressButton } from "./press-button.ts";
import type { Said } from "./pretend.ts";

/** One thing a client may see of the settings: what the background says, what is typed, and what is pressed. */
export interface SettingsLook {
  readonly name: string;
  readonly said: Said;
  /** Into the field for an invite; `invite`: a whole one. */
  readonly typed?: "invite" | "a shopping list";
  /** By their strings, one after the other. */
  readonly presses?: readonly string[];
  /** Every part that can be folded open is. */
  readonly unfolded?: true;
}

const MINUTE = 60_000;
const NOW = Date.now();

const SET: Said = {
  readSetup: USUAL_SETUP,
  listWaiting: [],
  listSites: [INVITED_SITE],
  listRooms: { rooms: [], quietSites: [] },
  readLog: { entries: [], obstacles: [] },
  readOutbox: { entries: [], pauses: [], sending: true },
  readHealth: "ready",
};
const NOT_INVITED: Said = { ...SET, readSetup: null };
const held = (reason: NonNullable<typeof USUAL_SETUP.held>): Said => ({
  ...SET,
  readSetup: { ...USUAL_SETUP, held: reason },
});

const at = (minutesAgo: number): Partial<EnvelopeView> => ({ savedAt: NOW - minutesAgo * MINUTE });
const WAITING = [
  usualEnvelope({ id: "e1", ...at(3), withdrawal: "takeBack", takeBackUntil: NOW + 7 * MINUTE }),
  usualEnvelope({ id: "e2", ...at(90), withdrawal: "takeBack", reason: "offline" }),
  usualEnvelope({ id: "e3", ...at(200), withdrawal: "ask", state: "sending" }),
  usualEnvelope({ id: "e4", ...at(3_000), withdrawal: "ask", state: "parked", reason: "undelivered" }),
  usualEnvelope({ id: "e5", ...at(4_000), withdrawal: "takeBack", state: "parked", reason: "tooLarge" }),
  usualEnvelope({ id: "e6", ...at(5_000), withdrawal: "takeBack", byHand: true }),
];
const SENT = [
  usualEnvelope({ id: "e7", ...at(9_000), state: "delivered", withdrawal: "ask", settledAt: NOW - 8_900 * MINUTE }),
  usualEnvelope({ id: "e8", ...at(9_900), state: "taken", withdrawal: "asked", settledAt: NOW - 9_800 * MINUTE }),
];
const withOutbox = (entries: readonly EnvelopeView[], sending = true): Said => ({
  ...SET,
  listWaiting: entries.filter(({ state }) => state !== "delivered" && state !== "taken"),
  readOutbox: contentsOf(entries, sending),
});

const SESSION: NoticedSession = {
  kind: "session",
  story: 3,
  id: "s7",
  startedAt: NOW - 70 * MINUTE,
  endedAt: NOW - 20 * MINUTE,
  liveMs: 50 * MINUTE,
  cause: "hangup",
  waitedMs: 6_000,
  waitedLonger: false,
  offering: "popup",
  offeredAt: NOW - 20 * MINUTE + 6_000,
  answered: "submit",
  canExport: true,
};
const LOG: readonly NoticedEntry[] = [
  SESSION,
  { ...SESSION, id: "s6", cause: "network", offering: "refused", answered: null, waitedLonger: true },
  { ...SESSION, id: "s5", cause: "quit", offering: "late", answered: "skip", canExport: false },
  {
    kind: "tooShort",
    story: 2,
    id: "s4",
    startedAt: NOW - 300 * MINUTE,
    endedAt: NOW - 298 * MINUTE,
    liveMs: 2 * MINUTE,
    cause: "remoteLeft",
    canExport: true,
  },
];

const since = NOW - 30_000 * MINUTE;
const room = { site: "meet.example", byInvite: false, since };
const ROOMS: Said["listRooms"] = {
  rooms: [
    { ...room, room: "a", standing: "known", byInvite: true },
    { ...room, room: "b", standing: "never" },
    { ...room, room: "c", standing: "asked", site: "a-very-long-name-of-a-practice.video.example.org" },
  ],
  quietSites: [{ site: "meet.example", since }],
};

export const SETTINGS_LOOKS: readonly SettingsLook[] = [
  { name: "before an invite", said: NOT_INVITED },
  { name: "no invite there", said: NOT_INVITED, presses: ["setupInviteRead"] },
  { name: "no invite in what was pasted", said: NOT_INVITED, typed: "a shopping list", presses: ["setupInviteRead"] },
  { name: "the invite, to be agreed to", said: NOT_INVITED, typed: "invite", presses: ["setupInviteRead"] },
  {
    name: "refused by the background",
    said: { ...NOT_INVITED, acceptInvite: { kind: "refused", reason: "expired" } },
    typed: "invite",
    presses: ["setupInviteRead", "setupAgree"],
  },
  { name: "what was here is gone", said: { ...NOT_INVITED, readHealth: "lost" } },
  { name: "a newer version has been here", said: { readSetup: "silent", readHealth: "newerVersion" } },
  { name: "nothing can be kept here", said: { readSetup: "silent", readHealth: "unavailable" } },
  { name: "no background", said: { readSetup: "silent", readHealth: "silent" } },
  { name: "all set", said: SET, unfolded: true },
  { name: "in a pause", said: { ...SET, readSetup: { ...USUAL_SETUP, pausedUntil: NOW + 20_000 * MINUTE } } },
  { name: "sites not allowed", said: { ...SET, readSetup: { ...USUAL_SETUP, permitted: false } } },
  { name: "the place turns the key away", said: held("wrongKey") },
  { name: "consent taken back", said: held("noConsent") },
  { name: "answers wait, each in its way", said: withOutbox(WAITING) },
  { name: "nothing is sent", said: withOutbox(WAITING, false) },
  { name: "answers that were sent", said: withOutbox([...WAITING.slice(0, 1), ...SENT]), unfolded: true },
  { name: "deleting an answer, asked", said: withOutbox(WAITING.slice(4, 5)), presses: ["setupDelete"] },
  { name: "what was noticed", said: { ...SET, readLog: { entries: LOG, obstacles: ["callLive"] } }, unfolded: true },
  {
    name: "a report",
    said: { ...SET, readLog: { entries: LOG.slice(0, 1), obstacles: [] }, readStory: { parts: [], now: NOW } },
    unfolded: true,
    presses: ["setupNoticedReport"],
  },
  { name: "rooms", said: { ...SET, listRooms: ROOMS } },
  { name: "adding a site", said: SET, presses: ["setupSiteAdd"] },
  {
    name: "the place was tried",
    said: { ...SET, testConnection: { kind: "notTested", reason: "failed" } },
    presses: ["setupTestStart"],
  },
  { name: "bringing an update", said: SET, presses: ["setupUpdateOpen"] },
  { name: "leaving, asked", said: withOutbox(WAITING), presses: ["setupLeave"] },
];

/** Brings the page into this state, by its own field and buttons. */
export async function bringUpSettings(
  page: Page,
  { typed, presses = [], unfolded }: SettingsLook,
  language: Language,
  invite: string,
): Promise<void> {
  await page.waitForSelector("h1, [role=alert]");
  // Every part has heard from the background.
  await page.waitForFunction(
    (loading) => !document.body.innerText.includes(loading),
    {},
    textOf(language, "setupLoading"),
  );
  if (typed !== undefined) {
    await page.waitForSelector("textarea");
    await page.focus("textarea");
    await page.evaluate((text) => document.execCommand("insertText", false, text), typed === "invite" ? invite : typed);
  }
  if (unfolded) await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  for (const key of presses) await pressButton(page, textOf(language, key));
}
