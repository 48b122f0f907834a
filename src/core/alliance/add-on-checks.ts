/**
 * What the file of an add-on must say beyond what any definition says: who vouches for it and on what evidence, and that
 * it is the form that its name says, so that a yes is a yes. The rule that must not break: what is refused is refused with
 * its place.
 */
import type { DefinitionFault } from "./definition-checks.ts";
import type { Instrument, ResponseSet } from "./instrument.ts";
import { findReady } from "./ready/index.ts";
import { itemId, type ReadyScoring, stepsOf } from "./ready/ready-scoring.ts";

export function checkAddOn(instrument: Instrument): readonly DefinitionFault[] {
  const ready = findReady(instrument.id);
  return [...checkEvidence(instrument), ...(ready !== null && isAsReady(instrument, ready) ? [] : [OTHER_FORM])];
}

const OTHER_FORM: DefinitionFault = { kind: "badValue", where: "items" };

/** Its text is not ours to give: whoever brings it says on what ground. */
function checkEvidence({ licence }: Instrument): readonly DefinitionFault[] {
  const { tier, evidence, attestedBy = "", attestedOn = "" } = licence;
  return [
    ...(tier === "own" ? [{ kind: "badValue", where: "licence.tier" } as const] : []),
    ...(evidence.trim() === "" ? [{ kind: "missing", where: "licence.evidence" } as const] : []),
    // Of imported ones every reader of a licence asks that.
    ...(tier === "attribution" && (attestedBy.trim() === "" || attestedOn === "")
      ? [{ kind: "attestation", where: "licence.attestedBy" } as const]
      : []),
  ];
}

/** The same items with the same answers, on the same scales; only the words are the file's. */
function isAsReady({ items, scoring, settings, perspective }: Instrument, ready: ReadyScoring): boolean {
  const ids = items.map(({ id }) => id).join();
  const wanted = items.map((_, at) => itemId(at + 1)).join();
  const isPlain = items.every(({ core, reverse, showIf }) => !core && !reverse && showIf === undefined);
  return (
    items.length === ready.itemCount &&
    ids === wanted &&
    isPlain &&
    items.every(({ responses }) => valuesOf(responses) === valuesOfReady(ready)) &&
    scalesText(scoring.scales) === scalesText(scalesOfReady(ready)) &&
    settings.join() === ready.settings.join() &&
    perspective === ready.perspective
  );
}

/** Each answer's number, with the code it travels as. */
function valuesOf(responses: ResponseSet): string {
  switch (responses.type) {
    case "scale":
      return stepsOf(responses).join();
    case "choice":
      return responses.choices.map(({ code, value }) => (code === String(value) ? code : "?")).join();
    case "text":
      return "text";
  }
}

function valuesOfReady({ answers }: ReadyScoring): string {
  return ("min" in answers ? stepsOf(answers) : answers).join();
}

function scalesOfReady({ key }: ReadyScoring): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(key?.scales ?? {}).map(([name, numbers]) => [name, numbers.map(itemId)]));
}

function scalesText(scales: Readonly<Record<string, readonly string[]>>): string {
  return JSON.stringify(Object.entries(scales).sort(([a], [b]) => (a < b ? -1 : 1)));
}
