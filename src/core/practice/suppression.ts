/**
 * Which cells of pooled tables may be shown. A cell of few clients is hidden, and so are others with it where a total would
 * give it away (clinical paper, 7.2). The rule that must not break: no hidden cell follows from what is shown, neither by
 * taking shown rows from a total nor by taking one part of a cell from another.
 *
 *   small? ─▶ hidden ─▶ can the rest of the table give it away? ─▶ hide the next smallest ─▶ … ─▶ or withhold the measure
 */

/** Clinical paper, 7.2: a cell under this many clients is hidden. */
export const FEWEST_CLIENTS = 5;
/** Of fewer, a pooled figure is one therapist's, or tells each of two what the other's is (judgement). */
export const FEWEST_THERAPISTS = 3;

/** Something counted, and whom it comes from. */
export interface Part {
  readonly value: number;
  readonly clients: ReadonlySet<string>;
  readonly therapists: ReadonlySet<string>;
}

/**
 * What adds up to one figure: marked and not marked, answered and not answered. Each part is as good as shown when the
 * cell is, so each must be large enough.
 */
export type Cell = readonly Part[];

/** Numbers of the rows that stay hidden, for each table of one measure. Null: the measure is withheld, totals and all. */
export type Hidden = readonly ReadonlySet<number>[];

/** Nobody at all is no small group; where everybody is in one part, the other says nothing of anyone. */
export function isSmall({ value, clients, therapists }: Part): boolean {
  return value > 0 && (clients.size < FEWEST_CLIENTS || therapists.size < FEWEST_THERAPISTS);
}

/** `tables` divide one total, each in its own way; `forced` are rows that another measure hides already. */
export function hideCells(tables: readonly (readonly Cell[])[], total: Cell, forced: Hidden = []): Hidden | null {
  if (total.some(isSmall) || total.every(({ value }) => value === 0)) return null;
  const hidden = tables.map((cells, table) => hideInTable(cells, total, forced[table] ?? new Set()));
  // A table that cannot be kept apart would give its total away, and another table's rows the total again.
  return hidden.every((one) => one !== null) ? hidden : null;
}

function hideInTable(cells: readonly Cell[], total: Cell, forced: ReadonlySet<number>): ReadonlySet<number> | null {
  const hidden = new Set([...forced, ...cells.keys()].filter((n) => forced.has(n) || cells[n]?.some(isSmall)));
  while (hidden.size > 0 && !areProtected(cells, total, hidden)) {
    const next = smallestShown(cells, hidden);
    if (next === null) return null;
    hidden.add(next);
  }
  return hidden;
}

/** What is left of the total when the shown rows are taken off is a cell as well, and must not say what one row is. */
function areProtected(cells: readonly Cell[], total: Cell, hidden: ReadonlySet<number>): boolean {
  if (hidden.size < 2) return false;
  return total.every(({ value }, place) => {
    // Where the total says nobody, every row says so, hidden or not.
    if (value === 0) return true;
    const rest = join([...hidden].flatMap((n) => cells[n]?.[place] ?? []));
    // One more than there are rows: whoever knows that no row is empty still cannot tell one.
    return !isSmall(rest) && rest.value > hidden.size;
  });
}

function smallestShown(cells: readonly Cell[], hidden: ReadonlySet<number>): number | null {
  const shown = [...cells.keys()].filter((n) => !hidden.has(n) && cells[n]?.some(({ value }) => value > 0));
  const sizeOf = (n: number): number => join(cells[n] ?? []).clients.size;
  return shown.sort((a, b) => sizeOf(a) - sizeOf(b) || a - b)[0] ?? null;
}

export function join(parts: readonly Part[]): Part {
  return {
    value: parts.reduce((sum, { value }) => sum + value, 0),
    clients: new Set(parts.flatMap(({ clients }) => [...clients])),
    therapists: new Set(parts.flatMap(({ therapists }) => [...therapists])),
  };
}
