import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { isIssuerName } from "../../core/invite/checks.ts";
import { fromBase64Url } from "./bytes.ts";
import { type IssuerKey, issuerFromSeed } from "./issuer-key.ts";

/** Plain data, because all of it must be backed up: without it no answer can be read and no client updated. */
export interface TherapistKey extends IssuerKey {
  readonly name: string;
  /** `AGE-SECRET-KEY-1…`: opens. */
  readonly identity: string;
  /** `age1…`: what clients seal to. */
  readonly recipient: string;
  /** Identities this key has taken the place of, newest first: they open what was sealed before. */
  readonly older: readonly string[];
}

export async function makeTherapistKey(name: string): Promise<TherapistKey> {
  // By its own name: what `generateIdentity` makes may become a kind that older age commands cannot read.
  const identity = await generateX25519Identity();
  const issuer = await issuerFromSeed(crypto.getRandomValues(new Uint8Array(32)));
  return { name, identity, recipient: await identityToRecipient(identity), older: [], ...issuer };
}

/** Another identity under the same signature: clients have pinned who signs, and take the new recipient as an update. */
export async function rotateTherapistKey(before: TherapistKey): Promise<TherapistKey> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { ...before, identity, recipient, older: [before.identity, ...before.older] };
}

/** Everything that opens with this key, newest first. */
export function identitiesOf({ identity, older }: TherapistKey): readonly string[] {
  return [identity, ...older];
}

/** The backup: `age -d -i FILE` opens envelopes with it as it is. */
export function writeKeyFile(key: TherapistKey, madeAt: number): string {
  return [
    `# Aftersession key of ${key.name}, made on ${new Date(madeAt).toISOString().slice(0, 10)}.`,
    "# Keep this file where only you can reach it, and a copy somewhere else.",
    "# Whoever has it can read your clients' answers. If it is lost, nobody can.",
    "# The age command reads it too: age -d -i THIS_FILE ENVELOPE.age",
    `# public key: ${key.recipient}`,
    `# aftersession-name: ${key.name}`,
    `# aftersession-issuer: ${key.issuerPrivate}.${key.issuerPublic}`,
    key.identity,
    ...(key.older.length > 0 ? ["# older keys, for what was sealed before:", ...key.older] : []),
    "",
  ].join("\n");
}

export type KeyFileRefusal =
  /** No key in it at all. */
  | "noKey"
  /** A character is missing or wrong. */
  | "damagedKey"
  | "damagedIssuer"
  /** Locked with a passphrase: open it with age first. */
  | "locked"
  /** A kind of age key that clients cannot seal to yet. */
  | "otherKind";

export type ReadKey =
  | { readonly kind: "ok"; readonly key: TherapistKey }
  /** Made by age-keygen: it opens, but it cannot sign invites. */
  | { readonly kind: "identityOnly"; readonly identity: string; readonly recipient: string }
  | { readonly kind: "refused"; readonly reason: KeyFileRefusal };

const IDENTITY = brokenAnywhere("AGE-SECRET-KEY-1", "gi");
const ISSUER = brokenAnywhere("aftersession-issuer:", "i");

function brokenAnywhere(text: string, flags: string): RegExp {
  return new RegExp(Array.from(text).join("\\s*"), flags);
}

/** Reads a key file whatever an editor, a mail or a printed sheet did to its white space. */
export async function readKeyFile(text: string): Promise<ReadKey> {
  if (/AGE ENCRYPTED FILE|^age-encryption\.org\//.test(text)) return refused("locked");
  if (/AGE-SECRET-KEY-PQ-1/i.test(text)) return refused("otherKind");
  const found = [...text.matchAll(IDENTITY)].map((mark) => `AGE-SECRET-KEY-1${charactersAfter(text, mark, 58)}`);
  const [identity, ...older] = new Set(found.map((one) => one.toUpperCase()));
  if (identity === undefined) return refused("noKey");
  const [recipient, ...others] = await Promise.all([identity, ...older].map(recipientOf));
  // A damaged older key would be missed only years later.
  if (!recipient || others.includes(null)) return refused("damagedKey");
  const mark = ISSUER.exec(text);
  if (mark === null) return { kind: "identityOnly", identity, recipient };
  const issuer = await readIssuer(charactersAfter(text, mark, 87));
  if (issuer === null) return refused("damagedIssuer");
  return { kind: "ok", key: { name: readName(text), identity, recipient, older, ...issuer } };
}

/** The next characters of a key, over line breaks, blanks, quote and comment marks. */
function charactersAfter(text: string, { 0: mark, index }: RegExpMatchArray, count: number): string {
  return text
    .slice((index ?? 0) + mark.length)
    .replace(/[^A-Za-z0-9_.-]/g, "")
    .slice(0, count);
}

async function readIssuer(text: string): Promise<IssuerKey | null> {
  const [seed = "", publicKey] = text.split(".");
  const bytes = fromBase64Url(seed);
  if (bytes?.length !== 32) return null;
  const issuer = await issuerFromSeed(bytes);
  // Every 32 bytes are a key: only the public half beside it shows a slip of the pen.
  return issuer.issuerPublic === publicKey ? issuer : null;
}

function readName(text: string): string {
  const name =
    /aftersession-name:([^\r\n]*)/i
      .exec(text)?.[1]
      ?.replace(/(# |AGE-SECRET-KEY-1).*$/i, "")
      .trim() ?? "";
  return isIssuerName(name) ? name : "";
}

async function recipientOf(identity: string): Promise<string | null> {
  try {
    return await identityToRecipient(identity);
  } catch {
    // The checksum does not hold.
    return null;
  }
}

function refused(reason: KeyFileRefusal): ReadKey {
  return { kind: "refused", reason };
}
