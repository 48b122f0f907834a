import browser from "webextension-polyfill";

const CHECK_IN_PAGE = "src/ui/checkin/index.html";
/** Fits the form without scrolling sideways and most of it without scrolling down. */
const SIZE = { width: 420, height: 640 };

/** Layer 1: the toolbar popup. False where the browser refuses; true is a promise only, the page says when it is shown. */
export async function openPopup(): Promise<boolean> {
  try {
    const normal = await browser.windows.getAll({ windowTypes: ["normal"] });
    const window = normal.find((one) => one.focused);
    if (window?.id === undefined || window.state === "fullscreen") return false;
    await chrome.action.openPopup({ windowId: window.id });
    return true;
  } catch {
    // The reasons are many and differ by browser (no active window, another popup open): the next layer is the answer.
    return false;
  }
}

/** Layer 2: a small window of our own. Not over fullscreen, and not where no normal window is left. */
export async function openWindow(): Promise<boolean> {
  try {
    const normal = await browser.windows.getAll({ windowTypes: ["normal"] });
    if (normal.length === 0 || normal.some((window) => window.focused && window.state === "fullscreen")) return false;
    await browser.windows.create({ type: "popup", url: browser.runtime.getURL(CHECK_IN_PAGE), focused: true, ...SIZE });
    return true;
  } catch {
    // Kiosk modes and window managers may refuse; the badge is set already.
    return false;
  }
}

export interface Badge {
  readonly text: string;
  readonly title: string;
}

export async function setBadge({ text, title }: Badge): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: "#1f5f62" });
  await browser.action.setBadgeText({ text });
  await browser.action.setTitle({ title });
}

const NOTIFICATION = "check-in";

/** Only where notifications were allowed. Others may see the screen: no names. Of one kind there is one at a time. */
export async function notify(title: string, message: string, kind = NOTIFICATION): Promise<void> {
  await browser.notifications.create(kind, {
    type: "basic",
    title,
    message,
    iconUrl: browser.runtime.getURL("icons/128.png"),
  });
}

export async function clearNotification(): Promise<void> {
  // Absent until the optional permission is granted.
  if (browser.notifications !== undefined) await browser.notifications.clear(NOTIFICATION);
}
