/**
 * What few first questions wait for, loaded from the package beside them: the numbers under the safety notice and what comes
 * after the form, which are there as a rule when the background has answered, the page without a check-in, the question
 * about a room that is not known, questions beside the usual ones, the one after high scores, and a control that no set of
 * ours uses.
 */
import type { CheckInView } from "../../protocol/page-requests.ts";
import { isFine } from "../controls/fine.ts";

interface Later {
  soon?: typeof import("./soon.ts");
  idle?: typeof import("./Idle.tsx").Idle;
  roomQuestion?: typeof import("./RoomQuestion.tsx").RoomQuestion;
  /** What a check-in can do without: where it does not come, the form stands without it. */
  addOn?: typeof import("./add-on.ts") | undefined;
  ceiling?: typeof import("./CeilingQuestion.tsx").CeilingQuestion | undefined;
  fineScale?: typeof import("../controls/FineScale.tsx").FineScale;
}

/** As far as it is there. */
export const later: Later = {};

/** Over when it is there, or will not come: then the notice says whom to call without numbers, and "Saved" stands alone. */
export const soonComes: Promise<void> = import("./soon.ts").then(
  (loaded) => {
    later.soon = loaded;
  },
  () => {},
);

export async function loadIdle(): Promise<void> {
  later.idle = (await import("./Idle.tsx")).Idle;
}

/** The fourth session running is the first that may be asked about (ceiling-count.ts). */
const HIGH_BEFORE = 3;

/** Before a check-in is drawn: what it needs and most do not. */
export async function loadFor({ instrument, roomQuestion, addOn, highRun }: CheckInView): Promise<void> {
  if (roomQuestion) later.roomQuestion = (await import("./RoomQuestion.tsx")).RoomQuestion;
  if (addOn) later.addOn = await import("./add-on.ts").catch(nothing);
  if (highRun >= HIGH_BEFORE) later.ceiling = (await import("./CeilingQuestion.tsx").catch(nothing))?.CeilingQuestion;
  if (instrument?.items.some(({ responses }) => isFine(responses)))
    later.fineScale = (await import("../controls/FineScale.tsx")).FineScale;
}

function nothing(): undefined {}
