import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { findSlip, fromBech32, hasBech32Checksum, toBech32 } from "../../core/invite/bech32.ts";
import { isIssuerName } from "../../core/invite/checks.ts";
import {
  findStarts,
  groupAt,
  KEY_CHARACTERS,
  type KeySheet,
  keyCharacters,
  OPENING_START,
  SIGN_PREFIX,
  SIGNING_START,
  writeSheetCode,
} from "../../protocol/key-sheet.ts";
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

/** The same on paper: the signing half is written anew, so that it can be typed. */
export function writeKeySheet(key: TherapistKey, madeAt: number): KeySheet {
  const { name, recipient, identity: opening, older, issuerPrivate } = key;
  const seed = fromBase64Url(issuerPrivate);
  if (seed === null) throw new RangeError("An issuer key is base64url.");
  const signing = `${SIGNING_START}${toBech32(SIGN_PREFIX, seed).toUpperCase()}`;
  const lines = { name, madeAt, recipient, opening, signing, older };
  return { ...lines, code: writeSheetCode(lines) };
}

export type KeyFileRefusal =
  /** No key in it at all. */
  | "noKey"
  /** A character is missing or wrong. */
  | "damagedKey"
  | "damagedIssuer"
  /** Locked with a passphrase, and none was given. */
  | "locked"
  /** A kind of age key that clients cannot seal to yet. */
  | "otherKind";

export type ReadKey =
  | { readonly kind: "ok"; readonly key: TherapistKey }
  /** Made by age-keygen: it opens, but it cannot sign invites. */
  | { readonly kind: "identityOnly"; readonly identity: string; readonly recipient: string }
  /** `group`: the one group of four on the sheet that must hold the slip, where that can be told. */
  | { readonly kind: "refused"; readonly reason: KeyFileRefusal; readonly group?: number };

const ISSUER_MARK = new RegExp(Array.from("aftersession-issuer:").join("\\s*"), "i");

/** Reads a key file or a key sheet whatever an editor, a mail, or whoever typed it did to its white space. */
export async function readKeyFile(text: string): Promise<ReadKey> {
  if (isLocked(text)) return refused("locked");
  if (/AGE-SECRET-KEY-PQ-1/i.test(text)) return refused("otherKind");
  const found = new Set(findStarts(text, OPENING_START).map((at) => keyCharacters(text, at)));
  const [first, ...others] = found;
  if (first === undefined) return refused("noKey");
  // A damaged older key would be missed only years later.
  const damaged = [...found].find((one) => one.length < KEY_CHARACTERS || !hasBech32Checksum(OPENING_PREFIX, one));
  if (damaged !== undefined) return refused("damagedKey", slipIn(OPENING_PREFIX, damaged));
  const identity = identityOf(first);
  const recipient = await identityToRecipient(identity);
  const issuer = await readSigning(text);
  if (issuer === null) return { kind: "identityOnly", identity, recipient };
  if ("reason" in issuer) return issuer;
  return { kind: "ok", key: { name: readName(text), identity, recipient, older: others.map(identityOf), ...issuer } };
}

export function isLocked(text: string): boolean {
  return /AGE ENCRYPTED FILE|^\s*age-encryption\.org\//.test(text);
}

const OPENING_PREFIX = "age-secret-key-";

function identityOf(characters: string): string {
  return `${OPENING_START}${characters.toUpperCase()}`;
}

function slipIn(prefix: string, characters: string): number | undefined {
  const place = characters.length === KEY_CHARACTERS ? findSlip(prefix, characters) : null;
  return place === null ? undefined : groupAt(place);
}

/** As a sheet has it, or as a key file has it; null where neither is there. */
async function readSigning(text: string): Promise<IssuerKey | Extract<ReadKey, { kind: "refused" }> | null> {
  const [at] = findStarts(text, SIGNING_START);
  if (at !== undefined) {
    const characters = keyCharacters(text, at);
    const seed = fromBech32(SIGN_PREFIX, characters);
    return seed?.length === 32 ? issuerFromSeed(seed) : refused("damagedIssuer", slipIn(SIGN_PREFIX, characters));
  }
  const mark = ISSUER_MARK.exec(text);
  if (mark === null) return null;
  return (await readIssuer(charactersAfter(text, mark, 87))) ?? refused("damagedIssuer");
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
      ?.replace(/(# |AGE-SECRET-KEY-1|AFTERSESSION-SIGN-1).*$/i, "")
      .trim() ?? "";
  return isIssuerName(name) ? name : "";
}

function refused(reason: KeyFileRefusal, group?: number): Extract<ReadKey, { kind: "refused" }> {
  return { kind: "refused", reason, ...(group !== undefined && { group }) };
}
