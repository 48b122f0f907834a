import type { Browser } from "puppeteer-core";

/** The driver's own line; it has no typed way to the browser's side. */
interface Line {
  send(method: string, params: object): Promise<{ readonly result: unknown }>;
}

/** Evaluates in Firefox's main window, with all its rights; the browser is started with leave to do so. */
export function createChromeScope(browser: Browser): (expression: string) => Promise<unknown> {
  const { connection } = browser as unknown as { readonly connection: Line };
  return async (expression) => {
    const tree = await connection.send("browsingContext.getTree", { maxDepth: 0, "moz:scope": "chrome" });
    const { contexts } = tree.result as { readonly contexts: readonly { readonly context: string }[] };
    const evaluated = await connection.send("script.evaluate", {
      expression,
      target: { context: contexts[0]?.context },
      awaitPromise: true,
    });
    const outcome = evaluated.result as { readonly type: string; readonly result?: { readonly value?: unknown } };
    if (outcome.type !== "success") throw new Error(`Firefox refused: ${expression}`);
    return outcome.result?.value;
  };
}
