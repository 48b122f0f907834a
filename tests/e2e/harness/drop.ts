import type { CDPSession, Page } from "puppeteer-core";

/** A file or folder dropped on the middle of what is in view. */
export async function dropOn(target: Page, path: string): Promise<void> {
  const session: CDPSession = await target.createCDPSession();
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 200, data });
}
