import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readScenario } from "./scenario.ts";
import { judgeScenario } from "./verdict.ts";

/** The corpus as it was given, and the cases we found ourselves, in the same format. */
const FILES = ["scenarios", "own-scenarios"].flatMap((folder) => {
  const url = new URL(`../../fixtures/${folder}/`, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith(".json") && name !== "defaults.json");
  return names.map((name) => ({ name, folder, text: readFileSync(new URL(name, url), "utf8") }));
});

describe("The corpus", () => {
  test.each(FILES.map((file) => ({ ...file, title: (JSON.parse(file.text) as { title: string }).title })))(
    "$title ($folder/$name)",
    // Floods are read and stored thousands of times.
    { timeout: 60_000 },
    ({ name, text }) => {
      const scenario = readScenario(text);
      expect(`${scenario.id}.json`).toBe(name);
      expect(judgeScenario(scenario, "readAlways").faults).toEqual([]);
    },
  );
});

const usual = {
  id: "usual",
  events: [{ at: 1, type: "documentOpened", doc: "d", tab: 1, frame: 0, room: "A", enrolled: true }],
  until: 10,
  expect: { sessions: [], prompts: [] },
};
const withEvent = (event: object): string => JSON.stringify({ ...usual, events: [{ at: 1, ...event }] });
const withExpected = (expected: object): string =>
  JSON.stringify({ ...usual, expect: { ...usual.expect, ...expected } });
const session = { room: "A", startedAt: 1, endedAt: [2, 3], cause: "hangup" };
const prompt = { session: 0, notBefore: 1, notAfter: 2, via: "popup" };

describe("A malformed scenario", () => {
  test.each([
    ["no JSON", "{", "A scenario must be a JSON file."],
    ["empty", "", "A scenario must be a JSON file."],
    ["a list", "[]", "A scenario must be an object."],
    ["nothing", "null", "A scenario must be an object."],
    ["no events", JSON.stringify({ ...usual, events: undefined }), "events must be a list."],
    ["an event that is a number", JSON.stringify({ ...usual, events: [7] }), "events must be an object."],
    ["no end", JSON.stringify({ ...usual, until: "late" }), "until must be a number."],
    ["settings that are a list", JSON.stringify({ ...usual, settings: [] }), "settings must be an object."],
    ["a start that is no instant", JSON.stringify({ ...usual, startsAt: "noon" }), "startsAt must be an instant."],
    ["no expectation", JSON.stringify({ ...usual, expect: undefined }), "expect must be an object."],
    ["an event of an unknown kind", withEvent({ type: "meteorite" }), 'No event is called "meteorite".'],
    ["an event without a time", withEvent({ at: null, type: "workerKilled" }), "at must be a number."],
    ["a fact about no document", withEvent({ type: "capture", live: true }), "doc must be a text."],
    [
      "an unknown state",
      withEvent({ type: "peer", doc: "d", peer: "p", state: "odd" }),
      "state must be one of connecting, connected, disconnected, failed, closedByPage.",
    ],
    [
      "an unknown answer",
      withEvent({ type: "user", action: "shrug" }),
      "action must be one of submit, later, skip, notASession, neverHere.",
    ],
    ["a repetition without end", withEvent({ type: "repeat", times: 1e9, every: 1, events: [] }), /^times must be/],
    ["an expected session without times", withExpected({ sessions: [{ room: "A" }] }), /^startedAt, or both ends/],
    [
      "an expected session without a cause",
      withExpected({ sessions: [{ ...session, cause: undefined }] }),
      "An expected session must name its cause.",
    ],
    [
      "an expected prompt of an unknown kind",
      withExpected({ prompts: [{ ...prompt, via: "letter" }] }),
      "via must be one of popup, badge, either.",
    ],
    [
      "a span with one end",
      withExpected({ neverPromptWithin: [[1]] }),
      "expect.neverPromptWithin must hold pairs of seconds.",
    ],
  ])("is refused in one sentence: %s", (_name, text, sentence) => {
    expect(() => readScenario(text)).toThrow(sentence);
  });
});

describe("A verdict", () => {
  test("holds no fault where nothing is expected and nothing happens", () => {
    expect(judgeScenario(readScenario(JSON.stringify(usual))).faults).toEqual([]);
  });

  test("names sessions and prompts that are missing", () => {
    const scenario = readScenario(withExpected({ sessions: [session], prompts: [prompt] }));
    expect(judgeScenario(scenario).faults).toEqual(["0 sessions, not 1", "0 prompts, not 1"]);
  });

  test("names a restart that did not come", () => {
    const scenario = readScenario(withExpected({ update: { notBefore: 1, notAfter: 2 } }));
    expect(judgeScenario(scenario).faults).toEqual(["restarted at null"]);
  });
});
