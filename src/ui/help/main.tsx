import { render } from "preact";
import { createAskBackground } from "../../adapters/browser/ask-background.ts";
import { languageCode } from "../../adapters/browser/locale.ts";
import { LOCALES } from "../../adapters/browser/locales.ts";
import { speak, translate } from "../../adapters/browser/page-locale.ts";
import { speakChosen } from "../../adapters/browser/speak-chosen.ts";
import { InLanguage } from "../controls/InLanguage.tsx";
import type { LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { setPageLanguage } from "../controls/page-language.ts";
import { StringsContext } from "../controls/strings.ts";
import "../controls/tokens.css";
import { HelpPage } from "./HelpPage.tsx";
import { roleNamed } from "./help-topics.ts";

const ask = createAskBackground();
const role = roleNamed(new URLSearchParams(location.search).get("for"));
const chosen = await speakChosen(ask, speak);
render(
  <InLanguage chosen={chosen} languages={LOCALES} onChoose={chooseLanguage} draw={draw} />,
  document.getElementById("root")!,
);

function draw(language: LanguageChoiceProps) {
  setPageLanguage(languageCode(), translate("helpTitle"));
  return (
    <StringsContext.Provider value={translate}>
      <HelpPage role={role} language={language} print={() => window.print()} />
    </StringsContext.Provider>
  );
}

async function chooseLanguage(language: string): Promise<void> {
  await ask("setLanguage", { language });
  await speak(language);
}
