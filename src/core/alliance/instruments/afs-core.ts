/**
 * Our own core set: bond, goals and tasks on 0–10, one on tension with its repair, one on the call, one optional text.
 * Written from Bordin's definitions and compared with the known instruments; for conversation, never called validated.
 * A changed word is a new version: stored answers belong to the words they were given to.
 */
import type { Choice, Instrument, ResponseSet } from "../instrument.ts";

function scale(low: string, high: string): ResponseSet {
  return { type: "scale", min: 0, max: 10, step: 1, ends: [low, high] };
}

function choice(...choices: readonly (readonly [code: string, label: string])[]): ResponseSet {
  return { type: "choice", choices: choices.map(([code, label]): Choice => ({ code, label })) };
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
    {
      id: "B1",
      text: "How safe did it feel to say what was really on your mind today?",
      topic: "bond",
      core: true,
      reverse: false,
      responses: scale("Not safe", "Fully safe"),
    },
    {
      id: "G1",
      text: "How close was today's talk to what matters most to you right now?",
      topic: "goals",
      core: true,
      reverse: false,
      responses: scale("Far off", "Right on it"),
    },
    {
      id: "T1",
      text: "How much sense did it make to you, the way the two of you worked today?",
      topic: "tasks",
      core: true,
      reverse: false,
      responses: scale("No sense", "Full sense"),
    },
    {
      id: "R1",
      text: "Was there a moment today that felt off between you two? It could be awkward, tense, or like you were misread.",
      topic: "rupture",
      core: false,
      reverse: false,
      responses: choice(["no", "No"], ["little", "A little"], ["yes", "Yes"], ["unsure", "Not sure"]),
    },
    {
      id: "R2",
      text: "Did the two of you sort it out before the call ended?",
      topic: "repair",
      core: false,
      reverse: false,
      responses: choice(["yes", "Yes"], ["partly", "Partly"], ["no", "No"], ["notBroughtUp", "Not brought up"]),
      showIf: { item: "R1", anyOf: ["little", "yes"] },
    },
    {
      id: "V1",
      text: "Did the call get in the way? Think of sound, picture, lag, or not feeling private.",
      topic: "channel",
      core: false,
      reverse: false,
      responses: choice(["no", "No"], ["little", "A little"], ["lot", "A lot"]),
    },
    {
      id: "B2",
      text: "How well did your therapist get what things are like for you?",
      topic: "bond",
      core: false,
      reverse: false,
      responses: scale("Not well", "Very well"),
    },
    {
      id: "G2",
      text: "How sure are you that you and your therapist want the same things from these sessions?",
      topic: "goals",
      core: false,
      reverse: false,
      responses: scale("Not sure", "Very sure"),
    },
    {
      id: "T2",
      text: "How useful do you think today's work will be for you in the days to come?",
      topic: "tasks",
      core: false,
      reverse: false,
      responses: scale("Not useful", "Very useful"),
    },
    {
      id: "N1",
      text: "Is there anything you would like to bring up next time?",
      topic: "other",
      core: false,
      reverse: false,
      responses: { type: "text", maxLength: TEXT_LENGTH },
    },
  ],
  rotation: { every: 4, items: ["B2", "G2", "T2"] },
  scoring: { method: "mean", minAnswered: 2 / 3 },
};
