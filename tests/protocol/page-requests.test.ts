import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseBackgroundNews } from "../../src/protocol/background-news.ts";
import { MAX_TEXT, parsePageRequest } from "../../src/protocol/page-request-parsers.ts";

const DRAFT = { answers: { B1: 7 }, keptPrivate: ["G1"], wish: null };
const SUBMIT = { checkInId: "s1", answers: { B1: 7, R1: "no", N1: "Sleep" }, wish: "raise", seconds: 30, skipped: 1 };
const HASH = "q".repeat(43);
const HOSTS = (count: number) => Array.from({ length: count }, (_, n) => `m${n}.example`);

test.each([
  ["openCheckIn", null],
  ["startCheckIn", null],
  ["readSetup", null],
  ["listWaiting", null],
  ["retryNow", null],
  ["testConnection", null],
  ["listSites", null],
  ["addSites", { platform: "zoom-web", hosts: ["zoom.us", "app.zoom.us"] }],
  ["addSites", { platform: null, hosts: ["meet.example"] }],
  ["removeSite", { id: "5f0f1c2e-0000-4000-8000-000000000000" }],
  ["readLog", null],
  ["clearLog", null],
  ["readUse", null],
  ["readStory", { story: 3 }],
  ["answerUse", { from: 1_764_000_000_000, wasSession: true }],
  ["checkInShown", { checkInId: "s1" }],
  ["keepDraft", { checkInId: "s1", draft: DRAFT }],
  ["submitAnswers", SUBMIT],
  ["submitAnswers", { ...SUBMIT, seconds: null, addOn: { instrument: "risq|1", answers: { i1: "1" } } }],
  ["putOff", { checkInId: "s1", how: "later" }],
  ["answerRoom", { checkInId: "s1", answer: "neverOthers" }],
  ["listRooms", null],
  ["forgetRoom", { room: "0123456789abcdef" }],
  ["forgetQuietSite", { site: "localhost:3000" }],
  ["takeBack", { id: "5f0f1c2e-0000-4000-8000-000000000000" }],
  ["acceptInvite", { text: "A1.x.y", consentHash: HASH, openByItself: true }],
  ["setOpenByItself", { on: false }],
  ["leave", { deleteWaiting: true }],
  ["release", { id: "5f0f1c2e-0000-4000-8000-000000000000" }],
  ["withdraw", { id: "5f0f1c2e-0000-4000-8000-000000000000" }],
  ["readSealed", { id: "5f0f1c2e-0000-4000-8000-000000000000" }],
  ["handedOver", { id: "5f0f1c2e-0000-4000-8000-000000000000" }],
  ["sendAgainSince", { since: 1_764_000_000_000 }],
  ["readOutbox", null],
  ["setSending", { on: false }],
  ["readHealth", null],
])("%s is understood and built anew", (kind, ask) => {
  expect(parsePageRequest({ v: 1, kind, ask, extra: "gone" })).toEqual({ kind, ask });
});

test.each([
  ["another version", { v: 2, kind: "openCheckIn", ask: null }],
  ["an unknown kind", { v: 1, kind: "readEverything", ask: null }],
  ["a kind of every object", { v: 1, kind: "constructor", ask: null }],
  ["a missing ask", { v: 1, kind: "openCheckIn" }],
  ["an answer that is not a number or text", { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, answers: { B1: {} } } }],
  ["an infinite answer", { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, answers: { B1: Infinity } } }],
  [
    "text beyond all bounds",
    { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, answers: { N1: "x".repeat(MAX_TEXT + 1) } } },
  ],
  ["a wish nobody has", { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, wish: "shout" } }],
  ["questions beside without a name", { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, addOn: { answers: {} } } }],
  [
    "questions beside without answers",
    { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, addOn: { instrument: "a|1" } } },
  ],
  ["questions beside that are none", { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, addOn: null } }],
  ["negative seconds", { v: 1, kind: "submitAnswers", ask: { ...SUBMIT, seconds: -1 } }],
  ["a site without hosts", { v: 1, kind: "addSites", ask: { platform: null, hosts: [] } }],
  ["more hosts than any service needs", { v: 1, kind: "addSites", ask: { platform: null, hosts: HOSTS(11) } }],
  ["a host longer than a name can be", { v: 1, kind: "addSites", ask: { platform: null, hosts: ["x".repeat(261)] } }],
  ["a host that is no text", { v: 1, kind: "addSites", ask: { platform: null, hosts: [{}] } }],
  ["a service with markup", { v: 1, kind: "addSites", ask: { platform: "<b>", hosts: ["meet.example"] } }],
  ["an id with markup", { v: 1, kind: "checkInShown", ask: { checkInId: "<b>" } }],
  ["a draft that is a list", { v: 1, kind: "keepDraft", ask: { checkInId: "s1", draft: [] } }],
  ["an answer to no question", { v: 1, kind: "answerRoom", ask: { checkInId: "s1", answer: "maybe" } }],
  ["an answer of every object", { v: 1, kind: "answerRoom", ask: { checkInId: "s1", answer: "toString" } }],
  ["a room that is an address", { v: 1, kind: "forgetRoom", ask: { room: "https://meet.example/7" } }],
  ["a site that is an address", { v: 1, kind: "forgetQuietSite", ask: { site: "https://meet.example/" } }],
  ["a story before the first", { v: 1, kind: "readStory", ask: { story: -1 } }],
  ["an instant that is none", { v: 1, kind: "answerUse", ask: { from: Number.NaN, wasSession: true } }],
  ["an id with a path", { v: 1, kind: "readSealed", ask: { id: "../x" } }],
  ["a day that is none", { v: 1, kind: "sendAgainSince", ask: { since: "yesterday" } }],
  ["half on", { v: 1, kind: "setSending", ask: { on: 1 } }],
  ["another way to put it off", { v: 1, kind: "putOff", ask: { checkInId: "s1", how: "forget" } }],
])("%s is refused", (_, message) => expect(parsePageRequest(message)).toBeNull());

test("fields that are not in the table do not get through", () => {
  const parsed = parsePageRequest({
    v: 1,
    kind: "checkInShown",
    ask: { checkInId: "s1", endpoint: "https://evil.example" },
  });
  expect(parsed).toEqual({ kind: "checkInShown", ask: { checkInId: "s1" } });
});

test("nothing that is sent at the page door throws", () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({
      v: fc.constant(1),
      kind: fc.constantFrom("submitAnswers", "keepDraft", "takeBack", "addSites"),
      ask: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(anything, (message) => {
      parsePageRequest(message);
      parseBackgroundNews(message);
    }),
    { numRuns: 2_000 },
  );
});

test("news is understood only as news", () => {
  expect(parseBackgroundNews({ v: 1, news: { kind: "changed" } })).toEqual({ kind: "changed" });
  expect(parseBackgroundNews({ v: 1, news: { kind: "checkInWithdrawn", checkInId: "s1" } })).not.toBeNull();
  expect(parseBackgroundNews({ v: 1, kind: "openCheckIn", ask: null })).toBeNull();
});
