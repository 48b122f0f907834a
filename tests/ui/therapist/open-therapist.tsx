import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import type { Answers, Wish } from "../../../src/core/alliance/answers.ts";
import { DEFAULT_INSTRUMENT } from "../../../src/core/alliance/instruments/index.ts";
import { NOTHING_MANAGED } from "../../../src/protocol/managed-values.ts";
import type { ClientRecord, KeySummary, MailboxAccess } from "../../../src/protocol/therapist-records.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { finderFor } from "../../../src/ui/therapist/definitions.ts";
import { LanguageContext } from "../../../src/ui/therapist/formats.ts";
import { type OpenedFile, sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { readMailboxAddress } from "../../../src/ui/therapist/mailbox-address.ts";
import { TherapistPage } from "../../../src/ui/therapist/TherapistPage.tsx";
import type { TherapistActions, TherapistDesk } from "../../../src/ui/therapist/therapist-actions.ts";
import { english } from "../../english.ts";

export const NOW = Date.parse("2026-11-23T18:30:00Z");
const DAY = 86_400_000;

export const KEY: KeySummary = { name: "Dr. Rivera", recipient: "age1therapist", madeAt: NOW, backedUpAt: NOW };
export const MAILBOX: MailboxAccess = { url: "https://box.example", box: "rivera", token: "reading" };

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

/** As long as nobody chooses another. */
export const LANGUAGE = { chosen: "", languages: ["de", "en"], onChoose: async () => {} };

export interface Situation {
  readonly desk?: Partial<TherapistDesk>;
  readonly files?: readonly OpenedFile[];
  readonly actions?: Partial<TherapistActions>;
}

/** The page of a therapist with a proven key, a mailbox and two clients; a test changes what it is about. */
export async function openTherapist({ desk = {}, files = [], actions = {} }: Situation = {}) {
  const user = userEvent.setup();
  const usual: TherapistActions = {
    load: async () => ({
      key: KEY,
      mailbox: MAILBOX,
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
    readAddress: (text) => readMailboxAddress(text, { allowLocalhost: false }),
    requestHosts: async () => true,
    testMailbox: async () => ({ kind: "listed", items: [] }),
    keepMailbox: async () => {},
    keepOutside: async () => {},
    keepInstrument: async (instrument) => [{ instrument, fileHash: "hash", takenAt: NOW }],
    inviteClient: async ({ label, videoHosts }) => ({ ...INVITED, client: "c3", label, videoHosts }),
    inviteLink: ({ invite }) => `https://aftersession.example/join#${invite ?? ""}`,
    saveInvite: () => {},
    copyText: async () => true,
    openInbox: async () => sortInbox(files, finderFor(desk.instruments ?? [])),
    look: async () => ({ kind: "looked", fresh: 0 }),
    takeFiles: async (taken) => ({ fresh: taken.length, known: 0, tooLarge: [] }),
    now: () => NOW,
    allowLocalhost: false,
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
