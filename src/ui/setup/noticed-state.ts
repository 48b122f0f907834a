import type { NoticedView } from "../../protocol/page-requests.ts";
import type { Wrong } from "../../protocol/scenario-expectation.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** What a report is about: a story of the recording, and a session or call in it. */
export interface ReportSubject {
  readonly story: number;
  readonly about: string | null;
}

export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

export interface Report extends ReportSubject {
  readonly wrong: Wrong | null;
  readonly file: ReportFile | null;
}

export interface NoticedState {
  /** Null until it was read. */
  readonly view: NoticedView | null;
  /** One at a time. */
  readonly report: Report | null;
  readonly notice: MessageKey | null;
}

export type NoticedEvent =
  | { readonly kind: "read"; readonly view: NoticedView }
  | { readonly kind: "reportWanted"; readonly subject: ReportSubject }
  | { readonly kind: "reportLeft" | "cleared" }
  | { readonly kind: "wrongChosen"; readonly wrong: Wrong }
  | { readonly kind: "fileWritten"; readonly file: ReportFile }
  | { readonly kind: "noticed"; readonly notice: MessageKey };

export const NOTHING_READ: NoticedState = { view: null, report: null, notice: null };

export function nextNoticedState(state: NoticedState, event: NoticedEvent): NoticedState {
  switch (event.kind) {
    case "read":
      return { ...state, view: event.view };
    case "reportWanted":
      return { ...state, report: { ...event.subject, wrong: null, file: null }, notice: null };
    case "reportLeft":
      return { ...state, report: null };
    case "cleared":
      return { view: { entries: [], obstacles: [] }, report: null, notice: "setupNoticedDeleted" };
    case "wrongChosen":
      // The file of another choice is none of this one.
      return state.report === null
        ? state
        : { ...state, report: { ...state.report, wrong: event.wrong, file: null }, notice: null };
    case "fileWritten":
      return state.report === null ? state : { ...state, report: { ...state.report, file: event.file } };
    case "noticed":
      return { ...state, notice: event.notice };
  }
}
