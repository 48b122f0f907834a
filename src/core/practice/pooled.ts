/**
 * The figures of a pilot, pooled over all clients of all therapists, by week and by video service. Who asks gets a number
 * or null, never a cell of few. The rule that must not break: nothing here can be asked for one therapist.
 */
import type { AnswerSeconds } from "../alliance/answer-time.ts";
import type { DipEnd } from "../alliance/flags/dip-outcomes.ts";
import { type PilotCheckIn, type PilotClient, type PilotPart, TIME_STEPS_SECONDS } from "./pilot.ts";
import { type Cell, type Hidden, hideCells, isSmall, type Part } from "./suppression.ts";

/** `of` is what `value` is a share of. */
export interface Share {
  readonly value: number;
  readonly of: number;
}

/** Null wherever it is hidden, or there is nothing to count. */
export interface PooledRow {
  readonly checkIns: number | null;
  /** The step in which the middle check-in lies; of two middle ones the longer. */
  readonly medianSeconds: AnswerSeconds | null;
  readonly tense: Share | null;
  /** Check-ins that came, of the sessions held that therapists wrote down. */
  readonly answered: Share | null;
  /** Of the dips of which it is known by now. */
  readonly recovered: Share | null;
}

export interface PooledFigures {
  readonly total: PooledRow;
  /** Clients in all; null below five. */
  readonly clients: number | null;
  /** Clients with a dip, of all. */
  readonly dipped: Share | null;
  /** Oldest first; a week without check-ins has no row. `answered` and `recovered` are not counted by week. */
  readonly weeks: readonly (PooledRow & { readonly week: string })[];
  /** `platform` null: not known. */
  readonly platforms: readonly (PooledRow & { readonly platform: string | null })[];
}

/** One client's check-ins in one row. */
interface Seen {
  readonly who: string;
  readonly therapist: string;
  readonly client: PilotClient;
  readonly checkIns: readonly PilotCheckIn[];
}

const NOTHING: PooledRow = { checkIns: null, medianSeconds: null, tense: null, answered: null, recovered: null };

export function poolFigures(parts: readonly PilotPart[]): PooledFigures {
  const all = parts.flatMap(seenOf);
  const weeks = groupBy(all.flatMap(byWeek), ({ week }) => week, false);
  const platforms = groupBy(all, ({ client }) => client.platform ?? "", true);
  const total = tablesOf(all, [weeks, platforms]);
  const people = [partOf(all, () => 1)];
  const dips = [
    partOf(all, ({ client }) => Number(hasDip(client))),
    partOf(all, ({ client }) => Number(!hasDip(client))),
  ];
  return {
    total: total.row,
    clients: hideCells([], people) === null ? null : all.length,
    dipped: hideCells([], dips) === null ? null : shareOf(dips),
    weeks: weeks.map(([week], n) => ({ ...(total.tables[0]?.[n] ?? NOTHING), answered: null, recovered: null, week })),
    platforms: platforms.map(([id], n) => ({ ...(total.tables[1]?.[n] ?? NOTHING), platform: id === "" ? null : id })),
  };
}

type Group = readonly [name: string, seen: readonly Seen[]];
type Measure = (seen: readonly Seen[]) => Cell;

const checkInsOf: Measure = (seen) => [partOf(seen, ({ checkIns }) => checkIns.length)];
const tenseOf: Measure = (seen) => [
  partOf(seen, ({ checkIns }) => checkIns.filter(({ tense }) => tense === true).length),
  partOf(seen, ({ checkIns }) => checkIns.filter(({ tense }) => tense !== true).length),
];
const answeredOf: Measure = (seen) => [
  partOf(seen, ({ client }) => (client.held === null ? 0 : answeredIn(client, client.held))),
  partOf(seen, ({ client }) => (client.held === null ? 0 : client.held - answeredIn(client, client.held))),
  // Known by taking the answered ones from all check-ins.
  partOf(seen, ({ client, checkIns }) => (client.held === null ? checkIns.length : 0)),
  // More check-ins than sessions: known in the same way.
  partOf(seen, ({ client, checkIns }) => Math.max(0, client.held === null ? 0 : checkIns.length - client.held)),
];
const recoveredOf: Measure = (seen) => [
  partOf(seen, ({ checkIns }) => checkIns.filter(({ dip }) => dip === "recovered").length),
  partOf(seen, ({ checkIns }) => checkIns.filter(({ dip }) => dip === "notRecovered").length),
  // Known by taking the decided ones from all clients with a dip.
  partOf(seen, ({ checkIns }) => checkIns.filter(({ dip }) => dip !== null && !isDecided(dip)).length),
];

