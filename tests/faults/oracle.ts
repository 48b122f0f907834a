/**
 * What must hold once all is mended: every check-in the client was told is saved, and did not take back, is opened once by
 * the therapist, with the words that were given. Nothing here knows how an outbox works.
 */
import type { Answers, Wish } from "../../src/core/alliance/answers.ts";

/** One check-in a client pressed Send for. */
export interface Submitted {
  readonly checkInId: string;
  readonly fault: string;
  readonly answers: Answers;
  readonly wish: Wish | null;
  /** Box consented to when it was given. */
  readonly box: string;
  /** Of its envelope, as the client was told; null while it was not. */
  readonly id: string | null;
  /** `unsure`: the browser was gone before it could say. */
  readonly said: "saved" | "unsure";
  readonly takenBack: boolean;
  /** Nobody will ever be able to read it: damaged on disk, or the whole profile is gone. */
  readonly doomed?: boolean;
}

/** A row of the outbox, as it lies on the client's disk. */
export interface Row {
  readonly id: string;
  readonly checkInId: string | null;
  readonly client: string;
  readonly seq: number;
  readonly state: string;
  readonly lastReason: string | null;
}

/** One envelope the therapist has opened and proven. */
export interface Opened {
  readonly id: string;
  readonly box: string;
  readonly client: string;
  readonly seq: number;
  readonly answers: Answers;
  readonly wish: Wish | null;
}

export interface Gap {
  readonly client: string;
  readonly first: number;
  readonly last: number;
}

export interface Facts {
  readonly submitted: readonly Submitted[];
  /** What lies on the client's disk. */
  readonly rows: readonly Row[];
  readonly opened: readonly Opened[];
  /** Ids of all that came, shown or set aside as taken back. */
  readonly arrived: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
  /** Its endpoint acknowledged it and lost it: missing is no fault of ours if the gap shows. */
  readonly mayBeMissing: (id: string) => boolean;
}

export type Fate =
  | "arrived"
  | "lost"
  | "doubled"
  | "parked"
  | "gapShown"
  | "noneAfter"
  | "takenBack"
  | "neverSaved"
  | "doomed";

export interface Verdict {
  readonly fates: readonly { readonly fault: string; readonly checkInId: string; readonly fate: Fate }[];
  /** What went wrong, in sentences. Empty: the run passed. */
  readonly problems: readonly string[];
}

export function judge(facts: Facts): Verdict {
  const problems: string[] = [];
  const fates = facts.submitted.map((one) => {
    const fate = fateOf(one, facts, (problem) => problems.push(`${one.checkInId} (fault ${one.fault}): ${problem}`));
    return { fault: one.fault, checkInId: one.checkInId, fate };
  });
  const known = new Set(facts.submitted.map(({ answers }) => markOf(answers)));
  for (const { id, answers } of facts.opened)
    if (!known.has(markOf(answers))) problems.push(`${id} was opened, and nobody submitted it`);
  for (const gap of facts.gaps) {
    if (!isExplained(gap, facts)) problems.push(`numbers ${gap.first} to ${gap.last} of ${gap.client} are missing`);
  }
  return { fates, problems };
}

/** A row taken back does not know its check-in any more. */
function rowOf({ id, checkInId }: Submitted, rows: readonly Row[]): Row | undefined {
  return rows.find((row) => row.id === id) ?? rows.find((row) => row.checkInId === checkInId);
}

/** Each submit carries words of its own in its text answer. */
function markOf(answers: Answers): string {
  return String(answers.N1);
}

function fateOf(one: Submitted, facts: Facts, complain: (problem: string) => void): Fate {
  const copies = facts.opened.filter(({ answers }) => markOf(answers) === markOf(one.answers));
  const row = rowOf(one, facts.rows);
  if (copies.length > 1) {
    complain(`opened ${copies.length} times`);
    return "doubled";
  }
  const [copy] = copies;
  if (copy !== undefined) {
    checkCopy(copy, one, row, complain);
    return "arrived";
  }
  return fateOfMissing(one, row, facts, complain);
}

function checkCopy(copy: Opened, one: Submitted, row: Row | undefined, complain: (problem: string) => void): void {
  if (one.takenBack) complain("was taken back, and arrived");
  if (!isSame(copy.answers, one.answers) || copy.wish !== one.wish) complain("arrived with other words");
  if (copy.box !== one.box) complain(`arrived in ${copy.box}, consented to ${one.box}`);
  if (copy.id !== (one.id ?? row?.id ?? copy.id)) complain("arrived under another id");
  if (row?.state === "queued" || row?.state === "sending") complain("arrived, and still waits");
}

function fateOfMissing(
  one: Submitted,
  row: Row | undefined,
  { gaps, mayBeMissing, rows }: Facts,
  complain: (problem: string) => void,
): Fate {
  if (one.takenBack || row?.state === "withdrawn") return "takenBack";
  if (row?.state === "parked") {
    if (row.lastReason !== null) return one.doomed ? "doomed" : "parked";
    complain("parked without a reason");
    return "lost";
  }
  if (one.doomed) return "doomed";
  if (row === undefined && one.said === "unsure") return "neverSaved";
  const acknowledged = row?.state === "delivered" || row?.state === "taken";
  if (acknowledged && mayBeMissing(row.id)) {
    if (gaps.some((gap) => holds(gap, row))) return "gapShown";
    if (isLastToCome(row, rows)) return "noneAfter";
  }
  complain(row === undefined ? "said to be saved, and gone" : `not there; the outbox says ${row.state}`);
  return "lost";
}

function holds({ client, first, last }: Gap, row: Pick<Row, "client" | "seq">): boolean {
  return client === row.client && row.seq >= first && row.seq <= last;
}

/** The client left and had all that came after it deleted: no further number will ever show the therapist this one. */
function isLastToCome({ client, seq }: Row, rows: readonly Row[]): boolean {
  const later = rows.filter((row) => row.client === client && row.seq > seq);
  return later.length > 0 && later.every(({ state }) => state === "withdrawn");
}

/** Every missing number is one of a check-in that has a reason to be missing. */
function isExplained({ client, first, last }: Gap, { submitted, rows, arrived }: Facts): boolean {
  const missing = submitted
    .flatMap((one) => rowOf(one, rows) ?? [])
    .filter((row) => row.client === client && !arrived.has(row.id));
  for (let seq = first; seq <= last; seq += 1) if (!missing.some((row) => row.seq === seq)) return false;
  return true;
}

function isSame(one: Answers, other: Answers): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
