/**
 * Our own core set: bond, goals and tasks on 0–10, one on tension with its repair, one on the call, one optional text.
 * Written from Bordin's definitions and compared with the known instruments; for conversation, never called validated.
 * A changed word is a new version: stored answers belong to the words they were given to.
 */
import type { Facet, Instrument, Item, ItemTopic, ResponseSet } from "../instrument.ts";

function item(id: string, topic: ItemTopic, text: string, responses: ResponseSet, core = false): Item {
  return { id, topic, text, responses, core, reverse: false };
}

function scale(low: string, high: string): ResponseSet {
  return { type: "scale", min: 0, max: 10, step: 1, ends: [low, high] };
}

function coreItem(id: string, facet: Facet, text: string, low: string, high: string): Item {
  return item(id, facet, text, scale(low, high), true);
}

/** Code and label, in the order they are offered. */
function choice(labels: Readonly<Record<string, string>>): ResponseSet {
  return { type: "choice", choices: Object.entries(labels).map(([code, label]) => ({ code, label })) };
}

/** Room for a full page of thought; an envelope with it stays far below what a mailbox takes. */
const TEXT_LENGTH = 2_000;

export const afsCore: Instrument = {
  id: "afs-core",
  version: "1",
  title: "Aftersession core set",
  language: "en",
  perspective: "client",
  setting: "individual",
  licence: {
    tier: "own",
    holder: "the Aftersession project",
    terms: "CC0-1.0",
    line: "Aftersession core set, public domain (CC0).",
    electronicUse: true,
    evidence: "written for this project; LICENSE",
  },
  items: [
    coreItem("B1", "bond", "How safe did it feel to say what was really on your mind today?", "Not safe", "Fully safe"),
    coreItem(
      "G1",
      "goals",
      "How close was today's talk to what matters most to you right now?",
      "Far off",
      "Right on it",
    ),
    coreItem(
      "T1",
      "tasks",
      "How much sense did it make to you, the way the two of you worked today?",
      "No sense",
      "Full sense",
    ),
    item(
      "R1",
      "rupture",
      "Was there a moment today that felt off between you two? It could be awkward, tense, or like you were misread.",
      choice({ no: "No", little: "A little", yes: "Yes", unsure: "Not sure" }),
    ),
    {
      ...item(
        "R2",
        "repair",
        "Did the two of you sort it out before the call ended?",
        choice({ yes: "Yes", partly: "Partly", no: "No", notBroughtUp: "Not brought up" }),
      ),
      showIf: { item: "R1", anyOf: ["little", "yes"] },
    },
    item(
      "V1",
      "channel",
      "Did the call get in the way? Think of sound, picture, lag, or not feeling private.",
      choice({ no: "No", little: "A little", lot: "A lot" }),
    ),
    item("B2", "bond", "How well did your therapist get what things are like for you?", scale("Not well", "Very well")),
    item(
      "G2",
      "goals",
      "How sure are you that you and your therapist want the same things from these sessions?",
      scale("Not sure", "Very sure"),
    ),
    item(
      "T2",
      "tasks",
      "How useful do you think today's work will be for you in the days to come?",
      scale("Not useful", "Very useful"),
    ),
    item("N1", "other", "Is there anything you would like to bring up next time?", {
      type: "text",
      maxLength: TEXT_LENGTH,
    }),
  ],
  rotation: { every: 4, items: ["B2", "G2", "T2"] },
  scoring: { method: "mean", minAnswered: 2 / 3 },
};
