/** Our own set for groups: with whom something felt off is asked, and each of the three answers that name somebody is a yes. */
import type { ResponseSet } from "../instrument.ts";
import { CALL, coreItem, item, NEXT_TIME, ownSet, SORTED_OUT, scale } from "./own-set.ts";

const WITH_WHOM: ResponseSet = {
  type: "choice",
  choices: [
    { code: "no", label: "No" },
    { code: "group", label: "With the group", countsAs: "yes" },
    { code: "leader", label: "With the leader", countsAs: "yes" },
    { code: "both", label: "Both", countsAs: "yes" },
    { code: "unsure", label: "Not sure" },
  ],
};

export const afsGroup = ownSet({
  id: "afs-group",
  title: "Aftersession group set",
  settings: ["group"],
  items: [
    coreItem("B1", "bond", "How safe was it to speak up in the group today?", "Not safe", "Fully safe"),
    coreItem("G1", "goals", "How close was today's group to what you need right now?", "Far off", "Right on it"),
    coreItem(
      "T1",
      "tasks",
      "How much sense did it make to you, the way the group worked today?",
      "No sense",
      "Full sense",
    ),
    item("R1", "rupture", "Was there a moment in the group today that felt off for you?", WITH_WHOM),
    {
      ...item("R2", "repair", "Was it sorted out before the call ended?", SORTED_OUT),
      showIf: { item: "R1", anyOf: ["group", "leader", "both"] },
    },
    item(
      "belonging",
      "belonging",
      "How much did today's group feel like a place for you?",
      scale("Not at all", "Fully"),
    ),
    CALL,
    NEXT_TIME,
  ],
});
