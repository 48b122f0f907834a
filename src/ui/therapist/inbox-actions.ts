import type { InboxCheck } from "../../protocol/inbox-check.ts";
import type { ReadingFailure } from "../../protocol/therapist-records.ts";
import type { Inbox } from "./inbox.ts";

export type LookReply =
  | { readonly kind: "looked"; readonly fresh: number }
  | { readonly kind: "failed"; readonly reason: ReadingFailure; readonly fresh: number };

export interface TakenFiles {
  readonly fresh: number;
  readonly known: number;
  /** Names of files that cannot be a sealed answer: too large to be one. */
  readonly tooLarge: readonly string[];
  /** Names of files that are something else; they were left where they are. */
  readonly notSealed?: readonly string[];
  /** Clients that came with lists among the files. */
  readonly clients?: number;
}

/** What the page can do about what clients sent. */
export interface InboxActions {
  /**
   * Opens all that is kept. `onProgress` hears of it when there is something to wait for. Stopped by `signal`, it gives
   * what was opened until then.
   */
  readonly openInbox: (onProgress: (done: number, total: number) => void, signal?: AbortSignal) => Promise<Inbox>;
  /** Fetches what is new where clients send and keeps it, sealed. */
  readonly look: (signal?: AbortSignal) => Promise<LookReply>;
  readonly takeFiles: (files: readonly File[]) => Promise<TakenFiles>;
  readonly readInboxCheck: () => Promise<InboxCheck>;
  /** Call it directly in a click handler: notifications may have to be asked for. */
  readonly setInboxCheck: (everyMinutes: number | null, notify: boolean) => Promise<InboxCheck>;
  /** This page has shown all there is: the mark on the toolbar button goes. */
  readonly markInboxSeen: () => Promise<void>;
}
