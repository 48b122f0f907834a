/** Where the scripted therapist sits down; told once. */
export interface TherapistPlace {
  readonly origin: string;
  readonly room: string;
}

export const THERAPIST_ORDERS = [
  /** Closes every connection, as a person who leaves does. */
  "leave",
  /** Leaves and takes nobody's call for two seconds, as a page that is loaded again. */
  "refresh",
  /** Stays connected, but sends no picture and no sound. */
  "mute",
  /** Sends other tracks than before, without a word to the other side. */
  "replaceTracks",
  "stopTracks",
  /** These three are agreed on anew with the page, over its data channel. */
  "unpublish",
  "publish",
  "stopTransceivers",
  "restartIce",
] as const;
/** What a test tells the scripted therapist. */
export type TherapistOrder = (typeof THERAPIST_ORDERS)[number];

const NEWS = ["ready", "waiting", "inCall", "done", "failed"] as const;
/** What the scripted therapist says. */
export type TherapistNews = (typeof NEWS)[number];

export function parseTherapistNews(message: unknown): TherapistNews | null {
  return NEWS.find((news) => news === message) ?? null;
}

export function parseTherapistOrder(message: unknown): TherapistOrder | null {
  return THERAPIST_ORDERS.find((order) => order === message) ?? null;
}

export function parseTherapistPlace(message: unknown): TherapistPlace | null {
  if (typeof message !== "object" || message === null || !("origin" in message) || !("room" in message)) return null;
  const { origin, room } = message;
  return typeof origin === "string" && typeof room === "string" ? { origin, room } : null;
}
