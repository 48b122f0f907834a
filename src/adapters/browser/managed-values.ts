/** All that a policy says to this extension, unread; null where nobody manages this browser. */
export async function readManagedPolicy(): Promise<unknown> {
  try {
    return await chrome.storage.managed.get();
  } catch {
    // Firefox: "Managed storage manifest not found".
    return null;
  }
}
