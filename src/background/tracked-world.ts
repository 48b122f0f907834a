import type { Pairing } from "../core/outbox/pairing.ts";
import { DEFAULT_TIMINGS, type Timings, timingsFrom } from "../core/session/timings.ts";
import { EMPTY_WORLD } from "../core/session/world.ts";
import type { TrackedWorld } from "./session-tracker.ts";

/** Counts up whenever the machine's world changes its shape: an older one is not understood and is begun anew. */
export const WORLD_SHAPE = 2;

export interface TrackedWorldDeps {
  readonly read: () => Promise<unknown>;
  readonly write: (stored: unknown) => Promise<void>;
}

export function createTrackedWorldStore({ read, write }: TrackedWorldDeps) {
  return {
    async load(): Promise<TrackedWorld> {
      const stored = (await read()) as (TrackedWorld & { readonly shape: number }) | null;
      // Written by this very code and nothing else, so the shape's number says it all.
      if (stored?.shape === WORLD_SHAPE) return stored;
      // Ids go on: one that is used again would pass for the check-in that had it before.
      const count = stored?.world.count ?? 0;
      return { world: { ...EMPTY_WORLD, count }, seenAt: 0 };
    },
    async save({ world, seenAt }: TrackedWorld): Promise<void> {
      await write({ shape: WORLD_SHAPE, world, seenAt });
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
