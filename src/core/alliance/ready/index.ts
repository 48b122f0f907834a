/** How known instruments are scored, for whoever holds a licence for their text. No text of any of them is in here. */
import { ALLIANCE_FORMS } from "./helping-alliance.ts";
import type { ReadyScoring } from "./ready-scoring.ts";
import { SESSION_FORMS } from "./session-forms.ts";
import { WAI_FORMS } from "./wai.ts";

export const READY_SCORINGS: readonly ReadyScoring[] = [...WAI_FORMS, ...ALLIANCE_FORMS, ...SESSION_FORMS];

export function findReady(id: string): ReadyScoring | null {
  return READY_SCORINGS.find((ready) => ready.id === id) ?? null;
}
