import type { BackgroundNews } from "../../protocol/background-news.ts";
import type { AskBackground } from "../../protocol/page-requests.ts";
import { createAfterActions } from "./after-actions.ts";
import type { CheckInState } from "./check-in-state.ts";
import { createCheckInStore } from "./check-in-store.ts";
import { createFormActions } from "./form-actions.ts";

export interface CheckInFlowDeps {
  readonly ask: AskBackground;
  readonly now: () => number;
  /** Takes the page off the screen, as far as the browser lets it. */
  readonly close: () => void;
}

export type CheckInFlow = ReturnType<typeof createCheckInFlow>;

/** Joins the state of the page to what it asks of the background. */
export function createCheckInFlow({ ask, now, close }: CheckInFlowDeps) {
  const store = createCheckInStore(ask);
  const form = createFormActions({ ask, now, store });
  const after = createAfterActions({ ask, store, open: form.open });

  async function hear(news: BackgroundNews): Promise<void> {
    const state = store.read();
    switch (news.kind) {
      case "changed":
        if (state.phase === "saved") return after.lookForDelivery();
        return state.phase === "idle" || state.phase === "notInvited" ? form.load() : undefined;
      case "checkInWithdrawn":
        if (checkInIdOf(state) !== news.checkInId) return;
        store.dispatch({ kind: "withdrawn" });
        close();
    }
  }

  return { ...store, ...form, ...after, hear };
}

/** Of what may be taken off the screen. Once Send was pressed, what is being saved is said when it is saved. */
function checkInIdOf(state: CheckInState): string | null {
  const form = state.phase === "question" ? state.form : state;
  return form.phase === "form" && form.status.kind !== "saving" ? form.view.checkInId : null;
}
