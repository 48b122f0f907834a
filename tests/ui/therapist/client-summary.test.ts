import { describe, expect, test } from "vitest";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { type SummaryFacts, summariseClients } from "../../../src/ui/therapist/client-summary.ts";
import type { ReceivedResponse } from "../../../src/ui/therapist/inbox.ts";
import { createOverviewActions } from "../../../src/ui/therapist/overview-actions.ts";

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.parse("2026-11-23T20:00:00Z");

/** Days ago, newest first; a warned one carries a shared yes. */
function responses(...all: readonly { readonly days: number; readonly warned?: boolean }[]) {
  return all.map(({ days, warned = false }, n) => ({
    id: `r${days}`,
    client: "ann",
    seq: all.length - n,
    at: NOW - days * DAY_MS,
    instrument: afsCore,
    instrumentName: "afs-core|1",
    answers: { B1: 9, G1: 9, T1: 9 },
    ...(warned && { addOn: { warned } }),
  })) as unknown as readonly ReceivedResponse[];
}

function annOf(all: readonly ReceivedResponse[], talked = {}) {
  const inbox = { responses: all } as unknown as SummaryFacts["inbox"];
  const theirs = { marks: { talked, shown: {}, group: "" }, notes: { text: "", savedAt: 0 }, guesses: [] };
  const kept = { guessFirst: true, clients: new Map([["ann", theirs]]) };
  return summariseClients({ inbox, clients: [], kept, unknown: "?", now: NOW })[0]!;
}

describe("a yes that was shared", () => {
  test.each([
    ["alone", responses({ days: 1, warned: true })],
    ["before a covered session", responses({ days: 1 }, { days: 8, warned: true })],
    ["after a covered session", responses({ days: 1, warned: true }, { days: 8 })],
  ])("stands first, %s", (_, all) => {
    const { open, rank } = annOf(all);
    expect(open[0]).toMatchObject({ flag: { kind: "risq" } });
    expect(rank).toBe(0);
  });

  test("is done once it was talked about", () => {
    expect(annOf(responses({ days: 1 }, { days: 8, warned: true }), { r8: NOW }).open).toEqual([]);
  });
});

test("what is kept of a person goes on under a new pseudonym", async () => {
  const records = new Map<string, unknown>();
  const vault = {
    read: async (name: string) => records.get(name) ?? null,
    keep: async (name: string, value: unknown) => void records.set(name, value),
    names: async (prefix: string) => [...records.keys()].filter((name) => name.startsWith(prefix)),
  };
  const actions = createOverviewActions({ vault, now: () => NOW, print: () => {} });
  await actions.changeMarks("ann", (marks) => ({ ...marks, shown: { r1: 1 }, group: "pair" }));
  await actions.keepNotes("ann", "private", { text: "", savedAt: 0 });
  await actions.keepGuess({ client: "ann", endedAt: 1, madeAt: 2, answers: { B1: 4 } });
  const carried = await actions.carryKept("ann", "bea");
  expect(carried.marks).toEqual({ talked: {}, shown: { r1: 1 }, group: "pair" });
  expect(carried.notes.text).toBe("private");
  expect(carried.guesses).toEqual([{ client: "bea", endedAt: 1, madeAt: 2, answers: { B1: 4 } }]);
  expect((await actions.loadKept()).clients.get("bea")).toEqual(carried);
});
