import { type InboxCheck, NO_CHECK } from "../protocol/inbox-check.ts";
import type { Ask } from "../protocol/page-requests.ts";
import type { ReadingFailure } from "../protocol/therapist-records.ts";

type Names =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };

export interface InboxWatchDeps {
  readonly check: {
    readonly read: () => Promise<InboxCheck>;
    readonly update: (change: (check: InboxCheck) => InboxCheck) => Promise<InboxCheck>;
  };
  /** What lies where clients send, and what of it has come already. Null: there is nowhere to look. */
  readonly listNew: () => Promise<{ readonly listed: Names; readonly known: ReadonlySet<string> } | null>;
  readonly isCallNear: () => Promise<boolean>;
  /** Any tab makes a sound: it may be a call on a site that is not watched, with a screen shared. */
  readonly isAnyAudible: () => Promise<boolean>;
  readonly setAlarm: (at: number | null) => Promise<void>;
  /** Neutral words, no names; does nothing where notifications are not allowed. */
  readonly notify: () => Promise<void>;
  /** The mark on the toolbar button may have to change. */
  readonly onChanged: () => Promise<void>;
  readonly now: () => number;
}

const MINUTE_MS = 60_000;
/** A session lasts three quarters of an hour; a quarter more or less is early enough for what waits anyway. */
const AFTER_CALL_MS = 15 * MINUTE_MS;

/**
 * The therapist's side of the background: at the interval that was chosen it asks for names and compares them with those
 * known. Nothing is fetched or opened. Off, it sets no alarm.
 */
export function createInboxWatch(deps: InboxWatchDeps) {
  const { check, listNew, isCallNear, isAnyAudible, setAlarm, notify, onChanged, now } = deps;
  /** Of the storage, so that the badge need not wait for it; `begin` reads it first. */
  let latest = NO_CHECK;

  const update = async (change: (before: InboxCheck) => InboxCheck): Promise<InboxCheck> => {
    const before = latest.fresh;
    latest = await check.update(change);
    if (latest.fresh !== before) await onChanged();
    return latest;
  };

  const wake = (everyMinutes: number | null, from: number): Promise<void> =>
    setAlarm(everyMinutes === null ? null : from + everyMinutes * MINUTE_MS);

  return {
    isNew: (): boolean => latest.fresh > 0,

    /** At each start: alarms vanish with an update and, in Firefox, with the browser. */
    async begin(): Promise<void> {
      latest = await check.read();
      const { everyMinutes, lookedAt } = latest;
      if (everyMinutes !== null) await wake(everyMinutes, lookedAt ?? now());
    },

    read: check.read,

    async set({ everyMinutes, notify: wanted }: Ask<"setInboxCheck">): Promise<InboxCheck> {
      await wake(everyMinutes, now());
      // Switched off, it knows nothing any more.
      return update((before) => (everyMinutes === null ? NO_CHECK : { ...before, everyMinutes, notify: wanted }));
    },

    async markSeen(): Promise<null> {
      await update((before) => ({ ...before, fresh: 0, failed: null }));
      return null;
    },

    /** What the alarm is for. */
    async look(): Promise<void> {
      const { everyMinutes } = await check.read();
      if (everyMinutes === null) return setAlarm(null);
      // Nothing moves on the screen or on the line while somebody talks.
      if (await isCallNear()) return setAlarm(now() + AFTER_CALL_MS);
      // Before the look: a worker that is stopped in it looks again next time.
      await wake(everyMinutes, now());
      const found = await listNew();
      if (found === null) return;
      const { listed, known } = found;
      const before = latest.fresh;
      const outcome =
        listed.kind === "failed"
          ? { failed: listed.reason }
          : { fresh: listed.names.filter((name) => !known.has(name)).length, failed: null };
      const { notify: wanted, fresh } = await update((last) => ({ ...last, ...outcome, lookedAt: now() }));
      // A call may have begun meanwhile; the mark on the button is enough then.
      if (wanted && fresh > before && !(await isCallNear()) && !(await isAnyAudible())) await notify();
    },
  };
}
export type InboxWatch = ReturnType<typeof createInboxWatch>;
