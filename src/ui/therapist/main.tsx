import { createAskBackground } from "../../adapters/browser/ask-background.ts";
import { LOCALES } from "../../adapters/browser/locales.ts";
import { readManagedPolicy } from "../../adapters/browser/managed-values.ts";
import { ensureOriginRule } from "../../adapters/browser/origin-rule.ts";
import { readPackagedTemplate } from "../../adapters/browser/packaged-templates.ts";
import { readPageLanguage } from "../../adapters/browser/page-language.ts";
import { requestHosts, requestNotifications } from "../../adapters/browser/permission-request.ts";
import { hasHosts, mayCollect } from "../../adapters/browser/permissions.ts";
import { translatorFor } from "../../adapters/browser/translator.ts";
import { createFhirPush } from "../../adapters/endpoint/fhir-push.ts";
import { createPlaceReading } from "../../adapters/endpoint/place-reading.ts";
import { createPlaceTest } from "../../adapters/endpoint/place-test.ts";
import { createOpeningSide } from "../../adapters/opening/opening-side.ts";
import { startOpeningWorker } from "../../adapters/opening/start-opening-worker.ts";
import { sha256Text } from "../../adapters/sealing/bytes.ts";
import { suggestPassphrase } from "../../adapters/sealing/locked-key.ts";
import { createTherapistKeyring } from "../../adapters/sealing/therapist-keyring.ts";
import { openVault } from "../../adapters/sealing/vault.ts";
import { openTherapistArchive, type TherapistArchive } from "../../adapters/storage/therapist-archive.ts";
import { ALLOW_LOCALHOST } from "../../core/invite/local-hosts.ts";
import { inviteLink } from "../../protocol/invite-text.ts";
import { parseManagedValues } from "../../protocol/managed-values.ts";
import { openPage } from "../controls/open-page.tsx";
import "../controls/tokens.css";
import { createClientActions } from "./client-actions.ts";
import { clientsFileText, newClientsIn } from "./clients-list.ts";
import { createExportActions } from "./create-export-actions.ts";
import { addOnsFor, askedInstruments, questionsFor } from "./definitions.ts";
import { LanguageContext } from "./formats.ts";
import { createInboxCheckActions } from "./inbox-check-actions.ts";
import { INVITE_DAYS } from "./invite-form.ts";
import { createKeyActions } from "./key-actions.ts";
import { createLetterActions } from "./letter-actions.ts";
import { readMailboxAddress } from "./mailbox-address.ts";
import { createOpeningInbox } from "./opening-inbox.ts";
import { createOverviewActions } from "./overview-actions.ts";
import { sendsElsewhere } from "./place-actions.ts";
import { createReceiving } from "./receiving.ts";
import { copyText, saveTextFile } from "./save-file.ts";
import { TherapistPage } from "./TherapistPage.tsx";
import { createTakingFiles } from "./taking-files.ts";
import type { TherapistActions } from "./therapist-actions.ts";

const CLIENTS_FILE = "aftersession-clients.json";
const DAY_MS = 24 * 60 * 60_000;
const rules = { allowLocalhost: ALLOW_LOCALHOST };
const now = Date.now;
const ask = createAskBackground();

