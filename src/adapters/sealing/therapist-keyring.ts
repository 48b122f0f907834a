import { DEFAULT_INSTRUMENT } from "../../core/alliance/instruments/index.ts";
import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import { recipientSetsOf } from "../../protocol/clients-file.ts";
import { isEnvelopeId, recipientsText } from "../../protocol/envelope.ts";
import {
  type ClientRecord,
  type KeySummary,
  type MailboxAccess,
  type Practice,
  presentRecipients,
  type SealedFile,
} from "../../protocol/therapist-records.ts";
import { opensTestFile } from "./backup-proof.ts";
import { random256 } from "./bytes.ts";
import { besideFacts, signInvite, type UpdateFacts, updateClient } from "./client-invite.ts";
import { type Opened, openEnvelope, type Refused } from "./open-envelope.ts";
import { recipientFingerprint } from "./seal-envelope.ts";
import {
  identitiesOf,
  type KeyFileRefusal,
  makeTherapistKey,
  readKeyFile,
  rotateTherapistKey,
  type TherapistKey,
  writeKeyFile,
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
  | { readonly kind: "refused"; readonly reason: KeyFileRefusal | "identityOnly" | "noName" | "otherKey" };

/** What one client's invite says beside key and mailbox. */
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
  readonly token: string;
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

    /** A key made elsewhere: the file it comes from is its backup. `name` is for a file that has lost its name. */
    async take(text: string, name: string): Promise<KeyFileReply> {
      const read = await readKeyFile(text);
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
    async prove(text: string): Promise<KeyFileReply> {
      const [read, kept, key] = [await readKeyFile(text), await newest(), await newestKey()];
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
    async invite(
      client: InvitedClient,
      mailbox: MailboxAccess,
      practice: Practice | null = null,
    ): Promise<ClientRecord | null> {
      const [kept, key] = [await newest(), await newestKey()];
      if (key === null || kept?.backedUpAt === null) return null;
      const { label, videoHosts, dedicatedHosts = [], rooms = [], token, takeBackSeconds, expiresAt } = client;
      const { crisisLine, instrument = DEFAULT_INSTRUMENT, questions = null } = client;
      const { addOns = [], outside = null } = client;
      const secret = random256();
      const facts = {
        update: 1,
        recipients: presentRecipients(key, practice),
        ...(practice !== null && { practice: practice.name }),
        endpoint: { adapter: "put", profile: "mailbox", url: mailbox.url, box: mailbox.box, token } as const,
        client: crypto.randomUUID(),
        secret,
        instrument,
        ...(questions !== null && { questions }),
        ...besideFacts({ addOns, outside }),
        mode: "sealed" as const,
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
      return { ...known, to, instrument, videoHosts, invitedAt: now(), expiresAt: planned.expiresAt, invite, phrase };
    },

    /** The same client's next invite, for the keys that read now. Null as `updateClient` says, or without a backup. */
    async update(
      record: ClientRecord,
      practice: Practice | null,
      expiresAt: number,
      beside?: UpdateFacts["beside"],
    ): Promise<ClientRecord | null> {
      const [kept, key] = [await newest(), await newestKey()];
      if (key === null || kept?.backedUpAt === null) return null;
      const facts = {
        recipients: presentRecipients(key, practice),
        practice: practice?.name ?? null,
        expiresAt,
        beside,
      };
      return updateClient(record, facts, key, rules);
    },

    /** Opens with every key ever used here. */
    async opener(clients: readonly ClientRecord[]): Promise<(file: SealedFile) => Promise<Opened | Refused>> {
      const keys = await store.keys();
      const read = await Promise.all(keys.map(({ fileText }) => readKeyFile(fileText)));
      const identities = [...new Set(read.flatMap((one) => (one.kind === "ok" ? identitiesOf(one.key) : [])))];
      const sets = [...keys.map(({ recipient }) => [recipient]), ...clients.flatMap(recipientSetsOf)];
      const ourRecipientSets = [...new Map(sets.map((set) => [recipientsText(set), set])).values()];
      const known = new Map(clients.map((record) => [record.client, record]));
      return async ({ bytes, name }) => {
        const opened = await openEnvelope(bytes, {
          identities,
          ourRecipientSets,
          knownClients: (client) => known.get(client) ?? null,
          // A person may call a file what they like; only a name that claims an id has to be right.
          fileName: isEnvelopeId(name.slice(0, 36)) ? name : null,
        });
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

function summaryOf({ name, recipient, madeAt, backedUpAt }: KeptKey): KeySummary {
  return { name, recipient, madeAt, backedUpAt };
}
