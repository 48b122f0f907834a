/** What a request's target means. Nothing is decoded: a target that is not exactly one of ours is nowhere. */
export type Address =
  | { readonly kind: "item"; readonly box: string; readonly id: string }
  | { readonly kind: "box"; readonly box: string; readonly query: ListQuery }
  | { readonly kind: "badId" | "badQuery" | "nowhere" };

/** Which items a listing shows. `from` is an instant; `after` continues the page that ended there. */
export interface ListQuery {
  readonly from: number | null;
  readonly after: ListCursor | null;
  readonly limit: number | null;
}

export interface ListCursor {
  readonly arrivedAt: number;
  readonly id: string;
}

/** Longer than any address of ours, far shorter than what the HTTP parser lets through. */
const LONGEST_TARGET = 256;
const TARGET = /^\/m\/([a-z0-9-]+)(?:\/([^/?#]*))?(?:\?([^#]*))?$/;
const BOX_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Stands beside the boxes in the store. */
const RESERVED_NAMES: readonly string[] = ["tmp"];
const EVERYTHING: ListQuery = { from: null, after: null, limit: null };

/** Lower case only: two boxes never meet on a disk that ignores case. */
export function isBoxName(name: string): boolean {
  return BOX_NAME.test(name) && !RESERVED_NAMES.includes(name);
}

/** A version 4 UUID in lower case; a version 7 would tell when it was made. */
export function isItemId(id: string): boolean {
  return UUID_V4.test(id);
}

export function parseAddress(target: string): Address {
  if (target.length > LONGEST_TARGET) return { kind: "nowhere" };
  const [, box, id, query] = TARGET.exec(target) ?? [];
  if (box === undefined || !isBoxName(box)) return { kind: "nowhere" };
  if (id === undefined) {
    const parsed = query === undefined ? EVERYTHING : parseQuery(query);
    return parsed === null ? { kind: "badQuery" } : { kind: "box", box, query: parsed };
  }
  if (query !== undefined) return { kind: "nowhere" };
  return isItemId(id) ? { kind: "item", box, id } : { kind: "badId" };
}

/** What `next` of a listing holds and `since` of the following request brings back. */
export function formatCursor({ arrivedAt, id }: ListCursor): string {
  return `${arrivedAt}.${id}`;
}

function parseQuery(query: string): ListQuery | null {
  let parsed = EVERYTHING;
  for (const part of query.split("&")) {
    const since = /^since=(\d{1,15})(?:\.(.+))?$/.exec(part);
    const limit = /^limit=([1-9]\d{0,5})$/.exec(part);
    if (limit !== null) parsed = { ...parsed, limit: Number(limit[1]) };
    else if (since === null) return null;
    else if (since[2] === undefined) parsed = { ...parsed, from: Number(since[1]), after: null };
    else if (isItemId(since[2]))
      parsed = { ...parsed, from: null, after: { arrivedAt: Number(since[1]), id: since[2] } };
    else return null;
  }
  return parsed;
}
