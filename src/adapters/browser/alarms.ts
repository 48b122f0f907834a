import browser from "webextension-polyfill";

export type AlarmName = "session" | "outbox" | "inbox";

/** Alarms come no sooner than this after they are made (Chrome 120+; Firefox takes less but is asked for the same). */
export const ALARM_FLOOR_MS = 30_000;

/** One alarm of this name at this instant; null clears it. */
export async function setAlarm(name: AlarmName, at: number | null): Promise<void> {
  if (at === null) {
    await browser.alarms.clear(name);
    return;
  }
  await browser.alarms.create(name, { when: Math.max(at, Date.now() + ALARM_FLOOR_MS) });
}
