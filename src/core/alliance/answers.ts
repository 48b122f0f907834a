/**
 * What a client chose. A skipped item is absent; it is not zero. An item kept private never gets into `Answers`: the
 * page takes it out before anything is handed on, so that a private answer and a skipped one look the same.
 */
/** A number of a scale, the code of a choice, or text. */
export type AnswerValue = number | string;

/** An empty text box was not answered. */
export function isBlank(value: AnswerValue): boolean {
  return typeof value === "string" && value.trim() === "";
}

/** Item id → value. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/** Per response: "Please bring this up with me" / "Please just read it". */
export type Wish = "raise" | "read";

/** The form as it stands while it is open; kept in memory only. */
export interface Draft {
  readonly answers: Answers;
  readonly keptPrivate: readonly string[];
  readonly wish: Wish | null;
}

export const EMPTY_DRAFT: Draft = { answers: {}, keptPrivate: [], wish: null };
