import type { Draft } from "../../core/alliance/answers.ts";
import { parseDraft } from "../../protocol/page-request-parsers.ts";
import { DRAFT, dropDrafts } from "./held-drafts.ts";

/**
 * What is chosen while a check-in is open. Memory only (`storage.session`), closed to content scripts, gone with the
 * browser: nothing readable is ever written to disk.
 */
export function createDraftStore() {
  const keyOf = (checkInId: string): string => DRAFT + checkInId;
  return {
    async keep(checkInId: string, draft: Draft): Promise<void> {
      await chrome.storage.session.set({ [keyOf(checkInId)]: draft });
    },
    async read(checkInId: string): Promise<Draft | null> {
      const stored = await chrome.storage.session.get(keyOf(checkInId));
      return parseDraft(stored[keyOf(checkInId)]);
    },
    async drop(checkInId: string): Promise<void> {
      await chrome.storage.session.remove(keyOf(checkInId));
    },
    async keepClient(checkInId: string, client: string): Promise<void> {
      await chrome.storage.session.set({ [`client:${checkInId}`]: client });
    },
    async readClient(checkInId: string): Promise<string | null> {
      const key = `client:${checkInId}`;
      const { [key]: client } = await chrome.storage.session.get(key);
      return typeof client === "string" ? client : null;
    },
    dropAll: dropDrafts,
  };
}
export type DraftStore = ReturnType<typeof createDraftStore>;
