import { render } from "preact";
import { createAskBackground, onBackgroundNews } from "../../adapters/browser/ask-background.ts";
import { takeBroughtInvite } from "../../adapters/browser/brought-invite.ts";
import { draftKeys, dropDrafts } from "../../adapters/browser/held-drafts.ts";
import { languageCode } from "../../adapters/browser/locale.ts";
import { LOCALES } from "../../adapters/browser/locales.ts";
import { readManagedInvite } from "../../adapters/browser/managed-invite.ts";
import { speak, translate } from "../../adapters/browser/page-locale.ts";
import { requestHosts } from "../../adapters/browser/permission-request.ts";
import { speakChosen } from "../../adapters/browser/speak-chosen.ts";
import { fromBase64Url, sha256Text } from "../../adapters/sealing/bytes.ts";
import { readInvite } from "../../adapters/sealing/invite.ts";
import { createMyData } from "../../adapters/storage/my-data.ts";
import { ALLOW_LOCALHOST } from "../../core/invite/local-hosts.ts";
import { InLanguage } from "../controls/InLanguage.tsx";
import type { LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { setPageLanguage } from "../controls/page-language.ts";
import { StringsContext } from "../controls/strings.ts";
import "../controls/tokens.css";
import { copyText, saveBytes, saveTextFile } from "../therapist/save-file.ts";
import { Setup } from "./Setup.tsx";
import type { SetupDeps } from "./setup-actions.ts";

const ask = createAskBackground();

const deps: SetupDeps = {
  ask,
  readInvite: (text) => readInvite(text, { nowMs: Date.now(), allowLocalhost: ALLOW_LOCALHOST }),
  managedInvite: readManagedInvite,
  takeBroughtInvite,
  now: Date.now,
  requestHosts,
  hashText: sha256Text,
  allowLocalhost: ALLOW_LOCALHOST,
  keepStorage: () => void navigator.storage.persist(),
  outbox: { saveSealed: (name, base64Url) => saveBytes(name, fromBase64Url(base64Url) ?? new Uint8Array()), copyText },
  myData: createMyData({
    ask,
    drafts: { count: async () => (await draftKeys()).length, dropAll: dropDrafts },
    now: Date.now,
  }),
  noticed: { saveFile: saveTextFile, sought: location.hash === "#noticed" },
};

const chosen = await speakChosen(ask, speak);
render(
  <InLanguage chosen={chosen} languages={LOCALES} onChoose={chooseLanguage} draw={draw} />,
  document.getElementById("root")!,
);

function draw(language: LanguageChoiceProps) {
  const lang = languageCode();
  setPageLanguage(lang, translate("setupTitle"));
  return (
    <StringsContext.Provider value={translate}>
      <Setup
        deps={deps}
        lang={lang}
        language={language}
        now={Date.now}
        onChanged={watchForChanges}
        openTherapist={openTherapist}
        openPractice={openPractice}
      />
    </StringsContext.Provider>
  );
}

async function chooseLanguage(language: string): Promise<void> {
  await ask("setLanguage", { language });
  await speak(language);
}

/** News of the background, and a person who comes back to this tab: a take-back window may have passed meanwhile. */
function watchForChanges(handle: () => void, signal: AbortSignal): void {
  onBackgroundNews((news) => {
    if (news.kind === "changed") handle();
  }, signal);
  window.addEventListener("focus", handle, { signal });
}

function openPractice(): void {
  location.assign(new URL("../practice/index.html", location.href));
}

function openTherapist(): void {
  location.assign(new URL("../therapist/index.html", location.href));
}
