import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { isBoxName } from "./address.ts";
import { isSecret } from "./signature.ts";

/** A client may only write into its box, a therapist only read and delete there. */
export type Role = "client" | "therapist";

export interface TokenRecord {
  /** Public: names the token in `list` and `revoke`, and finds its record in one step. */
  readonly id: string;
  readonly role: Role;
  readonly box: string;
  /** SHA-256 of the whole token, hex. The token itself is shown once and kept nowhere. */
  readonly hash: string;
  /** Where every write must be signed: the key to check it with, which cannot be kept as a hash. */
  readonly secret: string | null;
  readonly addedAt: number;
  readonly revokedAt: number | null;
}

export type Tokens = ReadonlyMap<string, TokenRecord>;

export type Bearer =
  | { readonly kind: "known"; readonly record: TokenRecord }
  | { readonly kind: "revoked" }
  | { readonly kind: "unknown" };

const TOKEN = /^[wr]\.([0-9a-f]{8})\.[A-Za-z0-9_-]{43}$/;
const PREFIX: Readonly<Record<Role, string>> = { client: "w", therapist: "r" };
/** Compared when no record is found, so that an unknown id takes as long as a wrong secret. */
const NO_HASH = Buffer.alloc(32);

/** A new token with 256 random bits; `w.` can only write, `r.` reads and deletes. */
export function makeToken(role: Role): { readonly id: string; readonly token: string; readonly hash: string } {
  const id = randomBytes(4).toString("hex");
  const token = `${PREFIX[role]}.${id}.${randomBytes(32).toString("base64url")}`;
  return { id, token, hash: hashToken(token).toString("hex") };
}

/** Whose request this is, by its Authorization header. */
export function identifyBearer(authorization: string | undefined, tokens: Tokens): Bearer {
  const token = /^bearer ([^\s]{1,128})$/i.exec(authorization ?? "")?.[1] ?? "";
  const record = tokens.get(TOKEN.exec(token)?.[1] ?? "");
  const matches = timingSafeEqual(hashToken(token), record === undefined ? NO_HASH : Buffer.from(record.hash, "hex"));
  if (record === undefined || !matches) return { kind: "unknown" };
  return record.revokedAt === null ? { kind: "known", record } : { kind: "revoked" };
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** One line of the store's token file, which only ever grows. */
export type TokenEntry =
  | ({ readonly kind: "added"; readonly secret?: string } & Omit<TokenRecord, "revokedAt" | "secret">)
  | { readonly kind: "revoked"; readonly id: string; readonly revokedAt: number };

/** Reads the token file's text. A line cut off by a crash was never confirmed to anybody; it is counted and left out. */
export function parseTokens(text: string): { readonly tokens: Tokens; readonly unreadableLines: number } {
  const tokens = new Map<string, TokenRecord>();
  let unreadableLines = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const entry = parseTokenEntry(line);
    const known = entry === null ? undefined : tokens.get(entry.id);
    if (entry?.kind === "added" && known === undefined) {
      const { kind: _, secret = null, ...record } = entry;
      tokens.set(entry.id, { ...record, secret, revokedAt: null });
    } else if (entry?.kind === "revoked" && known !== undefined)
      tokens.set(entry.id, { ...known, revokedAt: entry.revokedAt });
    else unreadableLines += 1;
  }
  return { tokens, unreadableLines };
}

function parseTokenEntry(line: string): TokenEntry | null {
  let fields: Readonly<Record<string, unknown>>;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return null;
    fields = { ...value };
  } catch {
    // Half a line after a crash; counted by the caller.
    return null;
  }
  const { kind, id, role, box, hash, addedAt, revokedAt, secret } = fields;
  if (typeof id !== "string" || !/^[0-9a-f]{8}$/.test(id)) return null;
  if (kind === "revoked") return typeof revokedAt === "number" ? { kind, id, revokedAt } : null;
  if (kind !== "added" || (role !== "client" && role !== "therapist") || typeof addedAt !== "number") return null;
  if (typeof box !== "string" || !isBoxName(box) || typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash))
    return null;
  const added = { kind, id, role, box, hash, addedAt } as const;
  if (secret === undefined) return added;
  return typeof secret === "string" && isSecret(secret) ? { ...added, secret } : null;
}
