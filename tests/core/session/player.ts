import type { SessionEvent } from "../../../src/core/session/events.ts";
import { nextWakeAt, type Step, stepSession } from "../../../src/core/session/machine.ts";
import { timingsFrom } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, type EndedSession, type World } from "../../../src/core/session/world.ts";
import type { Fact, Scenario, TimedFact } from "./scenario.ts";

export interface Prompt {
  readonly session: string;
  /** Seconds of the story. */
  readonly at: number;
  readonly via: "popup" | "badge";
  readonly withdrawnAt: number | null;
}

/** Sees everything that happens, and what the machine makes of it. */
export interface Observer {
  readonly happened: (fact: Fact, at: number) => void;
  readonly stepped: (step: Step, event: SessionEvent, at: number) => void;
}

export interface Played {
  readonly sessions: readonly (Omit<EndedSession, "startedAt" | "endedAt" | "decidedAt" | "windows"> & {
    readonly startedAt: number;
    readonly endedAt: number;
  })[];
  readonly prompts: readonly Prompt[];
  readonly restartedAt: number | null;
  readonly world: World;
}

/** Browsers wake a stopped background no sooner than this. */
export const ALARM_GRAIN = 30;
/** Deadlines of so many rooms never fall on one instant; who asks for it again waits for nothing. */
const MAX_TICKS_AT_ONCE = 10_000;
const SLOWED_BEAT = 60;
/** A new background must know of these before it asks what fell due. */
const COMES_FIRST: ReadonlySet<SessionEvent["type"]> = new Set(["browserStarted", "slept", "clockChanged"]);

interface LivingDoc {
  readonly tab: number;
  beatAt: number;
  throttled: boolean;
  heard: boolean;
}

/** A new background reads what was stored; one that lives may keep its world in memory, or read it before each event. */
export type Storing = "readWhenKilled" | "readAlways";

/** Plays a story through the shipped machine with a simulated clock, timers, heartbeats and store. */
export function playScenario(
  scenario: Omit<Scenario, "id" | "expect">,
  observer?: Observer,
  storing: Storing = "readWhenKilled",
): Played {
  const { events, until } = scenario;
  const stage = createStage(scenario, storing, observer);
  let told = 0;
  const sleeps = events.filter(isWaking);
  for (;;) {
    const next: TimedFact | undefined = events[told];
    const asleepFrom = sleeps[0] === undefined ? Number.POSITIVE_INFINITY : asleepSince(sleeps[0]);
    const [beatAt, timerAt] = [stage.nextBeatAt(), stage.nextTimerAt()];
    const soonest = Math.min(next?.at ?? Number.POSITIVE_INFINITY, beatAt, timerAt);
    if (soonest > until) return stage.result();
    // While the computer sleeps nothing runs; waking up comes before what fell due meanwhile.
    if (next !== undefined && (next.at <= soonest || soonest >= asleepFrom)) {
      told += 1;
      if (next === sleeps[0]) sleeps.shift();
      observer?.happened(next.fact, next.at);
      stage.happen(next.fact, next.at);
    } else if (beatAt <= timerAt) stage.beat(beatAt);
    else stage.timer(timerAt);
  }
}

function isWaking({ fact }: TimedFact): boolean {
  return fact.kind === "told" && fact.event.type === "slept";
}

function asleepSince({ at, fact }: TimedFact): number {
  return fact.kind === "told" && fact.event.type === "slept" ? at - fact.event.forMs / 1_000 : at;
}

