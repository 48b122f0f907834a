import { describe, expect, test } from "vitest";
import { NOTHING_MANAGED } from "../../../src/protocol/managed-values.ts";
import {
  nextTherapistState,
  type TherapistEvent,
  type TherapistState,
} from "../../../src/ui/therapist/therapist-state.ts";
import { clientRecord, KEY, PLACE } from "./open-therapist.tsx";

const LOADING: TherapistState = { phase: "loading" };
const desk = {
  key: KEY,
  place: PLACE,
  practice: null,
  managed: NOTHING_MANAGED,
  instruments: [],
  clients: [clientRecord()],
};
const inbox = { responses: [], setAside: [], gaps: [], sameNumber: [], sealedFor: new Set<string>() };

function after(...events: readonly TherapistEvent[]): TherapistState {
  return events.reduce(nextTherapistState, LOADING);
}

describe("where a person comes in", () => {
  test.each([
    ["without a key at the start", { ...desk, key: null }, { phase: "start" }],
    ["with an unproven key at its backup", { ...desk, key: { ...KEY, backedUpAt: null } }, { phase: "backup" }],
    ["without a place at the places", { ...desk, place: null, clients: [] }, { section: "place" }],
    ["without clients at the clients", { ...desk, clients: [] }, { section: "clients" }],
    ["with clients at the overview", desk, { section: "overview" }],
  ] as const)("%s", (_, loaded, expected) => {
    expect(after({ kind: "loaded", desk: loaded })).toMatchObject(expected);
  });
});

test("nobody gets to the desk while the backup is not proven", () => {
  const unproven = { ...KEY, backedUpAt: null };
  const state = after(
    { kind: "loaded", desk: { ...desk, key: unproven } },
    { kind: "sectionChosen", section: "clients" },
  );
  expect(state.phase).toBe("backup");
  expect(nextTherapistState(state, { kind: "keyChanged", key: KEY }).phase).toBe("desk");
});

test("a new key in the place of a proven one needs its own backup, and then the clients need their update", () => {
  const renewed = { ...KEY, recipient: "age1newer", backedUpAt: null };
  const waiting = after({ kind: "loaded", desk }, { kind: "keyChanged", key: renewed });
  expect(waiting).toMatchObject({ phase: "backup", key: renewed });
  const proven = nextTherapistState(waiting, { kind: "keyChanged", key: { ...renewed, backedUpAt: 1 } });
  expect(proven).toMatchObject({ phase: "desk", section: "clients", desk: { key: { recipient: "age1newer" } } });
});

test("an update replaces its client's record and no other", () => {
  const other = clientRecord({ client: "c2" });
  const record = clientRecord({ update: 2 });
  const state = after(
    { kind: "loaded", desk: { ...desk, clients: [other, clientRecord()] } },
    { kind: "clientUpdated", record },
  );
  expect(state).toMatchObject({ desk: { clients: [other, record] } });
});

test("a place that was set up leaves the person where they are", () => {
  const without = { ...desk, place: null, clients: [] };
  const state = after({ kind: "loaded", desk: without }, { kind: "placeKept", place: PLACE });
  expect(state).toMatchObject({ section: "place", desk: { place: PLACE } });
});

test("choosing a client shows that client, and choosing a section shows all again", () => {
  const state = after(
    { kind: "loaded", desk },
    { kind: "sectionChosen", section: "clients" },
    { kind: "clientChosen", client: "c1" },
  );
  expect(state).toMatchObject({ section: "overview", client: "c1" });
  const again = nextTherapistState(state, { kind: "sectionChosen", section: "overview" });
  expect(again).toMatchObject({ section: "overview", client: null });
});

test("what was opened stays in view while new answers are looked for and when that fails", () => {
  const state = after(
    { kind: "loaded", desk },
    { kind: "opened", inbox },
    { kind: "look", look: { kind: "looking" } },
    { kind: "look", look: { kind: "failed", reason: "noReply" } },
  );
  expect(state).toMatchObject({ inbox, look: { reason: "noReply" } });
});

test("progress ends when everything is open", () => {
  const opening = { kind: "opening", opening: { done: 1, total: 2 } } as const;
  expect(after({ kind: "loaded", desk }, opening)).toMatchObject({ opening: { done: 1, total: 2 } });
  expect(after({ kind: "loaded", desk }, opening, { kind: "opened", inbox })).toMatchObject({ opening: null });
});

test("an archive that fails ends in a page that can make nothing", () => {
  expect(after({ kind: "loaded", desk }, { kind: "loadFailed" })).toEqual({ phase: "broken" });
});

test("news about the inbox before there is a desk changes nothing", () => {
  expect(after({ kind: "opened", inbox })).toBe(LOADING);
});
