import { findInvite } from "../../protocol/invite-text.ts";

/**
 * The invite in the address of the tab whose toolbar button led to this page. A click on the toolbar button lets us see the
 * address of that one tab (`activeTab`); no other tab is looked at. An invite is taken out of the address, so that it stays
 * neither in the address bar nor in what is shown in a call.
 */
export async function takeBroughtInvite(): Promise<string | null> {
  try {
    const tab = (await chrome.tabs.getCurrent())?.openerTabId;
    const address = tab === undefined ? undefined : (await chrome.tabs.get(tab)).url;
    if (tab === undefined || address === undefined || findInvite(address).kind === "refused") return null;
    await chrome.scripting.executeScript({ target: { tabId: tab }, func: dropFragment });
    return address;
  } catch {
    // Closed since, or a page no extension may touch: the person pastes the invite.
    return null;
  }
}

declare const history: { readonly state: unknown; replaceState(state: unknown, unused: "", address: string): void };
declare const location: { readonly pathname: string; readonly search: string };

/** Runs in the tab, where there is a document. */
function dropFragment(): void {
  history.replaceState(history.state, "", location.pathname + location.search);
}