function createStage(
  { startsAt, settings }: Pick<Scenario, "startsAt" | "settings">,
  storing: Storing,
  observer?: Observer,
) {
  const timings = timingsFrom(settings);
  const alarmGrain = Number(settings.alarmGrain ?? ALARM_GRAIN);
  let world = EMPTY_WORLD;
  let offsetMs = 0;
  let story = 0;
  let killedAt: number | null = null;
  let running = true;
  let wakeWall: number | null = null;
  let restartedAt: number | null = null;
  let ticked = { at: 0, times: 0 };
  const docs = new Map<string, LivingDoc>();
  const prompts: { session: string; at: number; via: "popup" | "badge"; withdrawnAt: number | null }[] = [];

  const wallOf = (at: number): number => startsAt + at * 1_000 + offsetMs;
  const storyOf = (wall: number): number => (wall - startsAt - offsetMs) / 1_000;

  function tell(event: SessionEvent, at: number): void {
    story = Math.max(story, at);
    if (killedAt !== null || storing === "readAlways") world = JSON.parse(JSON.stringify(world)) as World;
    if (killedAt !== null) {
      killedAt = null;
      if (!COMES_FIRST.has(event.type)) tell({ type: "workerStarted" }, at);
    }
    const step = stepSession(world, event, wallOf(at), timings);
    world = step.world;
    observer?.stepped(step, event, at);
    wakeWall = nextWakeAt(step.world, wallOf(at), timings);
    for (const effect of step.effects) {
      if (effect.kind === "offer") prompts.push({ session: effect.session, at, via: effect.via, withdrawnAt: null });
      if (effect.kind === "restart") restartedAt ??= at;
      if (effect.kind !== "withdraw") continue;
      const shown = prompts.findLast(({ session, via }) => session === effect.session && via === "popup");
      if (shown !== undefined) shown.withdrawnAt = at;
    }
  }

  function happen(fact: Fact, at: number): void {
    switch (fact.kind) {
      case "unheard":
        if (fact.gone !== null) docs.delete(fact.gone);
        return;
      case "slowed": {
        const doc = docs.get(fact.doc);
        if (doc !== undefined) doc.throttled = fact.throttled;
        return;
      }
      case "workerKilled":
        // One that is stopped already cannot be stopped again.
        if (running) killedAt ??= at;
        return;
      case "browserQuit":
        running = false;
        killedAt = null;
        docs.clear();
        return;
      case "told":
        return happenTold(fact.event, at);
    }
  }

  function happenTold(event: SessionEvent, at: number): void {
    if (event.type === "browserStarted") running = true;
    if (!running) return;
    if (event.type === "clockChanged") offsetMs += event.byMs;
    if (event.type === "updateForced") for (const doc of docs.values()) doc.heard = false;
    if (event.type === "slept") for (const doc of docs.values()) doc.beatAt = Math.max(doc.beatAt, at);
    if (event.type === "documentGone") docs.delete(event.doc);
    if (event.type === "tabClosed") for (const [key, { tab }] of docs) if (tab === event.tab) docs.delete(key);
    if (event.type === "documentOpened") {
      const known = docs.get(event.doc);
      if (known === undefined)
        docs.set(event.doc, {
          tab: event.tab,
          beatAt: at + timings.heartbeatMs / 1_000,
          throttled: false,
          heard: true,
        });
      else known.heard = true;
    }
    tell(event, at);
  }

  return {
    happen,
    nextBeatAt(): number {
      let next = Number.POSITIVE_INFINITY;
      for (const { beatAt } of docs.values()) next = Math.min(next, beatAt);
      return next;
    },
    nextTimerAt(): number {
      if (!running || wakeWall === null) return Number.POSITIVE_INFINITY;
      return Math.max(story, storyOf(wakeWall), killedAt === null ? 0 : killedAt + alarmGrain);
    },
    beat(at: number): void {
      for (const [key, doc] of docs) {
        if (doc.beatAt > at) continue;
        doc.beatAt = at + (doc.throttled ? SLOWED_BEAT : timings.heartbeatMs / 1_000);
        if (doc.heard) tell({ type: "alive", doc: key }, at);
      }
    },
    timer(at: number): void {
      ticked = { at, times: ticked.at === at ? ticked.times + 1 : 1 };
      if (ticked.times > MAX_TICKS_AT_ONCE) throw new Error(`The machine asks for ${at} s again and again.`);
      tell({ type: "tick" }, at);
    },
    result(): Played {
      const sessions = world.sessions
        .map(({ id, room, cause, overlong, answered, liveMs, offer, startedAt, endedAt }) => {
          return {
            id,
            room,
            cause,
            overlong,
            answered,
            liveMs,
            offer,
            startedAt: storyOf(startedAt),
            endedAt: storyOf(endedAt),
          };
        })
        .sort((a, b) => a.startedAt - b.startedAt);
      return { sessions, prompts, restartedAt, world };
    },
  };
}
