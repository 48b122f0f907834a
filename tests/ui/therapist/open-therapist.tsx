import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import type { Answers, Wish } from "../../../src/core/alliance/answers.ts";
import { DEFAULT_INSTRUMENT } from "../../../src/core/alliance/instruments/index.ts";
import { OVERVIEW_SETTINGS } from "../../../src/protocol/client-marks.ts";
import { changeClient } from "../../../src/protocol/client-standing.ts";
import { NO_CHECK } from "../../../src/protocol/inbox-check.ts";
import { type KeySheet, OPENING_START, SIGNING_START } from "../../../src/protocol/key-sheet.ts";
import { NOTHING_MANAGED } from "../../../src/protocol/managed-values.ts";
import type { ClientRecord, KeySummary } from "../../../src/protocol/therapist-records.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { finderFor } from "../../../src/ui/therapist/definitions.ts";
import { LanguageContext } from "../../../src/ui/therapist/formats.ts";
import { type OpenedFile, sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { readMailboxAddress } from "../../../src/ui/therapist/mailbox-address.ts";
import { createOverviewActions } from "../../../src/ui/therapist/overview-actions.ts";
import { TherapistPage } from "../../../src/ui/therapist/TherapistPage.tsx";
import type { TherapistActions, TherapistDesk } from "../../../src/ui/therapist/therapist-actions.ts";
import { english } from "../../english.ts";
import { mailboxPlace } from "./places.ts";

export const NOW = Date.parse("2026-11-23T18:30:00Z");
const DAY = 86_400_000;

export const KEY: KeySummary = { name: "Dr. Rivera", recipient: "age1therapist", madeAt: NOW, backedUpAt: NOW };
export const PLACE = mailboxPlace({ url: "https://box.example", box: "rivera", token: "reading" });

export function clientRecord(overrides: Partial<ClientRecord> = {}): ClientRecord {
  return {
    client: "c1",
    label: "A. M.",
    secret: "s",
    recipients: ["age1therapist"],
    update: 1,
    pinnedKey: "k",
    videoHosts: ["meet.example"],
    invitedAt: NOW - 30 * DAY,
    expiresAt: NOW - 23 * DAY,
    invite: "A1.payload.signature",
    phrase: ["garden", "copper", "window", "lemon"],
    ...overrides,
  };
}

export const INVITED = clientRecord({ client: "c2", label: "New", pinnedKey: null, expiresAt: NOW + DAY });

/** A file that opened as a response of this client's n-th session, one a week. */
export function responseFile(seq: number, answers: Answers, more: { client?: string; wish?: Wish } = {}): OpenedFile {
  const { client = "c1", wish = null } = more;
  const at = NOW - (20 - seq) * 7 * DAY;
  const id = `${client}-${seq}`;
  const frame = { id, client, instrument: DEFAULT_INSTRUMENT, submittedAt: at, endedAt: at };
  const response = { ...frame, answers, wish, seconds: 30, skipped: 0 };
  return {
    kind: "opened",
    name: id,
    arrivedAt: at,
    id,
    client,
    seq,
    to: "to",
    content: { kind: "response", response },
  };
}

export const SHEET: KeySheet = {
  name: "Dr. Rivera",
  madeAt: NOW,
  recipient: "age1therapist",
  opening: `${OPENING_START}${"QPZR".repeat(14)}QQ`,
  signing: `${SIGNING_START}${"9X8G".repeat(14)}9X`,
  older: [],
  code: "the whole key",
};

/** As long as nobody chooses another. */
export const LANGUAGE = { chosen: "", languages: ["de", "en"], onChoose: async () => {} };

/** A vault in memory: what a page that is opened again would find. */
export function createBox(kept: Readonly<Record<string, unknown>> = {}) {
  const records = new Map(Object.entries(kept));
  return {
    records,
    read: async (name: string) => records.get(name) ?? null,
    keep: async (name: string, value: unknown) => void records.set(name, value),
    names: async (prefix: string) => [...records.keys()].filter((name) => name.startsWith(prefix)),
  };
}
/** For tests that are about something else than guessing first. */
export const UNCOVERED = { [OVERVIEW_SETTINGS]: { guessFirst: false } };

export interface Situation {
  readonly box?: ReturnType<typeof createBox>;
  readonly desk?: Partial<TherapistDesk>;
  readonly files?: readonly OpenedFile[];
  readonly actions?: Partial<TherapistActions>;
}

/** The page of a therapist with a proven key, a place and two clients; a test changes what it is about. */
export async function openTherapist({
  desk = {},
  files = [],
  actions = {},
  box = createBox(UNCOVERED),
}: Situation = {}) {
  const user = userEvent.setup();
  const usual: TherapistActions = {
    load: async () => ({
      key: KEY,
      place: PLACE,
      practice: null,
      managed: NOTHING_MANAGED,
      clients: [clientRecord(), INVITED],
      instruments: [],
      ...desk,
    }),
    makeKey: async (name) => ({ ...KEY, name, backedUpAt: null }),
    takeKeyFile: async () => ({ kind: "taken", key: KEY }),
    renewKey: async () => ({ ...KEY, recipient: "age1newer", backedUpAt: null }),
    keepPractice: async () => {},
    updateInvite: async () => null,
    saveKeyFile: async () => "aftersession-key.txt",
    proveBackup: async () => ({ kind: "taken", key: KEY }),
    saveClientsFile: async () => {},
    takeClientsFile: async () => [clientRecord()],
    requestHosts: async () => true,
    testPlace: async () => ({ first: null, second: null, back: { kind: "readable", count: 0 } }),
    keepPlace: async () => {},
    keepOutside: async () => {},
    readTemplate: async (file) => `The template ${file}`,
    saveText: () => {},
    keepInstrument: async (instrument) => [{ instrument, fileHash: "hash", takenAt: NOW }],
    inviteClient: async ({ label, videoHosts }) => ({ ...INVITED, client: "c3", label, videoHosts }),
    inviteLink: ({ invite }) => `https://aftersession.example/join#${invite ?? ""}`,
    saveInvite: () => {},
    copyText: async () => true,
    ownViewAt: null,
    ownView: {
      list: async () => [],
      isClient: async () => false,
      add: async () => "added",
      remove: async () => null,
      requestHosts: async () => true,
      allowLocalhost: false,
    },
    openInbox: async () => sortInbox(files, finderFor(desk.instruments ?? [])),
    look: async () => ({ kind: "looked", fresh: 0 }),
    keySheet: async () => SHEET,
    lockKey: async () => "aftersession-key.age",
    suggestPassphrase: () => "garden-copper-window-lemon-river-stone",
    printPage: () => {},
    letterLanguages: ["de", "en"],
    letterWords: async () => ({ translate: english, own: null }),
    keepLetter: async () => {},
    saveLetter: () => {},
    changeClient: async (client, change) => {
      const record = (desk.clients ?? [clientRecord(), INVITED]).find((one) => one.client === client);
      return record === undefined ? null : changeClient(record, change);
    },
    inviteAgain: async (client) => ({ ...INVITED, client: "c9", label: "A. M.", follows: client }),
    takeFiles: async (taken) => ({ fresh: taken.length, known: 0, tooLarge: [] }),
    readInboxCheck: async () => NO_CHECK,
    setInboxCheck: async (everyMinutes, notify) => ({ ...NO_CHECK, everyMinutes, notify }),
    markInboxSeen: async () => {},
    readAddress: (text) => readMailboxAddress(text, { allowLocalhost: false }),
    requestAnswersHost: async () => true,
    keptServer: async () => null,
    keepServer: async () => {},
    sendTransaction: async () => ({ kind: "stored", created: 5, there: 0 }),
    findClient: async (clients) => ({ clients, files: [], records: 0 }),
    removeClient: async () => [INVITED],
    randomCode: () => crypto.randomUUID(),
    now: () => NOW,
    languages: ["de", "en", "pt_BR"],
    allowLocalhost: false,
    ...createOverviewActions({ vault: box, now: () => NOW, print: () => {} }),
    ...actions,
  };
  render(
    <StringsContext.Provider value={english}>
      <LanguageContext.Provider value="en-GB">
        <TherapistPage open={async () => usual} language={LANGUAGE} />
      </LanguageContext.Provider>
    </StringsContext.Provider>,
  );
  await screen.findByRole("heading", { level: 1 });
  return { user };
}

export function button(name: string | RegExp): HTMLElement {
  return screen.getByRole("button", { name });
}

/** The page with one client in view, as it is once everything was opened. */
export async function openClient(situation: Situation = {}, label = "A. M.") {
  const { user } = await openTherapist(situation);
  await user.click(await screen.findByRole("button", { name: label }));
  return { user, view: screen.getByRole("region", { name: label }) };
}

/** The page with the list of what came. */
export async function openResponses(situation: Situation = {}) {
  const { user } = await openTherapist(situation);
  await user.click(button("Inbox"));
  return { user };
}
