import type { Look } from "./looks.ts";
import type { Stage } from "./stage.ts";

interface Extension {
  readonly runtime: { getContexts(filter: object): Promise<readonly { readonly contextId: string }[]> };
  readonly alarms: { getAll(): Promise<readonly unknown[]> };
}

/**
 * Lets a page of ours look once a second whether the background runs. The browser answers that without waking it; a
 * debugger on the background would keep it alive.
 */
export async function watchBackground(stage: Stage, wait: () => Promise<void>): Promise<readonly Look[]> {
  await stage.ours().evaluate(() => {
    const looks: Look[] = [];
    const { runtime } = (globalThis as unknown as { readonly chrome: Extension }).chrome;
    const timer = setInterval(async () => {
      const [context] = await runtime.getContexts({ contextTypes: ["BACKGROUND"] });
      looks.push({ at: Date.now(), running: context?.contextId ?? null });
    }, 1_000);
    Object.assign(globalThis, { backgroundLooks: looks, backgroundTimer: timer });
  });
  await wait();
  return stage.ours().evaluate(() => {
    const kept = globalThis as unknown as { readonly backgroundLooks: readonly Look[]; backgroundTimer: number };
    clearInterval(kept.backgroundTimer);
    return kept.backgroundLooks;
  });
}

/** What would wake the background by itself. */
export function countAlarms(stage: Stage): Promise<number> {
  return stage.ours().evaluate(async () => {
    const { alarms } = (globalThis as unknown as { readonly chrome: Extension }).chrome;
    return (await alarms.getAll()).length;
  });
}
