import type { Answer } from "../../protocol/page-requests.ts";

export type RoomsState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed" }
  | { readonly kind: "shown"; readonly list: Answer<"listRooms">; readonly forgotten: boolean };

export type RoomsEvent =
  | { readonly kind: "listed"; readonly list: Answer<"listRooms"> }
  | { readonly kind: "forgot" }
  | { readonly kind: "failed" };

export const LOADING_ROOMS: RoomsState = { kind: "loading" };

export function nextRoomsState(state: RoomsState, event: RoomsEvent): RoomsState {
  switch (event.kind) {
    case "listed":
      return { kind: "shown", list: event.list, forgotten: state.kind === "shown" && state.forgotten };
    case "forgot":
      return state.kind === "shown" ? { ...state, forgotten: true } : state;
    case "failed":
      return event;
  }
}
