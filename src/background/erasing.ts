export interface ErasingDeps {
  /** On disk when it resolves. It lies in what is erased, and so goes with the last of it. */
  readonly mark: () => Promise<void>;
  /** From here on nothing is sent. */
  readonly withdrawAll: () => Promise<unknown>;
  /** No invite holds and no site is on any list: nothing is enrolled any more. */
  readonly unpair: () => Promise<unknown>;
  /** Hangs up on every page, and no session goes on. */
  readonly hangUp: () => Promise<void>;
  /** Every permission, to the browser. */
  readonly giveBack: () => Promise<void>;
  /** Brings the browser's side in line: without anything enrolled, no script is registered. */
  readonly reconcile: () => Promise<void>;
  /** Memory and alarms. */
  readonly clearRun: () => Promise<void>;
  /** The database, from the browser's files too. */
  readonly wipe: () => Promise<void>;
}

/**
 * Deletes all that is held about the client. The background may be stopped between any two steps: each can be done again,
 * the mark is the first thing written, and the database that holds it goes last. A background that finds it begins anew.
 */
export async function eraseEverything(deps: ErasingDeps): Promise<void> {
  await deps.mark();
  await deps.withdrawAll();
  await deps.unpair();
  await deps.hangUp();
  await deps.giveBack();
  await deps.reconcile();
  await deps.clearRun();
  await deps.wipe();
}
