/**
 * Order among what was received and opened: each response once, withdrawals applied, numbers that are missing or given
 * twice. Whether an envelope is genuine was decided before. The rule that must not break: nothing is dropped without
 * being listed.
 */
export interface Received {
  readonly id: string;
  readonly client: string;
  readonly seq: number;
}

export interface SortedOut<T extends Received> {
  /** Each id once, the first that came, in the order given. */
  readonly kept: readonly T[];
  /** Further copies of an id: sent again, or replayed. */
  readonly repeated: readonly T[];
  /** One number, several envelopes: a profile restored from a copy. All of them are kept. */
  readonly sameNumber: readonly { readonly client: string; readonly seq: number; readonly ids: readonly string[] }[];
  /** Numbers that never came, as ranges from first to last. */
  readonly gaps: readonly { readonly client: string; readonly first: number; readonly last: number }[];
}

export function sortOutReceived<T extends Received>(received: readonly T[]): SortedOut<T> {
  const seen = new Set<string>();
  const kept: T[] = [];
  const repeated: T[] = [];
  for (const each of received) {
    // One id of two clients is two envelopes: a client cannot push out another's response by taking its id.
    const name = `${each.client}|${each.id}`;
    (seen.has(name) ? repeated : kept).push(each);
    seen.add(name);
  }
  const byClient = [...groupedBy(kept, ({ client }) => client)];
  return {
    kept,
    repeated,
    sameNumber: byClient.flatMap(([client, ofClient]) => sameNumbers(client, ofClient)),
    gaps: byClient.flatMap(([client, ofClient]) => gapsOf(client, ofClient)),
  };
}

/** How many envelopes those gaps stand for. */
export function countMissing(gaps: SortedOut<never>["gaps"]): number {
  return gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function sameNumbers(client: string, received: readonly Received[]): SortedOut<Received>["sameNumber"] {
  return [...groupedBy(received, ({ seq }) => seq)]
    .filter(([, together]) => together.length > 1)
    .map(([seq, together]) => ({ client, seq, ids: together.map(({ id }) => id) }));
}

function gapsOf(client: string, received: readonly Received[]): SortedOut<Received>["gaps"] {
  const numbers = [...new Set(received.map(({ seq }) => seq))].sort((a, b) => a - b);
  return numbers.flatMap((seq, index) => {
    const before = numbers[index - 1] ?? 0;
    return seq > before + 1 ? [{ client, first: before + 1, last: seq - 1 }] : [];
  });
}

/** `Map.groupBy`, which Node 20 does not know. */
function groupedBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

export interface WithdrawalFacts {
  readonly client: string;
  readonly content: { readonly kind: "response" | "test" } | { readonly kind: "withdrawn"; readonly id: string };
}

/** Which responses were taken back, as `client|id`: nobody can withdraw what another client said. */
export function listWithdrawn(opened: readonly WithdrawalFacts[]): ReadonlySet<string> {
  return new Set(
    opened.flatMap(({ client, content }) => (content.kind === "withdrawn" ? [`${client}|${content.id}`] : [])),
  );
}
