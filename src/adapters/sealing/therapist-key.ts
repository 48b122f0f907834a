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
}

export async function makeTherapistKey(name: string): Promise<TherapistKey> {
  // By its own name: what `generateIdentity` makes may become a kind that older age commands cannot read.
  const identity = await generateX25519Identity();
  const issuer = await issuerFromSeed(crypto.getRandomValues(new Uint8Array(32)));
  return { name, identity, recipient: await identityToRecipient(identity), ...issuer };
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

const IDENTITY = brokenAnywhere("AGE-SECRET-KEY-1");
const ISSUER = brokenAnywhere("aftersession-issuer:");

function brokenAnywhere(text: string): RegExp {
  return new RegExp(Array.from(text).join("\\s*"), "i");
}

/** Reads a key file whatever an editor, a mail or a printed sheet did to its white space. */
export async function readKeyFile(text: string): Promise<ReadKey> {
  if (/AGE ENCRYPTED FILE|^age-encryption\.org\//.test(text)) return refused("locked");
  if (/AGE-SECRET-KEY-PQ-1/i.test(text)) return refused("otherKind");
  const start = IDENTITY.exec(text);
  if (start === null) return refused("noKey");
  const identity = `AGE-SECRET-KEY-1${charactersAfter(text, start, 58)}`.toUpperCase();
  const recipient = await recipientOf(identity);
  if (recipient === null) return refused("damagedKey");
  const mark = ISSUER.exec(text);
  if (mark === null) return { kind: "identityOnly", identity, recipient };
  const issuer = await readIssuer(charactersAfter(text, mark, 87));
  if (issuer === null) return refused("damagedIssuer");
  return { kind: "ok", key: { name: readName(text), identity, recipient, ...issuer } };
}

/** The next characters of a key, over line breaks, blanks, quote and comment marks. */
function charactersAfter(text: string, { 0: mark, index }: RegExpExecArray, count: number): string {
  return text
    .slice(index + mark.length)
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
