/** Our own set for ages 13 to 17: the same places as the core set, in the words of that age. */
import { CALL, coreItem, IF_TENSE, item, NEXT_TIME, ownSet, SORTED_OUT, YES_TO_UNSURE } from "./own-set.ts";

export const afsYouth = ownSet({
  id: "afs-youth",
  title: "Aftersession youth set",
  ageFrom: 13,
  ageTo: 17,
  items: [
    coreItem("B1", "bond", "How okay did it feel to say what you really think today?", "Not okay", "Totally okay"),
    coreItem("G1", "goals", "How much of today was about things that matter to you?", "None of it", "All of it"),
    coreItem("T1", "tasks", "How much sense did today's stuff make to you?", "No sense", "Full sense"),
    item("R1", "rupture", "Did anything feel weird or bad between you two today?", YES_TO_UNSURE),
    { ...item("R2", "repair", "Did you two fix it before the call ended?", SORTED_OUT), showIf: IF_TENSE },
    CALL,
    NEXT_TIME,
  ],
});
