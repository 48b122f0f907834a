/**
 * Our own set for couples and families. Each answers alone, with a key of their own, and never sees what another said. It
 * has no text box: what one writes of another is better said in the room.
 */
import { CALL, coreItem, IF_TENSE, item, ownSet, SORTED_OUT, scale, YES_TO_UNSURE } from "./own-set.ts";

export const afsTogether = ownSet({
  id: "afs-together",
  title: "Aftersession set for couples and families",
  settings: ["couple", "family"],
  items: [
    coreItem(
      "B1",
      "bond",
      "How safe was it for you to speak up today with the others there?",
      "Not safe",
      "Fully safe",
    ),
    coreItem(
      "G1",
      "goals",
      "How close was today's talk to what you need from these sessions?",
      "Far off",
      "Right on it",
    ),
    coreItem(
      "T1",
      "tasks",
      "How much sense did it make to you, the way you all worked today?",
      "No sense",
      "Full sense",
    ),
    item("R1", "rupture", "Was there a moment today that felt off between you and your therapist?", YES_TO_UNSURE),
    { ...item("R2", "repair", "Did the two of you sort it out before the call ended?", SORTED_OUT), showIf: IF_TENSE },
    item("side", "other", "Did your therapist seem to take a side today?", YES_TO_UNSURE),
    item("belonging", "belonging", "How much did you all pull the same way today?", scale("Not at all", "Fully")),
    CALL,
  ],
});
