import { armor, Decrypter } from "age-encryption";
import {
  type EnvelopePayload,
  isFileNameOf,
  MAX_ENVELOPE_BYTES,
  parseEnvelopePayload,
  parseSignedText,
} from "../../protocol/envelope.ts";
import { type EnvelopeContent, readEnvelopeContent } from "../../protocol/envelope-content.ts";
import { parseJson } from "../../protocol/json.ts";
import { openUsualAgeFile, readyIdentity } from "./age-file.ts";
import { fromUtf8 } from "./bytes.ts";
import { verifyKeyMac } from "./key-proof.ts";
import { recipientFingerprint } from "./seal-envelope.ts";
import { createVerifying } from "./verifying.ts";

export interface OpeningFacts {
  /** `AGE-SECRET-KEY-1…`, or X25519 private keys of WebCrypto; old ones of the keyring too. */
  readonly identities: readonly (string | CryptoKey)[];
  /** Name of the file or id in the mailbox; null where it has none. */
  readonly fileName?: string | null;
  /** `pinnedKey` is null until the first envelope of this client. */
  readonly knownClients: (client: string) => { readonly secret: string; readonly pinnedKey: string | null } | null;
  /** Every set of recipients ever put into an invite. */
  readonly ourRecipientSets: readonly (readonly string[])[];
}

export type RefusalReason =
  | "tooLarge"
  | "notSealed"
  /** Sealed, but not for a key of ours. */
  | "otherKey"
  /** Ours, but altered or cut short. */
  | "damaged"
  | "notUnderstood"
  | "newerVersion"
  /** Opened and sealed again by somebody it was meant for, to be passed off as sent to us. */
  | "otherRecipients"
  | "unknownClient"
  | "wrongMac"
  /** Holds the invite, but is not who wrote before. */
  | "secondKey"
  | "wrongSignature"
  | "otherName";

export interface Opened {
  readonly kind: "opened";
  readonly payload: EnvelopePayload;
  readonly content: EnvelopeContent;
  /** The first of this client: pin `payload.key`. */
  readonly firstKey: boolean;
}

export interface Refused {
  readonly kind: "refused";
  readonly reason: RefusalReason;
  /** What it says of itself, for the list only: nothing of it was proven. */
  readonly claimed: { readonly id: string; readonly client: string } | null;
}

/** Opens and proves one envelope. Nothing is taken from it before everything held. */
export async function openEnvelope(bytes: Uint8Array, facts: OpeningFacts): Promise<Opened | Refused> {
  return (await prepareOpening(facts))(bytes, facts.fileName ?? null);
}

/** For many envelopes: keys are imported, recipients hashed and each client's binding is checked only once. */
export async function prepareOpening(facts: Omit<OpeningFacts, "fileName">) {
  const identities = await Promise.all(facts.identities.map(readyIdentity));
  const ours = new Set(await Promise.all(facts.ourRecipientSets.map(recipientFingerprint)));
  const proven = new Map<string, Promise<boolean>>();
  const verifying = createVerifying();

  async function readText(bytes: Uint8Array): Promise<Decrypted> {
    // Views of shared memory are left to the library, too.
    const usual =
      bytes.buffer instanceof ArrayBuffer ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : null;
    const opened = usual && bytes.length <= MAX_ENVELOPE_BYTES ? await openUsualAgeFile(usual, identities) : null;
    const text = opened && fromUtf8(opened);
    return text === null ? decrypt(bytes, facts.identities) : { kind: "text", text };
  }

  /** Meant for us, of a client we know, with a key that belongs to this client's invite and is the one we know. */
  async function proveSender({ to, client, key, mac }: EnvelopePayload): Promise<Proof> {
    if (!ours.has(to)) return { kind: "refused", reason: "otherRecipients" };
    const known = facts.knownClients(client);
    if (known === null) return { kind: "refused", reason: "unknownClient" };
    const binding = `${known.secret}|${client}|${key}|${mac}`;
    const check = proven.get(binding) ?? verifyKeyMac(known.secret, client, key, mac);
    proven.set(binding, check);
    if (!(await check)) return { kind: "refused", reason: "wrongMac" };
    if (known.pinnedKey !== null && known.pinnedKey !== key) return { kind: "refused", reason: "secondKey" };
    return { kind: "proven", firstKey: known.pinnedKey === null };
  }

  return async (bytes: Uint8Array, fileName: string | null): Promise<Opened | Refused> => {
    const text = await readText(bytes);
    if (text.kind === "refused") return refused(text.reason);
    const signed = parseSignedText(parseJson(text.text));
    const payload = signed && parseEnvelopePayload(parseJson(signed.p));
    if (signed === null || payload === null) return refused("notUnderstood");
    if (payload === "newerVersion") return refused("newerVersion");
    const content = readEnvelopeContent(payload);
    if (content === null) return refused("notUnderstood", payload);
    const proof = await proveSender(payload);
    if (proof.kind === "refused") return refused(proof.reason, payload);
    if (!(await verifying(payload.key, signed.p, signed.sig))) return refused("wrongSignature", payload);
    if (fileName !== null && !isFileNameOf(fileName, payload.id)) return refused("otherName", payload);
    return { kind: "opened", payload, content, firstKey: proof.firstKey };
  };
}

type Proof =
  | { readonly kind: "proven"; readonly firstKey: boolean }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

type Decrypted =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

/** Armored, an envelope is a third larger; its line ends may have become two characters. */
const MAX_ARMORED_BYTES = Math.ceil(MAX_ENVELOPE_BYTES * 1.4);
const BINARY_START = "age-encryption.org/v1\n";
const ARMOR_START = "-----BEGIN AGE ENCRYPTED FILE-----";

async function decrypt(bytes: Uint8Array, identities: OpeningFacts["identities"]): Promise<Decrypted> {
  if (bytes.length > MAX_ARMORED_BYTES) return { kind: "refused", reason: "tooLarge" };
  const binary = withoutArmor(bytes);
  if (binary === "notSealed" || binary === "damaged") return { kind: "refused", reason: binary };
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    const text = fromUtf8(await decrypter.decrypt(binary));
    return text === null ? { kind: "refused", reason: "notUnderstood" } : { kind: "text", text };
  } catch (error) {
    // The library throws for every file it cannot open; only the words tell another's file from an altered one.
    const another = error instanceof Error && error.message.includes("no identity matched");
    return { kind: "refused", reason: another ? "otherKey" : "damaged" };
  }
}

function withoutArmor(bytes: Uint8Array): Uint8Array | "notSealed" | "damaged" {
  const start = String.fromCharCode(...bytes.subarray(0, BINARY_START.length));
  if (start === BINARY_START) return bytes;
  const text = fromUtf8(bytes)?.trim();
  if (!text?.startsWith(ARMOR_START)) return "notSealed";
  try {
    return armor.decode(text);
  } catch {
    // Cut or changed on its way through a chat or a mail.
    return "damaged";
  }
}

function refused(reason: RefusalReason, payload?: EnvelopePayload): Refused {
  return { kind: "refused", reason, claimed: payload ? { id: payload.id, client: payload.client } : null };
}
