import type { Draft } from "../../core/alliance/answers.ts";
import type { AskBackground } from "../../protocol/page-requests.ts";
import { type CheckInEvent, type CheckInState, LOADING, nextCheckInState } from "./check-in-state.ts";

export interface CheckInStore {
  readonly read: () => CheckInState;
  readonly dispatch: (event: CheckInEvent) => void;
  /** Calls back on each change; the returned function ends it. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly keep: (checkInId: string, draft: Draft) => Promise<void>;
}

/** Holds the state of the page and hands every change of the form to the background at once, for memory only. */
export function createCheckInStore(ask: AskBackground): CheckInStore {
  let state: CheckInState = LOADING;
  let keeping = false;
  const listeners = new Set<() => void>();

  async function keep(checkInId: string, draft: Draft): Promise<void> {
    try {
      await ask("keepDraft", { checkInId, draft });
    } catch {
      // The form itself still holds it; the next change tries again.
    }
  }

  /** One message per turn, however many changes it brought. Not a timer: the popup may close at any moment. */
  function keepSoon(): void {
    if (keeping) return;
    keeping = true;
    queueMicrotask(() => {
      keeping = false;
      if (state.phase === "form") void keep(state.view.checkInId, state.draft);
    });
  }

  function dispatch(event: CheckInEvent): void {
    const before = state;
    state = nextCheckInState(before, event);
    if (state === before) return;
    if (before.phase === "form" && state.phase === "form" && before.draft !== state.draft) keepSoon();
    for (const listener of listeners) listener();
  }

  return {
    read: () => state,
    dispatch,
    keep,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
