import { createAskBackground } from "../../adapters/browser/ask-background.ts";
import { readPageLanguage } from "../../adapters/browser/page-language.ts";
import { createPracticeOpener } from "../../adapters/sealing/practice-opening.ts";
import { identitiesOf, readKeyFile } from "../../adapters/sealing/therapist-key.ts";
import { readClientsFile } from "../../protocol/clients-file.ts";
import { openPage } from "../controls/open-page.tsx";
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

openPage({
  root: document.getElementById("root")!,
  language: await readPageLanguage(createAskBackground()),
  title: "practiceTitle",
  draw: (lang, language) => (
    <LanguageContext.Provider value={lang}>
      <PracticePage actions={actions} language={language} />
    </LanguageContext.Provider>
  ),
});
