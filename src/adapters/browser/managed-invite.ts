/**
 * The invite that whoever manages this computer has set by a policy, or null. Firefox rejects where there is no policy for
 * this extension; Chromium answers with an empty record.
 */
export async function readManagedInvite(): Promise<string | null> {
  try {
    const { invite } = await chrome.storage.managed.get("invite");
    return typeof invite === "string" && invite.trim() !== "" ? invite : null;
  } catch {
    // "Managed storage manifest not found": nobody manages this browser.
    return null;
  }
}
