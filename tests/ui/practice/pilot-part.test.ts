import { expect, test } from "vitest";
import { writePracticeExport } from "../../../src/protocol/practice-export.ts";
import { pilotPartOf, platformOf } from "../../../src/ui/practice/pilot-part.ts";
import { sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { responseFile } from "../therapist/open-therapist.tsx";

const CALM = { B1: 8, G1: 8, T1: 8, R1: "no", N1: "private words" };
const LOW = { B1: 4, G1: 4, T1: 4, R1: "yes" };
const files = [1, 2, 3, 4, 5].map((seq) => responseFile(seq, CALM));
const codes = (): (() => string) => {
  let n = 0;
  return () => `code${(n += 1)}`;
};
const partOf = (more = files, hosts: readonly string[] = ["app.zoom.us"]) =>
  pilotPartOf({ responses: sortInbox(more).responses, hostsOf: () => hosts, heldOf: () => null, randomCode: codes() });

test("a dip says what became of it, in the session in which it was seen", () => {
  const recovered = [...files, responseFile(6, LOW), responseFile(7, CALM)];
  const dips = partOf(recovered).clients[0]!.checkIns.map(({ week, dip, tense }) => [week, dip, tense]);
  expect(dips.filter(([, dip]) => dip !== null)).toEqual([["2026-W34", "recovered", true]]);
  expect(partOf([...files, responseFile(6, LOW)]).clients[0]!.checkIns.map(({ dip }) => dip)).toContain("open");
  const lost = [...files, ...[6, 7, 8, 9, 10, 11, 12].map((seq) => responseFile(seq, LOW))];
  expect(partOf(lost).clients[0]!.checkIns.map(({ dip }) => dip)).toContain("notRecovered");
});

test("a file says nothing but what may be pooled: no score, no word, no name, no pseudonym", () => {
  const text = writePracticeExport(partOf([...files, responseFile(1, LOW, { client: "c2" })]));
  for (const word of ["private", "c1", "c2", "A. M.", "B1", "score", "8"].map((one) => `"${one}"`))
    expect(text).not.toContain(word);
  expect(Object.keys(JSON.parse(text).clients[0].checkIns[0]).sort()).toEqual(["dip", "seconds", "tense", "week"]);
});

test("answers about harm by the therapist are no matter of figures, not even of how many there were", () => {
  const responses = sortInbox([...files, responseFile(6, LOW)]).responses;
  const about = responses.map((response, at) => (at === 0 ? { ...response, instrumentName: "risq|1" } : response));
  const part = pilotPartOf({ responses: about, hostsOf: () => [], heldOf: () => null, randomCode: codes() });
  expect(part.clients[0]!.checkIns).toHaveLength(5);
  expect(part.clients[0]!.checkIns.map(({ tense }) => tense)).not.toContain(true);
});

test.each([
  [["app.zoom.us"], "zoom-web"],
  [["app.zoom.us", "doxy.me"], null],
  [["clinic.example"], null],
  [[], null],
])("an invite for %j was for %j", (hosts, platform) => expect(platformOf(hosts)).toBe(platform));
