import type { BrowserFact } from "../core/session/events.ts";

/** Often enough to tell a voice from a bell. */
export const LISTEN_EVERY_MS = 1_000;

export interface SoundWatchDeps {
  readonly isAudible: (tab: number) => Promise<boolean>;
  readonly tell: (fact: Extract<BrowserFact, { type: "audible" }>) => Promise<unknown>;
  /** One timer; null calls it off. */
  readonly setTimer: (ms: number | null, handle: () => void) => void;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
}

/**
 * Listens whether tabs make sound, as long as there are tabs in which that would make a call of what is there already;
 * then, and after a restart of the background, the first look is told whatever it shows. Otherwise nothing runs.
 */
export function createSoundWatch({ isAudible, tell, setTimer, complain }: SoundWatchDeps) {
  let followed: readonly number[] = [];
  let running = false;
  const told = new Map<number, boolean>();

  async function listen(): Promise<void> {
    for (const tab of followed) {
      const on = await isAudible(tab);
      if (!followed.includes(tab) || told.get(tab) === on) continue;
      told.set(tab, on);
      await tell({ type: "audible", tab, on });
    }
  }

  function run(afterMs: number): void {
    running = followed.length > 0;
    setTimer(running ? afterMs : null, () => {
      void listen()
        .catch((cause: unknown) => {
          // Not written down, so not told.
          told.clear();
          complain("A tab could not be listened to.", cause);
        })
        .finally(() => run(LISTEN_EVERY_MS));
    });
  }

  return {
    follow(tabs: readonly number[]): void {
      followed = tabs;
      for (const tab of told.keys()) if (!tabs.includes(tab)) told.delete(tab);
      if (!running && tabs.length > 0) run(0);
    },
  };
}
export type SoundWatch = ReturnType<typeof createSoundWatch>;
