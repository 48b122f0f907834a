import type { HookSignal } from "../protocol/handshake.ts";
import { quietly } from "./method-hook.ts";

export interface FactReport {
  /** Something may be different now: told at the end of this task, if it is. */
  readonly changed: () => void;
  /** Everything again, at once, for an observer that knows nothing, or only what was so before its line was lost. */
  readonly tellAll: () => void;
  /** Nothing is told while held; `false` tells what has become different meanwhile. */
  readonly hold: (on: boolean) => void;
}

/** What is taken for granted of a document that says nothing. */
const SILENCE: readonly HookSignal[] = [
  { kind: "captureChanged", live: false },
  { kind: "channelChanged", open: false },
];

/** Tells each fact when it differs from what was told of it. */
export function createFactReport(read: () => readonly HookSignal[], tell: (word: string) => void): FactReport {
  const { stringify } = JSON;
  const defer = queueMicrotask;
  const wordsFor = (signals: readonly HookSignal[]): ReadonlySet<string> =>
    new Set(signals.map((signal) => stringify(signal)));
  const silence = wordsFor(SILENCE);
  let told = silence;
  /** Of who asks: the first has heard of nothing, later ones may have heard of what is over by now. */
  let granted = silence;
  let due = false;
  let held = false;

  const tellNew = (): void => {
    due = false;
    if (held) return;
    const before = told;
    told = wordsFor(read());
    for (const word of told) if (!before.has(word)) tell(word);
  };

  return {
    changed() {
      if (!due) defer(() => quietly(tellNew));
      due = true;
    },
    tellAll() {
      told = granted;
      granted = new Set();
      tellNew();
    },
    hold(on) {
      held = on;
      quietly(tellNew);
    },
  };
}
