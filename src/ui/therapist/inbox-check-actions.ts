import type { AskBackground } from "../../protocol/page-requests.ts";
import type { InboxActions } from "./inbox-actions.ts";

export interface InboxCheckDeps {
  readonly ask: AskBackground;
  /** Asks the browser; call it directly in a click handler. */
  readonly requestNotifications: () => Promise<boolean>;
}

/** The background looks; this page only says how often. */
export function createInboxCheckActions({
  ask,
  requestNotifications,
}: InboxCheckDeps): Pick<InboxActions, "readInboxCheck" | "setInboxCheck" | "markInboxSeen"> {
  return {
    readInboxCheck: () => ask("readInboxCheck", null),
    // Asked for first, while the click still counts; without it the mark on the button is what is left.
    setInboxCheck: async (everyMinutes, notify) => {
      const granted = notify && (await requestNotifications());
      return ask("setInboxCheck", { everyMinutes, notify: granted });
    },
    markInboxSeen: async () => void (await ask("markInboxSeen", null)),
  };
}
