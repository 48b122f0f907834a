import type { AskBackground, CheckInView, WaitingEnvelope } from "../../protocol/page-requests.ts";
import type { SavedState } from "./check-in-state.ts";
import type { CheckInStore } from "./check-in-store.ts";

export interface AfterActionsDeps {
  readonly ask: AskBackground;
  readonly store: CheckInStore;
  readonly open: (view: CheckInView) => void;
}

/** What can follow once a form was left: take it back, open it again, see how far it has come. */
export function createAfterActions({ ask, store: { read, dispatch, keep }, open }: AfterActionsDeps) {
  async function takeBack(): Promise<void> {
    const saved = read();
    if (saved.phase !== "saved") return;
    try {
      const answer = await ask("takeBack", { id: saved.id });
      dispatch(answer === "takenBack" ? { kind: "takenBack" } : { kind: "notTakenBack", why: "tooLate" });
    } catch {
      dispatch({ kind: "notTakenBack", why: "failed" });
    }
  }

  /** Back to the form that was left, with what was chosen: the same check-in, whatever else has come up meanwhile. */
  async function reopen(): Promise<void> {
    const left = read();
    if (left.phase !== "takenBack" && left.phase !== "putOff") return;
    const { view, draft } = left.form;
    // "No" was said to the question: that it was a session after all takes the room back, too.
    const wasNo = view.roomQuestion && left.phase === "putOff" && left.how !== "later";
    try {
      if (left.phase === "putOff" && left.how === "pause") await ask("setPaused", { on: false });
      if (wasNo) await ask("answerRoom", { checkInId: view.checkInId, answer: "once" });
      open({ ...view, draft, roomQuestion: view.roomQuestion && !wasNo });
      await keep(view.checkInId, draft);
    } catch {
      dispatch({ kind: "afterFailed" });
    }
  }

  async function stopOpening(): Promise<void> {
    try {
      await ask("setOpenByItself", { on: false });
      dispatch({ kind: "stoppedOpening" });
    } catch {
      dispatch({ kind: "afterFailed" });
    }
  }

  async function lookForDelivery(): Promise<void> {
    const saved = read();
    if (saved.phase !== "saved") return;
    try {
      const envelope = (await ask("listWaiting", null)).find(({ id }) => id === saved.id);
      if (envelope !== undefined) dispatch({ kind: "deliveryKnown", delivery: deliveryOf(envelope) });
    } catch {
      // The next look or the next news tells; until then nothing is claimed.
    }
  }

  return { takeBack, reopen, stopOpening, lookForDelivery };
}

function deliveryOf({ state }: WaitingEnvelope): SavedState["delivery"] {
  switch (state) {
    case "delivered":
    case "taken":
      return "sent";
    case "parked":
      return "stuck";
    case "waiting":
    case "sending":
      return "waiting";
  }
}
