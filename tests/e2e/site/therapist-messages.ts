/** What a test tells the scripted therapist. */
export type TherapistOrder = "leave" | "mute";

/** What the scripted therapist says. */
export type TherapistNews = "waiting" | "inCall" | "left" | "muted";

const NEWS: readonly string[] = ["waiting", "inCall", "left", "muted"] satisfies readonly TherapistNews[];

export function parseTherapistNews(message: unknown): TherapistNews | null {
  return typeof message === "string" && NEWS.includes(message) ? (message as TherapistNews) : null;
}
