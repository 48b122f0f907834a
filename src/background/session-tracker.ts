import type { SessionEvent } from "../core/session/events.ts";
import { isWatching, nextWakeAt, type SessionEffect, stepSession } from "../core/session/machine.ts";
import type { StepFacts } from "../core/session/recorded-step.ts";
import { cutShort, joined, type RecordedPart, type RecordingState, recordStep } from "../core/session/recording.ts";
import type { Timings } from "../core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../core/session/world.ts";
import { type ClockDecision, decideClock } from "./clock-gap.ts";

/** What is on disk between two events: the machine's world and when it was last told anything. */
export interface TrackedWorld {
  readonly world: World;
  readonly seenAt: number;
  readonly recording: RecordingState;
}

/** Facts that wait for a disk that does not answer; older ones are told again by the documents themselves. */
const MAX_WAITING = 1_000;

export interface SessionTrackerDeps {
  readonly load: () => Promise<TrackedWorld>;
  readonly save: (tracked: TrackedWorld, parts: readonly RecordedPart[]) => Promise<void>;
  readonly timings: () => Promise<Timings>;
  /** Wall clock and a clock that cannot be set, ms. */
  readonly clocks: () => { readonly wallMs: number; readonly monotonicMs: number };
  readonly perform: (effect: SessionEffect) => void;
  readonly stepped: (world: World, nextAt: number | null) => void;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
}

/**
 * Feeds the session machine: loads the stored world, steps it through everything that has come in, saves it, and only
 * then lets the effects happen. The worker may stop between any two of these; what was saved is enough to go on.
 */
export function createSessionTracker(deps: SessionTrackerDeps) {
  let waiting: SessionEvent[] = [];
  let forgetting = false;
  let draining: Promise<World> | null = null;
  /** Of this background run only: a new run knows no earlier reading of its monotonic clock. */
  let lastMonotonicMs: number | null = null;
  let ticking = false;

  function clockEvents(seenAt: number, wallMs: number, monotonicMs: number): readonly SessionEvent[] {
    if (seenAt === 0) return [];
    const monotonicGapMs = lastMonotonicMs === null ? null : monotonicMs - lastMonotonicMs;
    return eventsOf(decideClock({ wallMs, lastWallMs: seenAt, monotonicGapMs, ticking }));
  }

  async function drain(): Promise<World> {
    const [tracked, timings] = [await deps.load(), await deps.timings()];
    const { world: stored, seenAt } = tracked;
    const { wallMs, monotonicMs } = deps.clocks();
    const batch = waiting;
    waiting = [];
    // Ids go on: an id that is used again would pass for the check-in that had it before.
    const before = forgetting ? { ...EMPTY_WORLD, count: stored.count } : stored;
    const recorder = createRecorder(forgetting ? cutShort(tracked.recording) : tracked.recording, deps.complain);
    forgetting = false;
    const events = isNewRun(batch) ? batch : [...clockEvents(seenAt, wallMs, monotonicMs), ...batch];
    let world = before;
    const effects: SessionEffect[] = [];
    let toldAt = seenAt;
    for (const event of events) {
      const step = stepSession(world, event, wallMs, timings);
      recorder.add({ event, before: world, after: step.world, effects: step.effects, now: wallMs, toldAt, timings });
      [world, toldAt] = [step.world, wallMs];
      effects.push(...step.effects);
    }
    await save({ world, seenAt: wallMs, recording: recorder.state() }, recorder.parts(), batch);
    lastMonotonicMs = monotonicMs;
    const nextAt = nextWakeAt(world, wallMs, timings);
    ticking = isWatching(world);
    for (const effect of effects) deps.perform(effect);
    deps.stepped(world, nextAt);
    return waiting.length > 0 ? drain() : world;
  }

  /** What could not be written down was not told: it comes again with the next event. */
  async function save(
    tracked: TrackedWorld,
    parts: readonly RecordedPart[],
    batch: readonly SessionEvent[],
  ): Promise<void> {
    try {
      await deps.save(tracked, parts);
    } catch (cause) {
      waiting = [...batch, ...waiting].slice(-MAX_WAITING);
      throw cause;
    }
  }

  async function tell(...events: readonly SessionEvent[]): Promise<World> {
    waiting.push(...events);
    draining ??= Promise.resolve()
      .then(drain)
      .finally(() => {
        draining = null;
      });
    return draining;
  }

  return {
    /** Told in order, one at a time; resolves with the world after this event and all that came with it. */
    tell,
    /** Begins anew with the next event, as if nothing had ever been told. */
    async forget(): Promise<void> {
      await draining?.catch(() => undefined);
      forgetting = true;
      await tell({ type: "tick" });
    },
    async world(): Promise<World> {
      await draining?.catch(() => undefined);
      return (await deps.load()).world;
    },
  };
}
export type SessionTracker = ReturnType<typeof createSessionTracker>;

/** Writes down what happens, as long as that works: an explanation is never worth a session. */
function createRecorder(before: RecordingState, complain: SessionTrackerDeps["complain"]) {
  let state = before;
  const parts: RecordedPart[] = [];
  return {
    add(step: StepFacts): void {
      try {
        const recorded = recordStep(state, step);
        state = recorded.state;
        if (recorded.part !== null) parts.push(recorded.part);
      } catch (cause) {
        state = cutShort(state);
        complain("A step was not recorded.", cause);
      }
    },
    state: (): RecordingState => state,
    parts: (): readonly RecordedPart[] => joined(parts),
  };
}

/** A gap before a new browser run was no sleep: nothing of before is live. */
function isNewRun(batch: readonly SessionEvent[]): boolean {
  return batch[0]?.type === "browserStarted";
}

function eventsOf(decision: ClockDecision): readonly SessionEvent[] {
  switch (decision.kind) {
    case "usual":
      return [];
    case "slept":
      return [{ type: "slept", forMs: decision.forMs }];
    case "clockChanged":
      return [{ type: "clockChanged", byMs: decision.byMs }];
  }
}
