import browser from "webextension-polyfill";

/** What was done about the question of a check-in. In memory: a new browser run asks once more. */
export function createQuestionMarks() {
  const keyOf = (checkInId: string): string => `question:${checkInId}`;
  return {
    async keep(checkInId: string, mark: "shown" | "answered"): Promise<void> {
      await browser.storage.session.set({ [keyOf(checkInId)]: mark });
    },
    async read(checkInId: string): Promise<"shown" | "answered" | null> {
      const { [keyOf(checkInId)]: mark } = await browser.storage.session.get(keyOf(checkInId));
      return mark === "shown" || mark === "answered" ? mark : null;
    },
  };
}
