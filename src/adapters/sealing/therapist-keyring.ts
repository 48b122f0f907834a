import { DEFAULT_INSTRUMENT } from "../../core/alliance/instruments/index.ts";
import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import { type OwnKey, withOwnKey } from "../../core/invite/own-key.ts";
import { type KnownClient, recipientSetsOf } from "../../protocol/clients-file.ts";
import { isEnvelopeId, recipientsText } from "../../protocol/envelope.ts";
import type { KeySheet } from "../../protocol/key-sheet.ts";
import { type Place, placeMarkOf } from "../../protocol/place.ts";
import {
  type ClientRecord,
  type KeySummary,
  type Practice,
  presentRecipients,
  type SealedFile,
} from "../../protocol/therapist-records.ts";
import { readyIdentity } from "./age-file.ts";
import { opensTestFile } from "./backup-proof.ts";
import { random256 } from "./bytes.ts";
import { type Beside, besideFacts, followClient, placeMarkIn, signInvite, updateClient } from "./client-invite.ts";
import { type CopyRefusal, readCopy } from "./key-copy.ts";
import { lockKeyFile } from "./locked-key.ts";
import { type Opened, prepareOpening, type Refused } from "./open-envelope.ts";
import { recipientFingerprint } from "./seal-envelope.ts";
import { sealTestLetter, type Tester, type TestLetter, testerOf } from "./test-letter.ts";
import {
  identitiesOf,
  makeTherapistKey,
  readKeyFile,
  rotateTherapistKey,
  type TherapistKey,
  writeKeyFile,
  writeKeySheet,
} from "./therapist-key.ts";

/** A key as it is kept: its own backup file, so that there is one form of it and one reader. */
export interface KeptKey extends KeySummary {
  readonly fileText: string;
}

/** Where keys are kept; the therapist's archive is one. */
interface KeyStore {
  /** Newest first. */
  readonly keys: () => Promise<readonly KeptKey[]>;
  readonly keepKey: (key: KeptKey) => Promise<void>;
  readonly markBackedUp: (recipient: string, at: number) => Promise<void>;
}

type KeyFileReply =
  | { readonly kind: "taken"; readonly key: KeySummary }
  | {
      readonly kind: "refused";
      readonly reason: CopyRefusal | "identityOnly" | "noName" | "otherKey";
      readonly group?: number;
    };

/** What an update changes beside the readers; what is not named stays as it was. */
export interface InviteChanges {
  readonly moved?: { readonly place: Place; readonly own: OwnKey } | null;
  readonly beside?: Beside | undefined;
}

/** What one client's invite says beside key and place. */
export interface InvitedClient {
  readonly label: string;
  /** `name|version` of the questions; the core set where nothing is said. */
  readonly instrument?: string;
  /** Their definition, where they are none that ships. */
  readonly questions?: string | null;
  /** Definitions of what is asked beside them. */
  readonly addOns?: readonly string[];
  readonly outside?: OutsideContacts | null;
  readonly videoHosts: readonly string[];
  readonly dedicatedHosts?: readonly string[];
  readonly rooms?: readonly string[];
  readonly own: OwnKey;
  readonly takeBackSeconds: number;
  readonly crisisLine?: string;
  readonly expiresAt: number;
}

export interface KeyringDeps {
  readonly store: KeyStore;
  readonly now: () => number;
  readonly rules: HostRules;
}

export type TherapistKeyring = ReturnType<typeof createTherapistKeyring>;

