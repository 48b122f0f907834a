import type { PilotPart } from "../../core/practice/pilot.ts";
import { type PooledFigures, poolFigures } from "../../core/practice/pooled.ts";
import { judge, type Verdict, type Yardstick } from "../../core/practice/yardsticks.ts";
import { readPracticeExport } from "../../protocol/practice-export.ts";

export type FileRefusal = "notAnExport" | "damaged" | "newer" | "twice";

export interface RefusedFile {
  readonly name: string;
  readonly reason: FileRefusal;
}

/** What sealed files came to. */
export interface SealedCounts {
  readonly refused: number;
  /** Opened, but no client list said who wrote them. */
  readonly unproven: number;
}

/**
 * Files are brought until the figures are shown; from then on only anew. Figures with one file more or less, side by side,
 * would be the figures of that file.
 */
export type PracticeState =
  | {
      readonly phase: "bringing";
      readonly parts: readonly PilotPart[];
      readonly refused: readonly RefusedFile[];
      readonly sealed: SealedCounts | null;
    }
  | {
      readonly phase: "shown";
      readonly figures: PooledFigures;
      readonly verdicts: Readonly<Record<Yardstick, Verdict>>;
    };

export type PracticeEvent =
  | { readonly kind: "filesRead"; readonly files: readonly { readonly name: string; readonly text: string }[] }
  | { readonly kind: "sealedRead"; readonly parts: readonly PilotPart[]; readonly counts: SealedCounts }
  | { readonly kind: "counted" }
  | { readonly kind: "startedOver" };

export const NOTHING_BROUGHT: PracticeState = { phase: "bringing", parts: [], refused: [], sealed: null };

export function nextPracticeState(state: PracticeState, event: PracticeEvent): PracticeState {
  if (event.kind === "startedOver") return NOTHING_BROUGHT;
  if (state.phase === "shown") return state;
  switch (event.kind) {
    case "filesRead":
      return { ...state, ...withFiles(state.parts, event.files) };
    case "sealedRead":
      return { ...state, parts: [...state.parts, ...event.parts], sealed: event.counts };
    case "counted": {
      const figures = poolFigures(state.parts);
      const heldKnown = state.parts.some(({ clients }) => clients.some(({ held }) => held !== null));
      return { phase: "shown", figures, verdicts: judge(figures, heldKnown) };
    }
  }
}

function withFiles(before: readonly PilotPart[], files: readonly { readonly name: string; readonly text: string }[]) {
  const parts = [...before];
  const refused: RefusedFile[] = [];
  for (const { name, text } of files) {
    const reading = readPracticeExport(text);
    if (reading.kind === "refused") refused.push({ name, reason: reading.reason });
    // The very same file again would count everybody twice.
    else if (parts.some(({ therapist }) => therapist === reading.part.therapist))
      refused.push({ name, reason: "twice" });
    else parts.push(reading.part);
  }
  return { parts, refused };
}

/** Whose clients are in it at all. */
export function countTherapists(parts: readonly PilotPart[]): number {
  return parts.filter(({ clients }) => clients.some(({ checkIns }) => checkIns.length > 0)).length;
}
