import { render } from "preact";
import { createAskBackground } from "../../adapters/browser/ask-background.ts";
import { languageCode, speak, translate } from "../../adapters/browser/locale.ts";
import { LOCALES } from "../../adapters/browser/locales.ts";
import { requestHosts } from "../../adapters/browser/permission-request.ts";
import { hasHosts } from "../../adapters/browser/permissions.ts";
import { speakChosen } from "../../adapters/browser/speak-chosen.ts";
import { translatorFor } from "../../adapters/browser/translator.ts";
import { createMailboxReading } from "../../adapters/endpoint/mailbox-reading.ts";
import { sha256Text } from "../../adapters/sealing/bytes.ts";
import { suggestPassphrase } from "../../adapters/sealing/locked-key.ts";
import { createTherapistKeyring } from "../../adapters/sealing/therapist-keyring.ts";
import { openVault } from "../../adapters/sealing/vault.ts";
import { openTherapistArchive } from "../../adapters/storage/therapist-archive.ts";
import { ALLOW_LOCALHOST } from "../../core/invite/local-hosts.ts";
import { inviteLink } from "../../protocol/invite-text.ts";
import { InLanguage } from "../controls/InLanguage.tsx";
import type { LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { setPageLanguage } from "../controls/page-language.ts";
import { StringsContext } from "../controls/strings.ts";
import "../controls/tokens.css";
import { createClientActions } from "./client-actions.ts";
import { clientsFileText, newClientsIn } from "./clients-list.ts";
import { questionsFor } from "./definitions.ts";
import { LanguageContext } from "./formats.ts";
import { INVITE_DAYS } from "./invite-form.ts";
import { createKeyActions } from "./key-actions.ts";
import { createLetterActions } from "./letter-actions.ts";
import { readMailboxAddress } from "./mailbox-address.ts";
import { createReceiving } from "./receiving.ts";
import { copyText, saveTextFile } from "./save-file.ts";
import { TherapistPage } from "./TherapistPage.tsx";
import type { TherapistActions } from "./therapist-actions.ts";

const CLIENTS_FILE = "aftersession-clients.json";
const DAY_MS = 24 * 60 * 60_000;
const rules = { allowLocalhost: ALLOW_LOCALHOST };
const now = Date.now;

async function open(): Promise<TherapistActions> {
  const archive = await openTherapistArchive();
  const keyring = createTherapistKeyring({ store: archive, now, rules });
  const reading = createMailboxReading({
    fetch: (input, init) => fetch(input, init),
    isPermitted: (origin) => hasHosts([origin]),
  });
  const receiving = createReceiving({ archive, reading, opener: keyring.opener, pause, now });
  const takeClientsFile = async (text: string) => {
    const fresh = newClientsIn(text, await archive.clients(), now());
    if (fresh === null) return null;
    for (const record of fresh) await archive.keepClient(record);
    return archive.clients();
  };
  return {
    ...receiving,
    ...createKeyActions({ keyring, suggestPassphrase, saveTextFile, printPage: () => print(), pause: drawn }),
    ...createLetterActions({ languages: LOCALES, translatorFor, openVault: () => openVault(archive), saveTextFile }),
    ...createClientActions({
      archive,
      takeClientsFile,
      now,
      follow: keyring.follow,
      takeSealed: receiving.takeFiles,
    }),
    load: async () => ({
      key: await keyring.summary(),
      mailbox: await archive.mailbox(),
      practice: await archive.practice(),
      clients: await archive.clients(),
      instruments: await archive.instruments(),
    }),
    keepInstrument: async (instrument, text) => {
      await archive.keepInstrument({ instrument, fileHash: await sha256Text(text), takenAt: now() });
      return archive.instruments();
    },
    makeKey: async (name) => {
      // A key must not go when the disk runs low.
      void navigator.storage.persist();
      return keyring.make(name);
    },
    renewKey: async () => {
      try {
        return await keyring.renew();
      } catch {
        // A full disk: the key is not kept, so it must not be used.
        return null;
      }
    },
    keepPractice: archive.keepPractice,
    saveClientsFile: async () => saveTextFile(CLIENTS_FILE, clientsFileText(await archive.clients())),
    takeClientsFile,
    readAddress: (text) => readMailboxAddress(text, rules),
    requestHosts: (origins) => requestHosts(origins, false),
    testMailbox: reading.list,
    keepMailbox: archive.keepMailbox,
    inviteClient: async (facts) => {
      const mailbox = await archive.mailbox();
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const questions = questionsFor(facts.instrument, await archive.instruments());
      const client = { ...facts, questions, expiresAt };
      const record = mailbox && (await keyring.invite(client, mailbox, await archive.practice()));
      if (record !== null) await archive.keepClient(record);
      return record;
    },
    updateInvite: async (client) => {
      // As it is kept, not as it was drawn: the client's key may have been pinned meanwhile.
      const before = (await archive.clients()).find((one) => one.client === client);
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const record = before ? await keyring.update(before, await archive.practice(), expiresAt) : null;
      if (record !== null) await archive.keepClient(record);
      return record;
    },
    inviteLink: ({ invite }) => inviteLink(invite ?? ""),
    saveInvite: ({ invite, client }) => saveTextFile(`${client.slice(0, 8)}.invite`, `${invite ?? ""}\n`),
    copyText,
    now,
    ...rules,
  };
}

/** Until the browser has had a chance to draw. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** What takes long comes after the next frame, so that its "working" is on the screen. */
function drawn(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

const ask = createAskBackground();
const chosen = await speakChosen(ask);
render(
  <InLanguage chosen={chosen} languages={LOCALES} onChoose={chooseLanguage} draw={draw} />,
  document.getElementById("root")!,
);

function draw(language: LanguageChoiceProps) {
  const lang = languageCode();
  setPageLanguage(lang, translate("therapistTitle"));
  return (
    <StringsContext.Provider value={translate}>
      <LanguageContext.Provider value={lang}>
        <TherapistPage open={open} language={language} />
      </LanguageContext.Provider>
    </StringsContext.Provider>
  );
}

async function chooseLanguage(language: string): Promise<void> {
  await ask("setLanguage", { language });
  await speak(language);
}