/** Makes, proves and uses the therapist's keys. No secret key leaves it but as the text of a key file. */
export function createTherapistKeyring({ store, now, rules }: KeyringDeps) {
  const newest = async (): Promise<KeptKey | null> => (await store.keys())[0] ?? null;
  const newestKey = async (): Promise<TherapistKey | null> => {
    const kept = await newest();
    const read = kept && (await readKeyFile(kept.fileText));
    return read?.kind === "ok" ? read.key : null;
  };

  /** The newest counts, also where the clock was put back. */
  const newerThan = (kept: KeptKey | null): number => Math.max(now(), (kept?.madeAt ?? 0) + 1);

  const keepNew = async (key: TherapistKey, madeAt: number): Promise<KeySummary> => {
    const { name, recipient } = key;
    const kept: KeptKey = { name, recipient, madeAt, backedUpAt: null, fileText: writeKeyFile(key, madeAt) };
    await store.keepKey(kept);
    return summaryOf(kept);
  };

  return {
    async summary(): Promise<KeySummary | null> {
      const kept = await newest();
      return kept && summaryOf(kept);
    },

    async make(name: string): Promise<KeySummary> {
      return keepNew(await makeTherapistKey(name), now());
    },

    /**
     * Takes the place of the key for whatever is sealed from now on; older files stay readable. One whose backup is not
     * proven yet is given again instead of a second one. Null without a key to follow on.
     */
    async renew(): Promise<KeySummary | null> {
      const [kept, key] = [await newest(), await newestKey()];
      if (kept === null || key === null) return null;
      if (kept.backedUpAt === null) return summaryOf(kept);
      return keepNew(await rotateTherapistKey(key), newerThan(kept));
    },

    async fileText(): Promise<string | null> {
      return (await newest())?.fileText ?? null;
    },

    /** The same on paper; null without a key. */
    async sheet(): Promise<KeySheet | null> {
      const [kept, key] = [await newest(), await newestKey()];
      return kept && key && writeKeySheet(key, kept.madeAt);
    },

    /** The key file behind a passphrase; null without a key. Takes about a second. */
    async lockedFile(passphrase: string): Promise<string | null> {
      const kept = await newest();
      return kept && lockKeyFile(kept.fileText, passphrase);
    },

    /**
     * A key made elsewhere, or taken back: the copy it comes from is its backup. `name` is for one that has lost its name,
     * `passphrase` for one that is locked.
     */
    async take(text: string, name: string, passphrase: string | null = null): Promise<KeyFileReply> {
      const read = await readCopy(text, passphrase);
      if (read.kind === "refused") return read;
      if (read.kind === "identityOnly") return { kind: "refused", reason: "identityOnly" };
      const key = { ...read.key, name: read.key.name || name };
      if (key.name === "") return { kind: "refused", reason: "noName" };
      const { name: known, recipient } = key;
      const madeAt = newerThan(await newest());
      const kept = { name: known, recipient, madeAt, backedUpAt: now(), fileText: writeKeyFile(key, madeAt) };
      await store.keepKey(kept);
      return { kind: "taken", key: summaryOf(kept) };
    },

    /** Seals a test file for the kept key and opens it with the copy: only that proves a backup. */
    async prove(text: string, passphrase: string | null = null): Promise<KeyFileReply> {
      const [read, kept, key] = [await readCopy(text, passphrase), await newest(), await newestKey()];
      if (read.kind === "refused") return read;
      if (read.kind === "identityOnly" || kept === null || read.key.issuerPublic !== key?.issuerPublic) {
        return { kind: "refused", reason: "otherKey" };
      }
      const opensAll = key.older.every((identity) => read.key.older.includes(identity));
      if (!opensAll || !(await opensTestFile(read.key.identity, kept.recipient, now()))) {
        return { kind: "refused", reason: "otherKey" };
      }
      const backedUpAt = now();
      await store.markBackedUp(kept.recipient, backedUpAt);
      return { kind: "taken", key: { ...summaryOf(kept), backedUpAt } };
    },

    /** A signed invite as the record to keep of it; null for one no client could accept, or without a proven backup. */
    async invite(client: InvitedClient, place: Place, practice: Practice | null = null): Promise<ClientRecord | null> {
      const [kept, key] = [await newest(), await newestKey()];
      if (key === null || kept?.backedUpAt === null) return null;
      const { label, videoHosts, dedicatedHosts = [], rooms = [], own, takeBackSeconds, expiresAt } = client;
      const { crisisLine, instrument = DEFAULT_INSTRUMENT, questions = null } = client;
      const { addOns = [], outside = null } = client;
      const secret = random256();
      const facts = {
        update: 1,
        recipients: presentRecipients(key, practice),
        ...(practice !== null && { practice: practice.name }),
        endpoint: withOwnKey(place.endpoint, own),
        client: crypto.randomUUID(),
        secret,
        instrument,
        ...(questions !== null && { questions }),
        ...besideFacts({ addOns, outside }),
        mode: place.mode,
        expiresAt,
        videoHosts,
        dedicatedHosts,
        rooms,
        settings: { takeBackSeconds, ...(crisisLine !== undefined && { crisisLine }) },
      };
      const signed = await signInvite(facts, key, rules);
      if (signed === null) return null;
      const { recipients } = facts;
      const { planned, invite, phrase } = signed;
      const to = await recipientFingerprint(recipients);
      const known = { client: facts.client, secret, label, recipients, update: 1, pinnedKey: null };
      const made = { videoHosts, invitedAt: now(), expiresAt: planned.expiresAt, invite, phrase };
      return { ...known, to, instrument, place: placeMarkOf(place), ...made };
    },

    /**
     * The same client's next invite, for the keys that read now, with `moved` for another place, and with `beside` asking
     * other questions beside the usual ones. Null as `updateClient` says, or without a backup.
     */
    async update(
      record: ClientRecord,
      practice: Practice | null,
      expiresAt: number,
      { moved = null, beside }: InviteChanges = {},
    ): Promise<ClientRecord | null> {
      const [kept, key] = [await newest(), await newestKey()];
      if (key === null || kept?.backedUpAt === null) return null;
      const readers = { recipients: presentRecipients(key, practice), practice: practice?.name ?? null, expiresAt };
      if (moved === null) return updateClient(record, { ...readers, beside }, key, rules);
      const { place, own } = moved;
      const to = { endpoint: withOwnKey(place.endpoint, own), mode: place.mode };
      const updated = await updateClient(record, { ...readers, ...to, beside }, key, rules);
      return updated && { ...updated, place: placeMarkOf(place), movedAt: now() };
    },

    /** Records from before places were noted in them, completed from their invites; those that changed are kept. */
    async withPlaces(
      records: readonly ClientRecord[],
      keep: (record: ClientRecord) => Promise<void>,
    ): Promise<readonly ClientRecord[]> {
      return Promise.all(
        records.map(async (record) => {
          const place = record.place === undefined ? await placeMarkIn(record, rules) : null;
          if (place === null) return record;
          const completed = { ...record, place };
          await keep(completed);
          return completed;
        }),
      );
    },

    /** A letter without answers, as a client would seal it; set aside as a test wherever it turns up. Null without a key. */
    async testLetter(): Promise<TestLetter | null> {
      const key = await newestKey();
      return key && sealTestLetter(await testerOf(key.identity), [key.recipient], now());
    },

    /**
     * Another invite for the same person: a new pseudonym and secret, so that no second key ever stands behind one. Null as
     * `followClient` says, or without a backup.
     */
    async follow(record: ClientRecord, practice: Practice | null, expiresAt: number): Promise<ClientRecord | null> {
      const [kept, key] = [await newest(), await newestKey()];
      if (key === null || kept?.backedUpAt === null) return null;
      const facts = { recipients: presentRecipients(key, practice), practice: practice?.name ?? null, expiresAt };
      return followClient(record, { ...facts, now: now() }, key, rules);
    },

    /** Every set of recipients that anything for us may have been sealed to. */
    async recipientSets(clients: readonly Pick<KnownClient, "recipients" | "earlier">[]) {
      return recipientSetsFor(await store.keys(), clients);
    },

    /** Every key ever used here, as the browser keeps it: nobody can read it out. */
    async openingKeys(): Promise<readonly CryptoKey[]> {
      const ready = await Promise.all((await identitiesIn(await store.keys())).map(readyIdentity));
      return ready.map(({ key }) => key);
    },

    /** Who wrote the tests of places, with any key ever used here. */
    async testers(): Promise<readonly Tester[]> {
      return Promise.all((await identitiesIn(await store.keys())).map(testerOf));
    },

    /** Opens with every key ever used here. */
    async opener(clients: readonly ClientRecord[]): Promise<(file: SealedFile) => Promise<Opened | Refused>> {
      const keys = await store.keys();
      const known = new Map(clients.map((record) => [record.client, record]));
      const identities = await identitiesIn(keys);
      const testers = await Promise.all(identities.map(testerOf));
      const tests = new Map(testers.map(({ client, secret }) => [client, { secret, pinnedKey: null }]));
      const open = await prepareOpening({
        identities,
        ourRecipientSets: recipientSetsFor(keys, clients),
        knownClients: (client) => known.get(client) ?? tests.get(client) ?? null,
      });
      return async ({ bytes, name }) => {
        // A person may call a file what they like; only a name that claims an id has to be right.
        const opened = await open(bytes, isEnvelopeId(name.slice(0, 36)) ? name : null);
        if (opened.kind === "opened" && opened.firstKey) {
          const { client, key } = opened.payload;
          const record = known.get(client);
          if (record) known.set(client, { ...record, pinnedKey: key });
        }
        return opened;
      };
    },
  };
}

async function identitiesIn(keys: readonly KeptKey[]): Promise<readonly string[]> {
  const read = await Promise.all(keys.map(({ fileText }) => readKeyFile(fileText)));
  return [...new Set(read.flatMap((one) => (one.kind === "ok" ? identitiesOf(one.key) : [])))];
}

function recipientSetsFor(
  keys: readonly KeptKey[],
  clients: readonly Pick<KnownClient, "recipients" | "earlier">[],
): readonly (readonly string[])[] {
  const sets = [...keys.map(({ recipient }) => [recipient]), ...clients.flatMap(recipientSetsOf)];
  return [...new Map(sets.map((set) => [recipientsText(set), set])).values()];
}

function summaryOf({ name, recipient, madeAt, backedUpAt }: KeptKey): KeySummary {
  return { name, recipient, madeAt, backedUpAt };
}
