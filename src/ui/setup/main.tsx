import { createAskBackground, onBackgroundNews } from "../../adapters/browser/ask-background.ts";
import { takeBroughtInvite } from "../../adapters/browser/brought-invite.ts";
import { draftKeys, dropDrafts } from "../../adapters/browser/held-drafts.ts";
import { readManagedInvite } from "../../adapters/browser/managed-invite.ts";
import { readPageLanguage } from "../../adapters/browser/page-language.ts";
import { requestHosts } from "../../adapters/browser/permission-request.ts";
import { fromBase64Url, sha256Text } from "../../adapters/sealing/bytes.ts";
import { readInvite } from "../../adapters/sealing/invite.ts";
import { createMyData } from "../../adapters/storage/my-data.ts";
import { ALLOW_LOCALHOST } from "../../core/invite/local-hosts.ts";
import { openPage } from "../controls/open-page.tsx";
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

openPage({
  root: document.getElementById("root")!,
  language: await readPageLanguage(ask),
  title: "setupTitle",
  draw: (lang, language) => (
    <Setup
      deps={deps}
      lang={lang}
      language={language}
      now={Date.now}
      onChanged={watchForChanges}
      openTherapist={openTherapist}
      openPractice={openPractice}
    />
  ),
});

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
