import type { Played } from "./player.ts";

/** What the client is left with; when a prompt came, and whether as a window, is another matter. */
export function outcomeOf({ sessions }: Played) {
  return sessions.map(({ id: _id, offer, startedAt, endedAt, ...rest }) => ({
    ...rest,
    startedAt: startedAt.toFixed(3),
    endedAt: endedAt.toFixed(3),
    asked: offer === "open" || offer === "badge",
  }));
}

export function promptsOf({ prompts }: Played) {
  return prompts.map(({ at, withdrawnAt, ...rest }) => ({
    ...rest,
    at: at.toFixed(3),
    withdrawnAt: withdrawnAt?.toFixed(3) ?? null,
  }));
}
