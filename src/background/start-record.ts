export interface StartRecordDeps {
  /** The version that started last; empty where nothing is stored. */
  readonly seen: { readonly read: () => Promise<string>; readonly write: (version: string) => Promise<void> };
  /** Whether the browser still holds scripts we registered: they outlive what is stored. */
  readonly hasScripts: () => Promise<boolean>;
  readonly keepLost: () => Promise<void>;
}

/**
 * Takes down which version starts, and gives whether it is another one than last time. Scripts without anything stored
 * say that the browser has deleted what was. That is kept first: a worker stopped in between must find it out again.
 */
export async function recordStart({ seen, hasScripts, keepLost }: StartRecordDeps, version: string): Promise<boolean> {
  const before = await seen.read();
  if (before === version) return false;
  if (before === "" && (await hasScripts())) await keepLost();
  await seen.write(version);
  return before !== "";
}
