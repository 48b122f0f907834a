import type { MessageKey } from "../../protocol/strings.ts";
import type { EnvelopeView } from "./outbox-view.ts";

/** One sentence of what came of an action. */
export interface Said {
  readonly key: MessageKey;
  readonly value?: string;
}

export interface Outbox {
  readonly entries: readonly EnvelopeView[];
  readonly sending: boolean;
}

export interface OutboxState {
  /** Null until it was read once. */
  readonly outbox: Outbox | null;
  readonly failed: boolean;
  /** What came of the last action; read out. */
  readonly said: readonly Said[];
}

export type OutboxEvent =
  | { readonly kind: "listed"; readonly outbox: Outbox }
  | { readonly kind: "listFailed" }
  | { readonly kind: "said"; readonly said: readonly Said[] };

export const LOADING_OUTBOX: OutboxState = { outbox: null, failed: false, said: [] };

/** What was shown stays while it cannot be read anew: it is still the best that is known. */
export function nextOutboxState(state: OutboxState, event: OutboxEvent): OutboxState {
  switch (event.kind) {
    case "listed":
      return { ...state, outbox: event.outbox, failed: false };
    case "listFailed":
      return { ...state, failed: true };
    case "said":
      return { ...state, said: event.said };
  }
}

/** Not yet with the therapist, newest first. */
export function stillHere(entries: readonly EnvelopeView[]): readonly EnvelopeView[] {
  return newestFirst(entries.filter((entry) => !hasLeft(entry)));
}

export function alreadyLeft(entries: readonly EnvelopeView[]): readonly EnvelopeView[] {
  return newestFirst(entries.filter(hasLeft));
}

function hasLeft({ state }: EnvelopeView): boolean {
  return state === "delivered" || state === "taken";
}

function newestFirst(entries: readonly EnvelopeView[]): readonly EnvelopeView[] {
  return entries.toSorted((a, b) => b.savedAt - a.savedAt);
}

export type HeldPlace = NonNullable<EnvelopeView["held"]> & { readonly host: string };

/** Each place in trouble once, however much waits for it; not the one whose trouble is told elsewhere on the page. */
export function placesInTrouble(entries: readonly EnvelopeView[], toldElsewhere: string | null): readonly HeldPlace[] {
  const places = new Map<string, HeldPlace>();
  for (const { host, held } of entries)
    if (held !== null && host !== toldElsewhere) places.set(host, { host, ...held });
  return [...places.values()];
}
