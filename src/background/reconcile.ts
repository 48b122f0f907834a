import type { KnownNonce } from "./content-door.ts";

export interface ReconcileDeps {
  /** Of every site that is to be watched, allowed by the browser or not. */
  readonly enrolled: () => Promise<readonly string[]>;
  readonly isPermitted: (origins: readonly string[]) => Promise<boolean>;
  readonly watchOrigins: (origins: readonly string[]) => Promise<void>;
  readonly injectIntoOpenTabs: (origins: readonly string[], known: readonly KnownNonce[]) => Promise<void>;
  readonly nonces: () => Promise<Readonly<Record<string, KnownNonce>>>;
}

/**
 * Makes the browser's side agree with what is stored: an extension update empties registered scripts and alarms, a
 * browser start empties Firefox's alarms, and the client may take a permission away at any time. Doing it twice changes
 * nothing.
 */
export async function reconcileWatching(deps: ReconcileDeps, inject: boolean): Promise<void> {
  const permitted: string[] = [];
  for (const origin of await deps.enrolled()) if (await deps.isPermitted([origin])) permitted.push(origin);
  await deps.watchOrigins(permitted);
  if (inject) await deps.injectIntoOpenTabs(permitted, Object.values(await deps.nonces()));
}
