/**
 * The therapist's own forms: the mirror (what will my client have said?) and the own view. The mirror asks by the client's
 * own items, so that an answer and its guess have the same id and the same scale.
 */
import type { Instrument, Item } from "../instrument.ts";
import { afsCore } from "./afs-core.ts";
import { choice, coreItem, IF_TENSE, item, ownSet, scale, YES_TO_UNSURE } from "./own-set.ts";

/** Asked before each of the client's core items, which follow word for word. */
export const MIRROR_QUESTION = "What number do you think your client gave?";

function mirrored({ text, ...client }: Item): Item {
  return { ...client, text: `${MIRROR_QUESTION} ${text}` };
}

export const afsMirror: Instrument = ownSet({
  id: "afs-mirror",
  title: "Aftersession mirror",
  perspective: "therapist",
  settings: ["individual", "couple", "family", "group"],
  items: [
    ...afsCore.items.filter(({ core }) => core).map(mirrored),
    item(
      "R1",
      "rupture",
      "Did your client mark that something felt off?",
      choice({ no: "No", little: "A little", yes: "Yes" }),
    ),
  ],
});

export const afsTherapist: Instrument = ownSet({
  id: "afs-therapist",
  title: "Aftersession own view of the therapist",
  perspective: "therapist",
  items: [
    coreItem("B1", "bond", "How open did it feel with your client today?", "Not open", "Fully open"),
    coreItem("G1", "goals", "How close was today's talk to what your client came for?", "Far off", "Right on it"),
    {
      ...item("T1", "tasks", "How well did today's way of working suit your client?", scale("Not well", "Very well")),
      core: true,
    },
    item("R1", "rupture", "Was there a moment today that felt off between you two?", YES_TO_UNSURE),
    {
      ...item(
        "R2",
        "repair",
        "Did you bring it up before the call ended?",
        choice({ yes: "Yes", partly: "Partly", no: "No" }),
      ),
      showIf: IF_TENSE,
    },
  ],
});