function tablesOf(all: readonly Seen[], tables: readonly (readonly Group[])[]) {
  const hide = (measure: Measure, among: readonly (readonly Group[])[], forced?: Hidden): Hidden | null =>
    hideCells(
      among.map((groups) => groups.map(([, seen]) => measure(seen))),
      measure(all),
      forced,
    );
  const [, platforms = []] = tables;
  const base = hide(checkInsOf, tables);
  const tense = base && hide(tenseOf, tables, base);
  const onPlatforms = base?.slice(1);
  const answered = onPlatforms && hide(answeredOf, [platforms], onPlatforms);
  const recovered = onPlatforms && hide(recoveredOf, [platforms], onPlatforms);
  // By week these two are not shown at all: nothing of the week is in what therapists wrote down.
  const rowOf = (seen: readonly Seen[], table: number, n: number): PooledRow => {
    const isHidden = (hidden: Hidden | null | undefined, at: number): boolean => hidden?.[at]?.has(n) ?? true;
    if (isHidden(base, table)) return NOTHING;
    return {
      checkIns: checkInsOf(seen)[0]?.value ?? null,
      medianSeconds: medianOf(seen),
      tense: isHidden(tense, table) ? null : shareOf(tenseOf(seen)),
      answered: isHidden(answered, table - 1) ? null : shareOf(answeredOf(seen).slice(0, 2)),
      recovered: isHidden(recovered, table - 1) ? null : shareOf(recoveredOf(seen).slice(0, 2)),
    };
  };
  const row: PooledRow = {
    checkIns: base ? (checkInsOf(all)[0]?.value ?? null) : null,
    medianSeconds: base ? medianOf(all) : null,
    tense: tense ? shareOf(tenseOf(all)) : null,
    answered: answered ? shareOf(answeredOf(all).slice(0, 2)) : null,
    recovered: recovered ? shareOf(recoveredOf(all).slice(0, 2)) : null,
  };
  return { row, tables: tables.map((groups, table) => groups.map(([, seen], n) => rowOf(seen, table, n))) };
}

function seenOf({ therapist, clients }: PilotPart): readonly Seen[] {
  return clients
    .filter(({ checkIns }) => checkIns.length > 0)
    .map((client) => ({ who: `${therapist}|${client.client}`, therapist, client, checkIns: client.checkIns }));
}

function byWeek(seen: Seen): readonly (Seen & { readonly week: string })[] {
  const weeks = new Map<string, PilotCheckIn[]>();
  for (const checkIn of seen.checkIns) addTo(weeks, checkIn.week, checkIn);
  return [...weeks].map(([week, checkIns]) => ({ ...seen, checkIns, week }));
}

/** By name; what has none comes last. */
function groupBy<S extends Seen>(all: readonly S[], nameOf: (seen: S) => string, emptyLast: boolean): readonly Group[] {
  const groups = new Map<string, S[]>();
  for (const seen of all) addTo(groups, nameOf(seen), seen);
  const rank = (name: string): string => (emptyLast && name === "" ? "\uffff" : name);
  return [...groups].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
}

function addTo<T>(groups: Map<string, T[]>, name: string, one: T): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [one]);
  else group.push(one);
}

function partOf(all: readonly Seen[], count: (seen: Seen) => number): Part {
  const counted = all.map((seen) => ({ seen, value: count(seen) })).filter(({ value }) => value > 0);
  return {
    value: counted.reduce((sum, { value }) => sum + value, 0),
    clients: new Set(counted.map(({ seen }) => seen.who)),
    therapists: new Set(counted.map(({ seen }) => seen.therapist)),
  };
}

/** More answers than sessions is a slip of the pen: never more than all. */
function answeredIn({ checkIns }: PilotClient, held: number): number {
  return Math.min(checkIns.length, held);
}

function isDecided(dip: DipEnd): boolean {
  return dip === "recovered" || dip === "notRecovered";
}

function hasDip({ checkIns }: PilotClient): boolean {
  return checkIns.some(({ dip }) => dip !== null);
}

function shareOf(cell: Cell): Share | null {
  const of = cell.reduce((sum, { value }) => sum + value, 0);
  return of === 0 ? null : { value: cell[0]?.value ?? 0, of };
}

function medianOf(seen: readonly Seen[]): AnswerSeconds | null {
  const timed = partOf(seen, ({ checkIns }) => checkIns.filter(({ seconds }) => seconds !== null).length);
  if (timed.value === 0 || isSmall(timed)) return null;
  let left = Math.floor(timed.value / 2);
  for (const step of TIME_STEPS_SECONDS) {
    left -= seen.reduce((sum, { checkIns }) => sum + checkIns.filter(({ seconds }) => seconds === step).length, 0);
    if (left < 0) return step;
  }
  return null;
}
