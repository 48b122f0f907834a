import type { OpeningWorker } from "./opening-workers.ts";

interface ScriptUrls {
  readonly createScriptURL: (url: string) => string;
}
interface TrustedTypes {
  readonly createPolicy: (name: string, rules: ScriptUrls) => ScriptUrls;
}

/** The build gives it this name. */
const workerUrl = "/assets/opening-worker.js";
/** The one policy that the pages' rules allow: it gives no script but our own worker. */
const POLICY = "opening-worker";

/** The rules of our pages let nobody make a script address out of text: only this one, packaged, may be. */
const trusted: ScriptUrls = (
  (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes ?? null
)?.createPolicy(POLICY, { createScriptURL: () => workerUrl }) ?? { createScriptURL: (url) => url };

export function startOpeningWorker(): OpeningWorker {
  return new Worker(trusted.createScriptURL(workerUrl), { type: "module" });
}
