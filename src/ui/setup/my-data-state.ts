import type { DataKind, MyDataView } from "../../protocol/my-data.ts";
import type { MessageKey } from "../../protocol/strings.ts";

export interface MyDataState {
  /** Null until it was read once. */
  readonly view: MyDataView | null;
  /** What the person is asked about before it is deleted. */
  readonly asking: DataKind | "everything" | null;
  /** What came of the last action; read out. */
  readonly said: MessageKey | null;
}

export type MyDataEvent =
  | { readonly kind: "listed"; readonly view: MyDataView }
  | { readonly kind: "deletionWanted"; readonly of: DataKind | "everything" }
  | { readonly kind: "deletionDropped" }
  | { readonly kind: "said"; readonly said: MessageKey };

export const NOTHING_LISTED: MyDataState = { view: null, asking: null, said: null };

export function nextMyDataState(state: MyDataState, event: MyDataEvent): MyDataState {
  switch (event.kind) {
    case "listed":
      return { ...state, view: event.view };
    case "deletionWanted":
      return { ...state, asking: event.of, said: null };
    case "deletionDropped":
      return { ...state, asking: null };
    case "said":
      return { ...state, asking: null, said: event.said };
  }
}

/** On a first visit there is nothing to say and nothing to delete. */
export function isEmpty({ therapist, counts, calls }: MyDataView): boolean {
  return therapist === null && calls === 0 && Object.values(counts).every((count) => count === 0);
}

/** How many of this kind a press on its button deletes. */
export function deletable({ counts, endedConsents }: MyDataView, kind: DataKind): number {
  return kind === "consents" ? endedConsents : counts[kind];
}
