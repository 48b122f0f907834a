import type { ClientFact } from "../core/session/events.ts";
import { isPaused, PAUSE_MS } from "../core/session/pause.ts";
import type { Ask } from "../protocol/page-requests.ts";
import type { DueCheckIn } from "./check-in-desk.ts";

export interface PauseDeskDeps {
  /** When the pause ends, or when the last one ended; 0 where there was none. */
  readonly read: () => Promise<number>;
  readonly write: (until: number) => Promise<void>;
  readonly due: () => Promise<DueCheckIn | null>;
  readonly tell: (fact: ClientFact) => Promise<unknown>;
  readonly now: () => number;
}

/** Begins and ends a pause in which nobody is asked. */
export function createPauseDesk({ read, write, due, tell, now }: PauseDeskDeps) {
  return {
    async until(): Promise<number | null> {
      const until = await read();
      return isPaused(until, now()) ? until : null;
    },
    async set({ on }: Ask<"setPaused">): Promise<null> {
      await write(on ? now() + PAUSE_MS : now());
      if (!on) return null;
      // What waits already is skipped, too: a badge would go on asking.
      const first = await due();
      for (let left = first === null ? 0 : first.behind + 1; left > 0; left--) {
        const next = await due();
        if (next !== null) await tell({ type: "client", action: "skip", session: next.session });
      }
      return null;
    },
  };
}
export type PauseDesk = ReturnType<typeof createPauseDesk>;
