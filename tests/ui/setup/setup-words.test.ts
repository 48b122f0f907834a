import { expect, test } from "vitest";
import { originsOf } from "../../../src/core/invite/origins.ts";
import { consentText } from "../../../src/ui/setup/consent-text.ts";
import { until } from "../../../src/ui/setup/local-words.ts";
import type { EnvelopeView } from "../../../src/ui/setup/outbox-view.ts";
import { stateWords } from "../../../src/ui/setup/outbox-words.ts";
import { INVITE_REASONS } from "../../../src/ui/setup/reasons.ts";
import { english } from "../../english.ts";
import { SAVED_AT, USUAL_INVITE, usualEnvelope } from "./usual-setup.ts";

const withUrl = (url: string) => ({ ...USUAL_INVITE, endpoint: { ...USUAL_INVITE.endpoint, url } });

test.each([
  ["the video site and the endpoint", USUAL_INVITE, ["https://meet.example", "https://box.example"]],
  [
    "the endpoint without its path",
    withUrl("https://box.example:8443/under"),
    ["https://meet.example", "https://box.example:8443"],
  ],
  ["one host once", withUrl("https://meet.example"), ["https://meet.example"]],
  [
    "this machine by http",
    { ...withUrl("http://127.0.0.1:4310"), videoHosts: ["localhost:4311", "localhost:4312"] },
    ["http://localhost:4311", "http://localhost:4312", "http://127.0.0.1:4310"],
  ],
] as const)("the origins asked for are %s", (_, invite, origins) => {
  expect(originsOf(invite)).toEqual(origins);
});

test("the same invite gives the same consent text, another place another one", () => {
  const text = consentText(USUAL_INVITE, english);
  expect(consentText({ ...USUAL_INVITE }, english)).toBe(text);
  expect(consentText(withUrl("https://other.example"), english)).not.toBe(text);
});

test("consent names the time to take back that the invite gives", () => {
  const within = (takeBackSeconds: number) => consentText({ ...USUAL_INVITE, settings: { takeBackSeconds } }, english);
  expect(consentText(USUAL_INVITE, english)).toContain("this many minutes after you send it: 10.");
  expect(within(8)).toContain("this many seconds after you send it: 8.");
  expect(within(0)).not.toContain("Take an answer back");
});

test("every reason to refuse an invite has a sentence of its own", () => {
  const sentences = Object.values(INVITE_REASONS).map((key) => english(key));
  expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
  expect(new Set(sentences).size).toBe(sentences.length);
});

test("consent warns of a spare key", () => {
  const spare = { ...USUAL_INVITE, recipients: ["age1therapist", "age1practice"] };
  expect(consentText(spare, english)).toContain("those who keep a spare key");
});

test("consent names a practice that can read, and counts no more readers than there are", () => {
  const recipients = ["age1therapist", "age1practice"];
  const named = { ...USUAL_INVITE, recipients, practice: "Practice North" };
  expect(consentText(named, english)).toMatch(/Two can open them, each alone: .*Dr\. Rivera.* and .*Practice North/);
  const third = { ...named, recipients: [...recipients, "age1third"] };
  expect(consentText(third, english)).toContain("those who keep a spare key");
});

test("what goes by hand is not said to wait until it has arrived", () => {
  const endpoint = { adapter: "file", profile: "file", url: "", box: "", token: "" } as const;
  const text = consentText({ ...USUAL_INVITE, endpoint }, english);
  expect(text).toContain(english("setupConsentKeptByHand"));
  expect(text).not.toContain("until they have arrived");
});

test("an instrument this version does not know is described in general words", () => {
  const text = consentText({ ...USUAL_INVITE, instrument: "other|9" }, english);
  expect(text).toContain("Your answers to a few short questions");
});

const NOW = SAVED_AT + 60_000;
const words: readonly (readonly [string, Partial<EnvelopeView>, RegExp])[] = [
  ["inside its window", { takeBackUntil: NOW + 1 }, /take it back until then/],
  ["past its window", { takeBackUntil: NOW, nextTryAt: NOW }, /^It is waiting to be sent\.$/],
  ["offline", { reason: "offline", nextTryAt: NOW }, /^You were not online/],
  ["put off", { reason: "busy", nextTryAt: NOW + 60_000 }, /busy.*Next try: in 1 minute\.$/],
  ["put off, and not sent for sure", { reason: "busy", takeBackUntil: NOW + 1 }, /busy.*take it back until then/],
  ["held", { held: { reason: "gone", since: SAVED_AT }, nextTryAt: null }, /since Nov 23.*not tried again by itself/],
  ["by hand", { byHand: true }, /^Save it as a file or copy it/],
  ["saved by hand", { byHand: true, state: "taken", settledAt: NOW }, /^You saved it on Nov 23/],
  ["withdrawn", { state: "delivered", withdrawal: "asked" }, /it has arrived\. Your therapist is asked not to use it/],
  ["that withdraws", { kind: "withdrawal" }, /^This asks your therapist not to use an answer\./],
  ["overdue", { reason: "busy", nextTryAt: NOW - 1 }, /We will try again\.$/],
  ["on its way", { state: "sending" }, /being sent/],
  ["too large", { state: "parked", reason: "tooLarge" }, /too long/],
  ["delivered", { state: "delivered" }, /it has arrived/],
  ["taken", { state: "taken" }, /cannot see if it was stored/],
];

test.each(words)("an envelope %s says so", (_, overrides, expected) => {
  expect(stateWords(usualEnvelope(overrides), { sending: true, now: NOW, lang: "en" }, english)).toMatch(expected);
});

test("with sending off, that is why it waits, whatever else there is", () => {
  const envelope = usualEnvelope({ reason: "busy", takeBackUntil: NOW + 1, nextTryAt: NOW + 1 });
  expect(stateWords(envelope, { sending: false, now: NOW, lang: "en" }, english)).toBe(english("setupStateOff"));
});

test.each([
  [1, "in 1 minute"],
  [60_000, "in 1 minute"],
  [60_001, "in 2 minutes"],
  [119 * 60_000, "in 119 minutes"],
  [2 * 60 * 60_000, "in 2 hours"],
  [6 * 60 * 60_000, "in 6 hours"],
])("what is %d ms away is %s, never sooner than it will be", (ms, expected) =>
  expect(until(NOW + ms, NOW, "en")).toBe(expected),
);
