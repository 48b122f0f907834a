import { expect, test } from "vitest";
import { originsOf } from "../../../src/core/invite/origins.ts";
import type { WaitingEnvelope } from "../../../src/protocol/page-requests.ts";
import { consentText } from "../../../src/ui/setup/consent-text.ts";
import { INVITE_REASONS } from "../../../src/ui/setup/reasons.ts";
import { stateWords } from "../../../src/ui/setup/WaitingAnswers.tsx";
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

test("an instrument this version does not know is described in general words", () => {
  const text = consentText({ ...USUAL_INVITE, instrument: "other|9" }, english);
  expect(text).toContain("Your answers to a few short questions");
});

const NOW = SAVED_AT + 60_000;
const words: readonly (readonly [string, Partial<WaitingEnvelope>, RegExp])[] = [
  ["inside its window", { takeBackUntil: NOW + 1 }, /take it back until then/],
  ["past its window", { takeBackUntil: NOW }, /^It is waiting to be sent\.$/],
  ["offline", { reason: "offline" }, /^You are not online/],
  ["put off", { reason: "busy", nextTryAt: NOW + 60_000 }, /busy.*Next try: /],
  ["overdue", { reason: "busy", nextTryAt: NOW - 1 }, /We will try again\.$/],
  ["on its way", { state: "sending" }, /being sent/],
  ["too large", { state: "parked", reason: "tooLarge" }, /too long/],
  ["delivered", { state: "delivered" }, /it has arrived/],
  ["taken", { state: "taken" }, /cannot see if it was stored/],
];

test.each(words)("an envelope %s says so", (_, overrides, expected) => {
  expect(stateWords(usualEnvelope(overrides), NOW, "en", english)).toMatch(expected);
});
