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

/** Send was pressed first: what is being saved is said when it is saved. */
function isOnForm(state: CheckInState, checkInId: string): boolean {
  return state.phase === "form" && state.view.checkInId === checkInId && state.status.kind !== "saving";
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
        if (state.phase === "idle" ? state.own?.checkInId !== news.checkInId : !isOnForm(state, news.checkInId)) return;
        store.dispatch({ kind: "withdrawn" });
        close();
    }
  }

  return { ...store, ...form, ...after, hear };
}
