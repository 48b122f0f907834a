import type { Answers } from "../../src/core/alliance/answers.ts";
import type { Random } from "../faults/random.ts";

const CORE = ["B1", "G1", "T1"] as const;
const WEEK_MS = 7 * 24 * 60 * 60_000;
/** Made up, in the range that published means and spreads of session forms have; no client is behind any of it. */
const SHARES = {
  skippedItem: 0.05,
  unanswered: 0.08,
  tense: 0.07,
  poorCall: 0.08,
  words: 0.2,
  dropping: 0.15,
} as const;
const WORDS = [
  "It helped to say it out loud.",
  "I would like to come back to my sister next time.",
  "We ran out of time at the end.",
  "The exercise felt odd, but I will try it this week.",
  "Thank you for asking about work.",
] as const;

/** One check-in that was answered. */
export interface MadeUpSession {
  /** Counts only what was answered: what was never sent has no number. */
  readonly seq: number;
  readonly endedAt: number;
  readonly answers: Answers;
  readonly skipped: number;
  readonly seconds: number;
}

/** Every session of one client that was answered, one a week up to `lastAt`: a level, a drift, tense and broken hours. */
export function makeUpClient(random: Random, sessions: number, lastAt: number): readonly MadeUpSession[] {
  const level = 7.5 + 1.2 * normal(random);
  const drift = 0.8 * normal(random);
  const dropAt = random.next() < SHARES.dropping ? Math.floor(random.next() * sessions) : null;
  const offsets = CORE.map(() => 0.6 * normal(random));
  const hour = Math.floor(random.next() * 40) * 15 * 60_000;
  const answered: MadeUpSession[] = [];
  for (let index = 0; index < sessions; index += 1) {
    const isTense = random.next() < SHARES.tense || index === dropAt;
    const sinceDrop = dropAt === null ? -1 : index - dropAt;
    // A drop is made good over the next five sessions.
    const fallen = sinceDrop >= 0 && sinceDrop < 5 ? 3 - 0.6 * sinceDrop : 0;
    const around = level + (drift * index) / sessions - fallen - (isTense ? 1 : 0);
    const values = CORE.map((_, item) => clamped(around + (offsets[item] ?? 0) + 0.7 * normal(random)));
    const answers = answersOf(random, values, isTense);
    if (random.next() < SHARES.unanswered) continue;
    answered.push({
      seq: answered.length + 1,
      endedAt: lastAt - (sessions - 1 - index) * WEEK_MS - hour,
      answers,
      skipped: CORE.filter((id) => answers[id] === undefined).length,
      seconds: [15, 30, 30, 45, 60, 120][Math.floor(random.next() * 6)] ?? 30,
    });
  }
  return answered;
}

function answersOf(random: Random, values: readonly number[], isTense: boolean): Answers {
  const core = CORE.flatMap((id, item) =>
    random.next() < SHARES.skippedItem ? [] : [[id, values[item] ?? 0] as const],
  );
  const poor = random.next() < SHARES.poorCall ? (random.next() < 0.3 ? "lot" : "little") : "no";
  const tension = isTense
    ? { R1: random.next() < 0.5 ? "little" : "yes", R2: random.next() < 0.6 ? "yes" : "partly" }
    : { R1: "no" };
  const words = random.next() < SHARES.words ? { N1: random.pick(WORDS) } : {};
  return { ...Object.fromEntries(core), ...tension, V1: poor, ...words };
}

function clamped(value: number): number {
  return Math.min(10, Math.max(0, Math.round(value)));
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
