import type { Random } from "../faults/random.ts";
import type { SimulatedClient } from "./simulated-client.ts";
import type { Reader, Verdict } from "./simulated-rules.ts";

/** Sessions of a short and of a long therapy. */
export const SHORT = 12;
export const LONG = 24;
/** One session this many points lower, like no other. */
export const DROPS = [1.5, 2.5, 4] as const;
/** Sessions with a score before one that is lower: rules that need a baseline need these. */
const BEFORE_DROP = 4;
/** The first session of a slow loss, counted from 0. */
const LOSS_FROM = 4;
/** Points lost with each session from the fifth on. */
export const SLOW_LOSS = 0.3;

/** Of one client: what each rule made of it. Null where it could not be asked. */
export interface ClientVerdicts {
  /** Sessions in which it was raised, and in which it could have been. */
  readonly raised: number;
  readonly decided: number;
  readonly in12: boolean;
  readonly in24: boolean;
  /** In the session that was lower, in the order of `DROPS`; null where that session has no score. */
  readonly drops: readonly (boolean | null)[];
  readonly slowLoss: boolean;
}

/** Rows are rules alone or several together: raised is what any of them raises. */
export interface Row {
  readonly key: string;
  readonly of: readonly string[];
}

/** Plays one client through all readers, stable and with each kind of loss, on the same chances. */
export function watchClient(
  client: SimulatedClient,
  readers: readonly Reader<unknown>[],
  rows: readonly Row[],
  random: Random,
): readonly ClientVerdicts[] {
  const stable = readAll(client, readers, LONG, () => 0);
  const slow = readAll(client, readers, SHORT, (index) => SLOW_LOSS * Math.max(0, index - LOSS_FROM + 1));
  const dropAt = chooseDrop(client, random);
  const dropped = DROPS.map((drop) => {
    const session = dropAt === null ? null : client.session(dropAt, drop);
    if (dropAt === null || session === null) return null;
    return readers.flatMap((reader, n) => reader.read(stable.memories[dropAt]?.[n], session).verdicts);
  });
  const keys = readers.flatMap((reader) => reader.keys);
  return rows.map(({ of }) =>
    verdictsOf(
      stable,
      slow,
      dropped,
      of.map((key) => keys.indexOf(key)),
    ),
  );
}

/** One of the first twelve sessions that have a score, and enough of them before; null where there is none. */
function chooseDrop(client: SimulatedClient, random: Random): number | null {
  const scored = Array.from({ length: SHORT }, (_, index) => index).filter(
    (index) => client.session(index, 0)?.score != null,
  );
  const able = scored.slice(BEFORE_DROP);
  return able.length === 0 ? null : random.pick(able);
}

function verdictsOf(
  stable: Played,
  slow: Played,
  dropped: readonly (readonly Verdict[] | null)[],
  places: readonly number[],
): ClientVerdicts {
  const any = (verdicts: readonly Verdict[]): Verdict => together(verdicts, places);
  const each = stable.verdicts.map(any);
  const short = each.slice(0, SHORT);
  return {
    raised: count(short, true),
    decided: short.length - count(short, null),
    in12: short.includes(true),
    in24: each.includes(true),
    drops: dropped.map((verdicts) => (verdicts === null ? null : any(verdicts) === true)),
    slowLoss: slow.verdicts.map(any).includes(true),
  };
}

interface Played {
  /** By session, then as the readers' keys. Sessions without a response are left out. */
  readonly verdicts: readonly (readonly Verdict[])[];
  /** What each reader remembered before each session. */
  readonly memories: readonly (readonly unknown[])[];
}

function readAll(
  client: SimulatedClient,
  readers: readonly Reader<unknown>[],
  sessions: number,
  lossAt: (index: number) => number,
): Played {
  let memory = readers.map((reader) => reader.start);
  const verdicts: Verdict[][] = [];
  const memories: (readonly unknown[])[] = [];
  for (let index = 0; index < sessions; index++) {
    memories.push(memory);
    const session = client.session(index, lossAt(index));
    const read = session === null ? null : readers.map((reader, n) => reader.read(memory[n], session));
    verdicts.push(read === null ? [] : read.flatMap((one) => one.verdicts));
    if (read !== null) memory = read.map((one) => one.memory);
  }
  return { verdicts, memories };
}

function together(verdicts: readonly Verdict[], places: readonly number[]): Verdict {
  let verdict: Verdict = null;
  for (const place of places) {
    if (verdicts[place] === true) return true;
    verdict = verdicts[place] ?? verdict;
  }
  return verdict;
}

function count(verdicts: readonly Verdict[], of: Verdict): number {
  return verdicts.filter((verdict) => verdict === of).length;
}
