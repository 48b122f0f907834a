import fc from "fast-check";
import { expect, test } from "vitest";
import { readPracticeExport, writePracticeExport } from "../../src/protocol/practice-export.ts";
import { anyPilot, pilot } from "../core/practice/pilots.ts";

const [PART] = pilot([3]);
const changed = (change: (file: Record<string, unknown>) => unknown): string =>
  JSON.stringify(change(JSON.parse(writePracticeExport(PART!)) as Record<string, unknown>));

test("what was written is read again, in no order that tells who came first", () => {
  fc.assert(
    fc.property(anyPilot, ([part]) => {
      const text = writePracticeExport(part!);
      const reading = readPracticeExport(text);
      expect(reading.kind).toBe("read");
      if (reading.kind === "read") expect(writePracticeExport(reading.part)).toBe(text);
      expect(writePracticeExport({ ...part!, clients: part!.clients.toReversed() })).toBe(text);
    }),
    { numRuns: 100 },
  );
});

test("only what is named goes in, whatever stands beside it", () => {
  const [client] = PART!.clients;
  const more = {
    ...PART!,
    clients: [{ ...client!, label: "A. M.", checkIns: [{ ...client!.checkIns[0]!, score: 3, text: "said" }] }],
  };
  expect(writePracticeExport(more)).not.toMatch(/A\. M\.|score|said/);
});

test.each([
  ["another file", "{}", "notAnExport"],
  ["no JSON", "hello", "notAnExport"],
  ["a later version", changed((file) => ({ ...file, v: 2, more: true })), "newer"],
  ["a field nobody named", changed((file) => ({ ...file, name: "Dr. Rivera" })), "damaged"],
  ["no version", changed((file) => ({ ...file, v: undefined })), "damaged"],
  ["clients that are none", changed((file) => ({ ...file, clients: [1] })), "damaged"],
  ["a client twice", changed((file) => ({ ...file, clients: [PART!.clients[0], PART!.clients[0]] })), "damaged"],
  ["a code that is a path", changed((file) => ({ ...file, therapist: "../x" })), "damaged"],
] as const)("%s is refused as such", (_, text, reason) => {
  expect(readPracticeExport(text)).toEqual({ kind: "refused", reason });
});

test.each([
  { week: "2026-31" },
  { week: "2026-W54" },
  { seconds: 31 },
  { tense: "yes" },
  { dip: "maybe" },
  { score: 7 },
])("a check-in with %j makes the file damaged", (wrong) => {
  const [client] = PART!.clients;
  const clients = [{ ...client!, checkIns: [{ ...client!.checkIns[0]!, ...wrong }] }];
  expect(readPracticeExport(changed((file) => ({ ...file, clients })))).toEqual({ kind: "refused", reason: "damaged" });
});

test.each([{ held: -1 }, { held: 1.5 }, { platform: "Zoom!" }, { label: "A." }])(
  "a client with %j does, too",
  (wrong) => {
    const clients = [{ ...PART!.clients[0]!, ...wrong }];
    expect(readPracticeExport(changed((file) => ({ ...file, clients })))).toEqual({
      kind: "refused",
      reason: "damaged",
    });
  },
);
