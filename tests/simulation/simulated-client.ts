import type { Answers } from "../../src/core/alliance/answers.ts";
import { type FlagSession, flagSessionOf } from "../../src/core/alliance/flags/flag-session.ts";
import { afsCore } from "../../src/core/alliance/instruments/afs-core.ts";
import type { Random } from "../faults/random.ts";
import type { ParameterSet } from "./parameter-sets.ts";

const CORE = ["B1", "G1", "T1"] as const;
const WEEK_MS = 7 * 24 * 60 * 60_000;
/**
 * How often a session is marked as tense. Assumed, not observed: one stable session in 25, every second one where the
 * scores drop. Only the rows on tension hang on it.
 */
export const TENSE_STABLE = 0.04;
export const TENSE_DROPPED = 0.5;

/** One client with all chances drawn: the same session can be asked for as it was, or as it would be after a drop. */
export interface SimulatedClient {
  /** Counted from 0; `drop` in points. Null where nothing was answered. */
  session(index: number, drop: number): FlagSession | null;
}

interface Chances {
  readonly effect: number;
  readonly answers: readonly { readonly by: number; readonly skipped: boolean }[];
  readonly missed: boolean;
  readonly tense: number;
}

export function createClient(set: ParameterSet, random: Random, sessions: number): SimulatedClient {
  const mean = set.mean + set.between * normal(random);
  const unsteady = Math.exp(set.uneven * normal(random));
  const items = CORE.map(() => mean + set.items * normal(random));
  const chances = drawSessions(set, random, sessions, unsteady);
  const stable = chances.map((_, index) => sessionAt(index, 0));
  function sessionAt(index: number, drop: number): FlagSession | null {
    const chance = chances[index];
    if (chance === undefined || chance.missed) return null;
    const values = CORE.flatMap((id, item) => {
      const { by, skipped } = chance.answers[item]!;
      return skipped ? [] : [[id, answerOf(items[item]! + chance.effect + by - drop, set.step)] as const];
    });
    const tense = chance.tense < (drop === 0 ? TENSE_STABLE : TENSE_DROPPED);
    const answers: Answers = { ...Object.fromEntries(values), R1: tense ? "little" : "no" };
    return flagSessionOf(afsCore, answers, { id: String(index), seq: index + 1, endedAt: index * WEEK_MS });
  }
  return { session: (index, drop) => (drop === 0 ? (stable[index] ?? null) : sessionAt(index, drop)) };
}

function drawSessions(set: ParameterSet, random: Random, count: number, unsteady: number): readonly Chances[] {
  let before: number | null = null;
  return Array.from({ length: count }, () => {
    const fresh = set.tails === null ? normal(random) : heavyTailed(random, set.tails);
    const r = set.correlation;
    const effect = before === null ? fresh : r * before + Math.sqrt(1 - r * r) * fresh;
    before = effect;
    return {
      effect: effect * set.session * unsteady,
      answers: CORE.map(() => ({
        by: set.answer * unsteady * normal(random),
        skipped: random.chance(set.skippedItems),
      })),
      missed: random.chance(set.missedSessions),
      tense: random.next(),
    };
  });
}

function answerOf(points: number, step: number): number {
  return Math.min(10, Math.max(0, step * Math.round(points / step)));
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Student's t, brought to a deviation of 1. */
function heavyTailed(random: Random, freedom: number): number {
  let squares = 0;
  for (let n = 0; n < freedom; n++) squares += normal(random) ** 2;
  return (normal(random) / Math.sqrt(squares / freedom)) * Math.sqrt((freedom - 2) / freedom);
}
