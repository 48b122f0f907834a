/**
 * Our own core set: bond, goals and tasks on 0–10, one on tension with its repair, one on the call, one optional text.
 * Every fourth check-in one more question joins, in turn: a second one on a facet, or one on what carries a bond.
 */
import { CALL, coreItem, IF_TENSE, item, NEXT_TIME, ownSet, SORTED_OUT, scale, YES_TO_UNSURE } from "./own-set.ts";

/** On trust, warmth and hope; never scored. */
const EXTRAS = [
  item("E1", "other", "How real did your therapist seem to you today?", scale("Not at all", "Very much")),
  item("E2", "other", "How okay was it to show any side of you today?", scale("Not at all", "Very much")),
  item("E3", "other", "How well did your therapist tune in to you today?", scale("Not at all", "Very much")),
  item("E4", "other", "How much did it feel like your therapist was on your side?", scale("Not at all", "Very much")),
  item("E5", "other", "How sure are you that you can bring up hard things?", scale("Not at all", "Very much")),
  item("E6", "other", "How much hope do you have that this can help you?", scale("Not at all", "Very much")),
  item("E7", "other", "How much of today's work came from you?", scale("Not at all", "Very much")),
];

const SECONDS = [
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
];

export const afsCore = ownSet({
  id: "afs-core",
  title: "Aftersession core set",
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
      YES_TO_UNSURE,
    ),
    { ...item("R2", "repair", "Did the two of you sort it out before the call ended?", SORTED_OUT), showIf: IF_TENSE },
    CALL,
    ...SECONDS,
    ...EXTRAS,
    NEXT_TIME,
  ],
  rotation: { every: 4, items: [...SECONDS, ...EXTRAS].map(({ id }) => id) },
});
