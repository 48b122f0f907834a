import type { Pairing } from "../core/outbox/pairing.ts";
import { cutShort, NO_RECORDING, type RecordedPart, type RecordingState } from "../core/session/recording.ts";
import { DEFAULT_TIMINGS, type Timings, timingsFrom } from "../core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../core/session/world.ts";
import type { TrackedWorld } from "./session-tracker.ts";

/**
 * Counts up when what is stored changes its meaning: an older world is not understood and is begun anew, which loses the
 * call that goes on. A field that is only added needs no new number: it is filled in with what it begins with.
 */
export const WORLD_SHAPE = 1;

/** Written by this very code, or an older version of it that knew fewer fields. */
interface Stored {
  readonly shape: number;
  readonly world: Omit<World, "uses"> & Partial<World>;
  readonly seenAt: number;
  readonly recording?: RecordingState;
}

export interface TrackedWorldDeps {
  readonly read: () => Promise<unknown>;
  /** World and recording in one transaction. */
  readonly write: (stored: unknown, parts: readonly RecordedPart[]) => Promise<void>;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
}

export function createTrackedWorldStore({ read, write, complain }: TrackedWorldDeps) {
  return {
    async load(): Promise<TrackedWorld> {
      const stored = (await read()) as Stored | null;
      if (stored?.shape === WORLD_SHAPE) {
        const { world, seenAt, recording = NO_RECORDING } = stored;
        return { world: { ...EMPTY_WORLD, ...world }, seenAt, recording };
      }
      // Ids go on: one that is used again would pass for the check-in that had it before.
      const count = stored?.world.count ?? 0;
      return { world: { ...EMPTY_WORLD, count }, seenAt: 0, recording: stored?.recording ?? NO_RECORDING };
    },
    async save({ world, seenAt, recording }: TrackedWorld, parts: readonly RecordedPart[]): Promise<void> {
      const stored = { shape: WORLD_SHAPE, world, seenAt, recording };
      if (parts.length === 0) return write(stored, []);
      try {
        await write(stored, parts);
      } catch (cause) {
        // Where only the recording cannot be written, the machine goes on without it.
        await write({ ...stored, recording: cutShort(recording) }, []);
        complain("A part of the recording was lost.", cause);
      }
    },
  };
}

/** The product's timings, with what the therapist set and what a rehearsal shortens. */
export function timingsOf(pairing: Pairing | null): Timings {
  if (pairing === null) return DEFAULT_TIMINGS;
  const { minimumLiveSeconds, rehearsal } = pairing.invite.settings;
  return timingsFrom({
    ...(minimumLiveSeconds !== undefined && { minimumLive: minimumLiveSeconds }),
    ...rehearsal,
  });
}
