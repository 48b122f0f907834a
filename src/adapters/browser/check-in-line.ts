/** Name of the line, before the id of the check-in. */
export const CHECK_IN_PORT = "check-in:";

/** Holds a line open as long as this check-in is on the screen; opened again when the background was stopped meanwhile. */
export function holdCheckInLine(checkInId: string): void {
  const port = chrome.runtime.connect({ name: CHECK_IN_PORT + checkInId });
  port.onDisconnect.addListener(() => holdCheckInLine(checkInId));
}
