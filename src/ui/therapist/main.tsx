import { render } from "preact";
import { createAskBackground } from "../../adapters/browser/ask-background.ts";
import { languageCode, speak, translate } from "../../adapters/browser/locale.ts";
import { LOCALES } from "../../adapters/browser/locales.ts";
import { readManagedPolicy } from "../../adapters/browser/managed-values.ts";
import { requestHosts } from "../../adapters/browser/permission-request.ts";
import { hasHosts } from "../../adapters/browser/permissions.ts";
import { speakChosen } from "../../adapters/browser/speak-chosen.ts";
import { createMailboxReading } from "../../adapters/endpoint/mailbox-reading.ts";
import { sha256Text } from "../../adapters/sealing/bytes.ts";
import { createTherapistKeyring } from "../../adapters/sealing/therapist-keyring.ts";
import { openTherapistArchive, type TherapistArchive } from "../../adapters/storage/therapist-archive.ts";
import { ALLOW_LOCALHOST } from "../../core/invite/local-hosts.ts";
import { inviteLink } from "../../protocol/invite-text.ts";
import { parseManagedValues } from "../../protocol/managed-values.ts";
import { InLanguage } from "../controls/InLanguage.tsx";
import type { LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { setPageLanguage } from "../controls/page-language.ts";
import { StringsContext } from "../controls/strings.ts";
import "../controls/tokens.css";
import { clientsFileText, newClientsIn } from "./clients-list.ts";
import { addOnsFor, questionsFor } from "./definitions.ts";
import { LanguageContext } from "./formats.ts";
import { INVITE_DAYS } from "./invite-form.ts";
import { readMailboxAddress } from "./mailbox-address.ts";
import { createReceiving } from "./receiving.ts";
import { copyText, saveTextFile } from "./save-file.ts";
import { TherapistPage } from "./TherapistPage.tsx";
import type { TherapistActions } from "./therapist-actions.ts";

const KEY_FILE = "aftersession-key.txt";
const CLIENTS_FILE = "aftersession-clients.json";
const DAY_MS = 24 * 60 * 60_000;
const rules = { allowLocalhost: ALLOW_LOCALHOST };
const now = Date.now;

async function open(): Promise<TherapistActions> {
  const archive = await openTherapistArchive();
  const managed = parseManagedValues(await readManagedPolicy(), rules);
  const practice = async () => managed.practice ?? (await archive.practice());
  const keyring = createTherapistKeyring({ store: archive, now, rules });
  const reading = createMailboxReading({
    fetch: (input, init) => fetch(input, init),
    isPermitted: (origin) => hasHosts([origin]),
  });
  const receiving = createReceiving({ archive, reading, opener: keyring.opener, pause, now });
  return {
    ...receiving,
    keepOutside: archive.keepOutside,
    load: async () => ({
      key: await keyring.summary(),
      mailbox: await archive.mailbox(),
      practice: await practice(),
      managed,
      clients: await archive.clients(),
      instruments: await archive.instruments(),
      ...(await outsideOf(archive)),
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
    takeKeyFile: keyring.take,
    proveBackup: keyring.prove,
    saveKeyFile: async () => {
      saveTextFile(KEY_FILE, (await keyring.fileText()) ?? "");
      return KEY_FILE;
    },
    saveClientsFile: async () => saveTextFile(CLIENTS_FILE, clientsFileText(await archive.clients())),
    takeClientsFile: async (text) => {
      const fresh = newClientsIn(text, await archive.clients(), now());
      if (fresh === null) return null;
      for (const record of fresh) await archive.keepClient(record);
      return archive.clients();
    },
    readAddress: (text) => readMailboxAddress(text, rules),
    requestHosts: (origins) => requestHosts(origins, false),
    testMailbox: reading.list,
    keepMailbox: archive.keepMailbox,
    inviteClient: async (facts) => {
      const { addOnNames = [] } = facts;
      const mailbox = await archive.mailbox();
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const questions = questionsFor(facts.instrument, await archive.instruments());
      const beside = addOnsFor(addOnNames, await archive.instruments(), await archive.outside());
      const client = { ...facts, ...beside, questions, expiresAt };
      const made = mailbox && (await keyring.invite(client, mailbox, await practice()));
      const record = made && { ...made, addOnNames };
      if (record !== null) await archive.keepClient(record);
      return record;
    },
    updateInvite: async (client, addOnNames) => {
      // As it is kept, not as it was drawn: the client's key may have been pinned meanwhile.
      const before = (await archive.clients()).find((one) => one.client === client);
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const beside = addOnNames && addOnsFor(addOnNames, await archive.instruments(), await archive.outside());
      const made = before ? await keyring.update(before, await practice(), expiresAt, beside) : null;
      const record = made && { ...made, ...(addOnNames && { addOnNames }) };
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

async function outsideOf({ outside }: TherapistArchive) {
  const contacts = await outside();
  return contacts === null ? {} : { outside: contacts };
}

/** Until the browser has had a chance to draw. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done));
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
