import type { HookWord } from "../protocol/handshake.ts";
import { quietly } from "./method-hook.ts";

export interface FactReport {
  /** Something may be different now: told at the end of this task, if it is. */
  readonly changed: () => void;
  /** Everything again, for an observer that knows nothing, or only what was so before its line was lost. */
  readonly tellAll: () => void;
  /** Nothing is told while held; `false` tells what has become different meanwhile. */
  readonly hold: (on: boolean) => void;
}

/** What is taken for granted of a document that says nothing. */
const SILENCE: ReadonlySet<HookWord> = new Set<HookWord>([
  `{"kind":"captureChanged","live":false}`,
  `{"kind":"channelChanged","open":false}`,
]);

/** Tells each fact when it differs from what was told of it. Never while an event of ours is heard: the page can see it. */
export function createFactReport(read: () => readonly HookWord[], tell: (word: HookWord) => void): FactReport {
  const defer = queueMicrotask;
  let told = SILENCE;
  /** Of who asks: the first has heard of nothing, later ones may have heard of what is over by now. */
  let granted = SILENCE;
  let due = false;
  let held = false;

  const tellNew = (): void => {
    due = false;
    if (held) return;
    const before = told;
    told = new Set(read());
    for (const word of told) if (!before.has(word)) tell(word);
  };
  const changed = (): void => {
    if (!due) defer(() => quietly(tellNew));
    due = true;
  };

  return {
    changed,
    tellAll() {
      told = granted;
      granted = new Set();
      changed();
    },
    hold(on) {
      held = on;
      changed();
    },
  };
}
