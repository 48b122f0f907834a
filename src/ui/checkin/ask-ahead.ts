import type { BackgroundNews } from "../../protocol/background-news.ts";
import type { Answer, AskBackground } from "../../protocol/page-requests.ts";

export interface AskAheadDeps {
  readonly ask: AskBackground;
  readonly onNews: (handle: (news: BackgroundNews) => void) => void;
}

/**
 * Asks for the check-in at once, while the page still finds its language; whoever asks for it first gets that answer. Not
 * where something changed meanwhile: nobody was listening then, and the check-in may be withdrawn.
 */
export function askAhead({ ask, onNews }: AskAheadDeps): AskBackground {
  let ahead: Promise<Answer<"openCheckIn">> | null = ask("openCheckIn", null);
  // Who takes it hears of it.
  ahead.catch(() => {});
  onNews(() => {
    ahead = null;
  });
  return (kind, question) => {
    if (kind !== "openCheckIn" || ahead === null) return ask(kind, question);
    const answer = ahead;
    ahead = null;
    return answer;
  };
}
