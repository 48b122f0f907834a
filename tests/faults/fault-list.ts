/** The numbered faults, and where each is played. The order is that of the list in docs/faults.md. */
export type FaultPlace = "browser" | "node" | "unplayed";

export interface Fault {
  readonly id: string;
  readonly title: string;
  readonly where: FaultPlace;
  /** How often it is drawn beside the others; those that start a browser or a mailbox anew take seconds. */
  readonly weight?: number;
  /** How it is simulated, or why it is not played. */
  readonly note?: string;
}

/** Starting a browser takes seconds. */
const DEAR = 0.4;

export const FAULTS: readonly Fault[] = [
  { id: "1", title: "killed before the commit", where: "browser", weight: DEAR },
  { id: "2", title: "killed after the commit, before the send", where: "browser", weight: DEAR },
  { id: "3", title: "killed in the middle of a request", where: "browser", weight: DEAR },
  { id: "4", title: "killed after the 2xx, before the mark", where: "browser", weight: DEAR },
  { id: "5", title: "background stopped in the middle of a request", where: "browser" },
  { id: "6", title: "background stopped at any moment around lease and send", where: "browser" },
  { id: "7", title: "power cut", where: "node", note: "simulated: the database as of its last strict write" },
  { id: "8", title: "disk full when saving", where: "node", note: "simulated: the write fails" },
  { id: "9", title: "QuotaExceededError in any write", where: "node", note: "simulated: the write fails" },
  { id: "10", title: "opening blocked by an older version", where: "node" },
  { id: "11", title: "connection closed, UnknownError", where: "node", note: "simulated: the error is thrown" },
  { id: "12", title: "a record damaged", where: "node" },
  { id: "13", title: "database deleted", where: "node" },
  { id: "14", title: "extension updated", where: "browser", weight: DEAR },
  { id: "15", title: "older version finds a newer schema", where: "node" },
  { id: "16", title: "alarms cleared", where: "browser" },
  { id: "17", title: "alarm six hours late", where: "node", note: "simulated clock" },
  { id: "18", title: "sleep in the middle of a request", where: "node", note: "simulated clock" },
  { id: "19", title: "two windows send at once", where: "browser" },
  { id: "20", title: "two backgrounds at once", where: "node" },
  { id: "21", title: "clock jumps", where: "node", note: "simulated clock" },
  { id: "22", title: "permission withdrawn and given again", where: "browser", weight: DEAR },
  { id: "23", title: "uninstalled with unsent answers", where: "node", note: "simulated: the profile's data is gone" },
  { id: "24", title: "offline", where: "browser" },
  { id: "25", title: "name not found", where: "node" },
  { id: "26", title: "connection refused", where: "browser" },
  { id: "27", title: "certificate of another host", where: "node" },
  { id: "28", title: "captive portal: 200 with a web page", where: "browser" },
  { id: "29", title: "proxy wants a sign-in: 407", where: "browser" },
  { id: "30", title: "slow headers and body", where: "browser" },
  { id: "31", title: "no reply at all", where: "browser" },
  { id: "32", title: "reset after the request was read", where: "browser" },
  { id: "33", title: "reset in the middle of the reply", where: "browser" },
  { id: "34", title: "201 cut short", where: "browser" },
  { id: "35", title: "stored, reply lost", where: "browser" },
  { id: "36", title: "request doubled by a proxy", where: "browser" },
  { id: "37", title: "navigator.onLine wrong", where: "node" },
  { id: "38", title: "packets swallowed", where: "node", note: "a listener that never answers, with a short limit" },
  { id: "39", title: "storm of 500, 502, 503, 504", where: "browser" },
  { id: "40", title: "Retry-After in all forms", where: "browser" },
  { id: "41", title: "429", where: "browser" },
  { id: "42", title: "401, 403, later mended", where: "browser" },
  { id: "43", title: "404, 410", where: "browser" },
  { id: "44", title: "redirects", where: "browser" },
  { id: "45", title: "409, 412 of somebody else", where: "browser" },
  { id: "46", title: "one refused for good between good ones: 413, 415, 422", where: "browser" },
  { id: "47", title: "200 with wrong, empty or foreign words", where: "browser" },
  { id: "48", title: "202, never stored", where: "browser" },
  { id: "49", title: "second copies in a drop folder", where: "node", note: "drop folder simulated" },
  { id: "50", title: "mailbox restored from a backup", where: "browser", weight: DEAR },
  { id: "51", title: "mailbox wiped, new key", where: "browser", weight: DEAR },
  { id: "52", title: "acknowledged, then lost", where: "browser" },
  { id: "53", title: "two endpoints, one dead", where: "browser" },
  { id: "54", title: "malicious replies", where: "browser" },
  { id: "E1", title: "file replayed", where: "node" },
  { id: "E2", title: "file of another client put in", where: "node" },
  { id: "E3", title: "byte changed", where: "node" },
  { id: "E4", title: "file for another therapist", where: "node" },
  { id: "E5", title: "forged invite", where: "node" },
  { id: "E6", title: "taken back while sending", where: "browser" },
  { id: "E7", title: "settings changed while waiting", where: "browser" },
  { id: "E8", title: "left, with what waits deleted", where: "browser" },
  { id: "E9", title: "two clients on one computer", where: "browser" },
  { id: "E10", title: "sending off while waiting", where: "browser" },
];

export function faultsOf(where: FaultPlace): readonly Fault[] {
  return FAULTS.filter((fault) => fault.where === where);
}

/** Faults after which something acknowledged may be missing at the endpoint; the gap in its numbers must show. */
export const MAY_LOSE: ReadonlySet<string> = new Set(["48", "50", "51", "52"]);
