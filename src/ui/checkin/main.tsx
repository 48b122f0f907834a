import { render } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { createAskBackground, onBackgroundNews } from "../../adapters/browser/ask-background.ts";
import { holdCheckInLine } from "../../adapters/browser/check-in-line.ts";
import { speak, translate } from "../../adapters/browser/locale.ts";
import { speakChosen } from "../../adapters/browser/speak-chosen.ts";
import type { Ask, AskBackground } from "../../protocol/page-requests.ts";
import { setPageLanguage } from "../controls/page-language.ts";
import { StringsContext } from "../controls/strings.ts";
import "../controls/tokens.css";
import { askAhead } from "./ask-ahead.ts";
import { CheckIn } from "./CheckIn.tsx";
import "./page.css";

/** What our therapist page hangs on the frame that shows this page as a preview: nothing of it reaches the background. */
type Framing = Element & { readonly ask?: AskBackground };
// The rule takes a wider type for the same.
// oxlint-disable-next-line typescript/no-unnecessary-type-assertion
const ask = (frameElement as Framing | null)?.ask ?? askAhead({ ask: createAsk(), onNews: onBackgroundNews });
await speakChosen(ask, speak);
render(<Page />, document.getElementById("root")!);

/** One component that draws again: a second `render` would count ids anew. */
function Page() {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  // What changed may be the language: the form stays as it is, in other words.
  useEffect(() => onBackgroundNews(() => void speakChosen(ask, speak).then(drawAgain)), []);
  const lang = translate("languageCode");
  setPageLanguage(lang, translate("checkinPageTitle"));
  return (
    <StringsContext.Provider value={translate}>
      <CheckIn
        ask={ask}
        now={Date.now}
        everySecond={everySecond}
        onNews={onBackgroundNews}
        openSetup={openSetup}
        close={() => window.close()}
        lang={lang}
      />
    </StringsContext.Provider>
  );
}

/** From the moment it is drawn, the background is told when this check-in leaves the screen. */
function createAsk(): AskBackground {
  const askBackground = createAskBackground();
  return (kind, question) => {
    if (kind === "checkInShown") holdCheckInLine((question as Ask<"checkInShown">).checkInId);
    return askBackground(kind, question);
  };
}

function everySecond(handle: () => void): () => void {
  const timer = setInterval(handle, 1_000);
  return () => clearInterval(timer);
}

function openSetup(part = ""): void {
  window.open(`../setup/index.html#${part}`);
}
