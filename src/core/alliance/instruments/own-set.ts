/**
 * What our own sets have in common: their licence, their scoring and the questions they share word for word. Written from
 * Bordin's definitions; where each item comes from is logged in docs/items.md. A changed word is a new version: stored
 * answers belong to the words they were given to.
 */
import type { Facet, Instrument, Item, ItemTopic, Licence, ResponseSet, Scoring } from "../instrument.ts";

export function item(id: string, topic: ItemTopic, text: string, responses: ResponseSet, core = false): Item {
  return { id, topic, text, responses, core, reverse: false };
}

export function scale(low: string, high: string): ResponseSet {
  return { type: "scale", min: 0, max: 10, step: 1, ends: [low, high] };
}

export function coreItem(id: string, facet: Facet, text: string, low: string, high: string): Item {
  return item(id, facet, text, scale(low, high), true);
}

/** Code and label, in the order they are offered. */
export function choice(labels: Readonly<Record<string, string>>): ResponseSet {
  return { type: "choice", choices: Object.entries(labels).map(([code, label]) => ({ code, label })) };
}

export const YES_TO_UNSURE = choice({ no: "No", little: "A little", yes: "Yes", unsure: "Not sure" });
export const SORTED_OUT = choice({ yes: "Yes", partly: "Partly", no: "No", notBroughtUp: "Not brought up" });
/** Asked only if something was marked. */
export const IF_TENSE: NonNullable<Item["showIf"]> = { item: "R1", anyOf: ["little", "yes"] };

/** Room for a full page of thought; an envelope with it stays far below what a mailbox takes. */
const TEXT_LENGTH = 2_000;

export const CALL = item(
  "V1",
  "channel",
  "Did the call get in the way? Think of sound, picture, lag, or not feeling private.",
  choice({ no: "No", little: "A little", lot: "A lot" }),
);

export const NEXT_TIME = item("N1", "other", "Is there anything you would like to bring up next time?", {
  type: "text",
  maxLength: TEXT_LENGTH,
});

/** Clinical paper, 2.4: two of three core items make a score. */
const SCORING: Scoring = {
  method: "mean",
  scales: { bond: ["B1"], goals: ["G1"], tasks: ["T1"] },
  total: ["B1", "G1", "T1"],
  minAnswered: 2 / 3,
  range: [0, 10],
};

function ownLicence(title: string): Licence {
  return {
    tier: "own",
    holder: "the Aftersession project",
    terms: "CC0-1.0",
    line: `${title}, public domain (CC0).`,
    electronicUse: true,
    changesAllowed: true,
    redistribution: true,
    evidence: "written for this project; LICENSE",
  };
}

type OwnFacts = Pick<Instrument, "id" | "title" | "items"> & Partial<Instrument>;

/** For a client alone, in English, in its first version, unless it says otherwise. */
export function ownSet(facts: OwnFacts): Instrument {
  return {
    version: "1",
    language: "en",
    perspective: "client",
    settings: ["individual"],
    licence: ownLicence(facts.title),
    scoring: SCORING,
    ...facts,
  };
}
