import { render } from "preact";
import { createAskBackground } from "../../adapters/browser/ask-background.ts";
import { languageCode } from "../../adapters/browser/locale.ts";
import { LOCALES } from "../../adapters/browser/locales.ts";
import { speak, translate } from "../../adapters/browser/page-locale.ts";
import { speakChosen } from "../../adapters/browser/speak-chosen.ts";
import { createPracticeOpener } from "../../adapters/sealing/practice-opening.ts";
import { identitiesOf, readKeyFile } from "../../adapters/sealing/therapist-key.ts";
import { readClientsFile } from "../../protocol/clients-file.ts";
import { InLanguage } from "../controls/InLanguage.tsx";
import type { LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { setPageLanguage } from "../controls/page-language.ts";
import { StringsContext } from "../controls/strings.ts";
import "../controls/tokens.css";
import { LanguageContext } from "../therapist/formats.ts";
import { saveTextFile } from "../therapist/save-file.ts";
import { PracticePage } from "./PracticePage.tsx";
import type { PracticeActions } from "./practice-actions.ts";
import { readSealed } from "./sealed-reading.ts";

const actions: PracticeActions = {
  openSealed: async ({ key, lists, files }, onProgress, stop) => {
    const read = await readKeyFile(key);
    if (read.kind === "refused") return { kind: "badKey", reason: read.reason };
    const clients = lists.map(readClientsFile);
    if (clients.includes(null)) return { kind: "badList" };
    const identities = read.kind === "ok" ? identitiesOf(read.key) : [read.identity];
    const open = createPracticeOpener(
      identities,
      clients.flatMap((list) => list ?? []),
    );
    const parts = await readSealed(files, { open, pause, randomCode: () => crypto.randomUUID(), onProgress, stop });
    return parts === null ? { kind: "stopped" } : { kind: "read", ...parts };
  },
  saveText: saveTextFile,
  print: () => window.print(),
  now: Date.now,
};

/** Until the browser has had a chance to draw. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

const ask = createAskBackground();
const chosen = await speakChosen(ask, speak);
render(
  <InLanguage chosen={chosen} languages={LOCALES} onChoose={chooseLanguage} draw={draw} />,
  document.getElementById("root")!,
);

function draw(language: LanguageChoiceProps) {
  const lang = languageCode();
  setPageLanguage(lang, translate("practiceTitle"));
  return (
    <StringsContext.Provider value={translate}>
      <LanguageContext.Provider value={lang}>
        <PracticePage actions={actions} language={language} />
      </LanguageContext.Provider>
    </StringsContext.Provider>
  );
}

async function chooseLanguage(language: string): Promise<void> {
  await ask("setLanguage", { language });
  await speak(language);
}