async function open(): Promise<TherapistActions> {
  const archive = await openTherapistArchive();
  const managed = parseManagedValues(await readManagedPolicy(), rules);
  const practice = async () => managed.practice ?? (await archive.practice());
  const keyring = createTherapistKeyring({ store: archive, now, rules });
  // Opening is sums, and nothing but sums: as many workers as processors, and no more than four to leave some alone.
  const workers = Math.min(4, navigator.hardwareConcurrency);
  const instruments = async () => askedInstruments(await archive.instruments());
  const side = createOpeningSide({ archive, keyring, instruments, startWorker: startOpeningWorker, workers, pause });
  const reading = createPlaceReading({
    fetch: (url, init) => fetch(url, init),
    isPermitted: (origin) => hasHosts([origin]),
    instruments: side.askedInstruments,
    now,
  });
  const vault = await openVault(archive);
  const exporting = createExportActions({
    archive,
    vault,
    opener: keyring.opener,
    forgetOpened: side.forgetOpened,
    pause,
    randomCode: () => crypto.randomUUID(),
    saveText: saveTextFile,
    readAddress: (text) => readMailboxAddress(text, rules),
    requestAnswersHost: (origin) => requestHosts([origin]),
    sendTransaction: createFhirPush({
      fetch: (url, init) => fetch(url, init),
      isPermitted: async (origin) => (await hasHosts([origin])) && (await mayCollect()),
    }),
  });
  await exporting.finishForgetting();
  const takeClientsFile = async (text: string) => {
    const fresh = newClientsIn(text, await archive.clients(), now());
    if (fresh === null) return null;
    for (const record of fresh) await archive.keepClient(record);
    return archive.clients();
  };
  return {
    keepOutside: archive.keepOutside,
    ...createReceiving({ archive, reading, ...side }),
    openInbox: createOpeningInbox({ archive, ...side }),
    ...createInboxCheckActions({ ask, requestNotifications }),
    ...createKeyActions({ keyring, suggestPassphrase, saveTextFile, printPage: () => print(), pause: drawn }),
    ...createLetterActions({ languages: LOCALES, translatorFor, openVault: async () => vault, saveTextFile }),
    ...createClientActions({
      archive,
      practice,
      takeClientsFile,
      now,
      follow: keyring.follow,
      takeSealed: createTakingFiles({ keepFiles: archive.keepFiles, pause, now }),
    }),
    ...createOverviewActions({ vault, now, print: () => window.print() }),
    ...exporting.actions,
    load: async () => ({
      key: await keyring.summary(),
      place: await archive.place(),
      practice: await practice(),
      managed,
      clients: await keyring.withPlaces(await archive.clients(), archive.keepClient),
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
    saveClientsFile: async () => saveTextFile(CLIENTS_FILE, clientsFileText(await archive.clients())),
    takeClientsFile,
    requestHosts: (origins) => requestHosts(origins, false),
    testPlace: createPlaceTest({
      fetch: (url, init) => fetch(url, init),
      isPermitted: (origin) => hasHosts([origin]),
      // Nobody's answers are in a test letter.
      mayCollect: async () => true,
      ensureOriginRule,
      isOnline: () => navigator.onLine,
      letter: keyring.testLetter,
      reader: reading,
      now,
      ...rules,
    }),
    keepPlace: archive.keepPlace,
    readTemplate: readPackagedTemplate,
    inviteClient: async (facts) => {
      const { addOnNames = [] } = facts;
      const place = await archive.place();
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const questions = questionsFor(facts.instrument, await archive.instruments());
      const beside = addOnsFor(addOnNames, await archive.instruments(), await archive.outside());
      const client = { ...facts, ...beside, questions, expiresAt };
      const made = place && (await keyring.invite(client, place, await practice()));
      const record = made && { ...made, addOnNames };
      if (record !== null) await archive.keepClient(record);
      return record;
    },
    updateInvite: async (client, own, addOnNames) => {
      // As it is kept, not as it was drawn: the client's key may have been pinned meanwhile.
      const before = (await archive.clients()).find((one) => one.client === client);
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const place = await archive.place();
      const moved = place && before && sendsElsewhere(before, place) ? { place, own } : null;
      const beside = addOnNames && addOnsFor(addOnNames, await archive.instruments(), await archive.outside());
      const made = before ? await keyring.update(before, await practice(), expiresAt, { moved, beside }) : null;
      const record = made && { ...made, ...(addOnNames && { addOnNames }) };
      if (record !== null) await archive.keepClient(record);
      return record;
    },
    inviteLink: ({ invite }) => inviteLink(invite ?? ""),
    saveInvite: ({ invite, client }) => saveTextFile(`${client.slice(0, 8)}.invite`, `${invite ?? ""}\n`),
    copyText,
    ownViewAt: ownViewIn(location.hash),
    ownView: {
      list: async () => (await ask("readOwnView", null)).sites,
      isClient: async () => (await ask("readOwnView", null)).isClient,
      add: (site) => ask("addOwnViewSite", site),
      remove: (id) => ask("removeOwnViewSite", { id }),
      requestHosts: (origins) => requestHosts(origins, false),
      ...rules,
    },
    now,
    languages: LOCALES,
    ...rules,
  };
}

async function outsideOf({ outside }: TherapistArchive) {
  const contacts = await outside();
  return contacts === null ? {} : { outside: contacts };
}

/** As the check-in page names it when it opens this one. */
function ownViewIn(hash: string): number | null {
  const at = Number(/^#own-view=(\d{1,15})$/.exec(hash)?.[1] ?? Number.NaN);
  return Number.isFinite(at) && at > 0 ? at : null;
}

/** Until the browser has had a chance to draw. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** What takes long comes after the next frame, so that its "working" is on the screen. */
function drawn(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

openPage({
  root: document.getElementById("root")!,
  language: await readPageLanguage(ask),
  title: "therapistTitle",
  draw: (lang, language) => (
    <LanguageContext.Provider value={lang}>
      <TherapistPage open={open} language={language} />
    </LanguageContext.Provider>
  ),
});
