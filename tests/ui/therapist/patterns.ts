import type { Answers, Wish } from "../../../src/core/alliance/answers.ts";
import { DEFAULT_INSTRUMENT } from "../../../src/core/alliance/instruments/index.ts";
import type { OpenedFile } from "../../../src/ui/therapist/inbox.ts";

/** Made-up courses of a therapy, as answers over weekly sessions; the same seed gives the same answers everywhere. */
export const PATTERNS = [
  "stable high",
  "one dip and recovery",
  "dip in the newest session",
  "slow drift",
  "tension",
  "poor call",
  "low from the start",
  "silent since a dip",
  "early",
  "asks to bring it up",
] as const;
export type Pattern = (typeof PATTERNS)[number];

export interface CourseFacts {
  readonly client: string;
  readonly pattern: Pattern;
  readonly sessions: number;
  /** When the newest session ended, ms since 1970. */
  readonly lastAt: number;
  readonly seed?: number;
  readonly instrument?: string;
}

const WEEK = 7 * 86_400_000;
const FINE: Answers = { R1: "no", V1: "no" };

interface Session {
  readonly mean: number;
  readonly facets?: readonly [bond: number, goals: number, tasks: number];
  readonly more?: Answers;
  readonly wish?: Wish;
}

/** `left`: sessions still to come, 0 for the newest. */
const SHAPES: Readonly<Record<Pattern, (left: number, count: number) => Session>> = {
  "stable high": () => ({ mean: 8.8 }),
  "one dip and recovery": (left) => (left === 3 ? { mean: 5.5 } : { mean: 8.6 }),
  "dip in the newest session": (left) => (left === 0 ? { mean: 6, facets: [-1.5, 0.5, 1] } : { mean: 8.6 }),
  "slow drift": (left) => ({ mean: 7.1 + 0.2 * Math.min(left, 7), facets: [0.6, -0.8, 0] }),
  tension: (left) =>
    left === 0 ? { mean: 7.2, facets: [-1.4, 0, 0.4], more: { R1: "yes", R2: "notBroughtUp" } } : { mean: 8.2 },
  "poor call": (left) => (left === 0 ? { mean: 6, more: { V1: "lot" } } : { mean: 8.6 }),
  "low from the start": () => ({ mean: 4.2, more: { N1: "I do not see yet where this is going." } }),
  "silent since a dip": (left) => (left === 0 ? { mean: 5.6 } : { mean: 8.2 }),
  early: () => ({ mean: 7.4 }),
  "asks to bring it up": (left) =>
    left === 0 ? { mean: 8.1, more: { N1: "The letter to my brother." }, wish: "raise" } : { mean: 8.1 },
};

/** Files that opened as this client's responses, oldest first, one a week. */
export function course(facts: CourseFacts): readonly OpenedFile[] {
  const { client, pattern, sessions, lastAt, seed = 1, instrument = DEFAULT_INSTRUMENT } = facts;
  const chance = dice(seed);
  return Array.from({ length: sessions }, (_, n) => {
    const left = sessions - 1 - n;
    const { mean, facets = [0, 0, 0], more = {}, wish = null } = SHAPES[pattern](left, sessions);
    const drawn = mean + (chance() - 0.5) * 0.9;
    const [B1 = 0, G1 = 0, T1 = 0] = facets.map((offset) => onScale(drawn + offset + (chance() - 0.5) * 1.2));
    return responseOf({
      ...{ client, instrument, wish },
      seq: n + 1,
      at: lastAt - left * WEEK,
      answers: { B1, G1, T1, ...FINE, ...more },
    });
  });
}

export interface ResponseFacts {
  readonly client: string;
  readonly seq: number;
  readonly at: number;
  readonly answers: Answers;
  readonly wish?: Wish | null;
  readonly instrument?: string;
}

export function responseOf(facts: ResponseFacts): OpenedFile {
  const { client, seq, at, answers, wish = null, instrument = DEFAULT_INSTRUMENT } = facts;
  const id = `${client}-${seq}`;
  const frame = { id, client, instrument, submittedAt: at, endedAt: at };
  const response = { ...frame, answers, wish, seconds: 30, skipped: 0 };
  return {
    ...{ id, client, seq },
    kind: "opened",
    name: id,
    arrivedAt: at,
    to: "to",
    content: { kind: "response", response },
  };
}

/** A practice of many: each pattern in turn, the newest sessions spread over the last two weeks. */
export function manyCourses(clients: number, sessions: number, now: number): readonly OpenedFile[] {
  return Array.from({ length: clients }, (_, n) => {
    const pattern = PATTERNS[n % PATTERNS.length] ?? "stable high";
    const lastAt = now - (n % 14) * 86_400_000 - (pattern === "silent since a dip" ? 4 * WEEK : 0);
    return course({ client: `c${n}`, pattern, sessions: pattern === "early" ? 2 : sessions, lastAt, seed: n + 1 });
  }).flat();
}

function onScale(value: number): number {
  return Math.min(10, Math.max(0, Math.round(value)));
}

/** Mulberry32: small, and the same on every machine. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
