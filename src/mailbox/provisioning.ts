import { isBoxName } from "./address.ts";
import { makeSecret } from "./signature.ts";
import { listBoxes, makeBox } from "./store.ts";
import { appendTokenEntry, readTokens } from "./token-file.ts";
import { readTokenUse } from "./token-use.ts";
import { makeToken, type Role, type TokenRecord } from "./tokens.ts";

/** A token as it is shown, once, to the person who asked for it. */
export interface NewToken {
  readonly tokenId: string;
  readonly token: string;
  /** `whsec_…`, for a client that must sign what it writes. */
  readonly secret: string | null;
}

export type Provisioned = ({ readonly kind: "made" } & NewToken) | { readonly kind: "badName" | "boxExists" | "noBox" };

export type Revoked = "revoked" | "alreadyRevoked" | "unknownToken";

/** Makes a box and the therapist's token that reads it. */
export async function addBox(folder: string, box: string, now: number = Date.now()): Promise<Provisioned> {
  if (!isBoxName(box)) return { kind: "badName" };
  if (!(await makeBox(folder, box))) return { kind: "boxExists" };
  return { kind: "made", ...(await addToken(folder, "therapist", box, now, null)) };
}

/** Makes a further token for a box: a client's, or one for a therapist who lost theirs. */
export async function addTokenFor(
  folder: string,
  role: Role,
  box: string,
  { now = Date.now(), signing = false }: { readonly now?: number; readonly signing?: boolean } = {},
): Promise<Provisioned> {
  if (!(await listBoxes(folder)).includes(box)) return { kind: "noBox" };
  return { kind: "made", ...(await addToken(folder, role, box, now, signing ? makeSecret() : null)) };
}

export async function revokeToken(folder: string, tokenId: string, now: number = Date.now()): Promise<Revoked> {
  const record = (await readTokens(folder)).tokens.get(tokenId);
  if (record === undefined) return "unknownToken";
  if (record.revokedAt !== null) return "alreadyRevoked";
  await appendTokenEntry(folder, { kind: "revoked", id: tokenId, revokedAt: now });
  return "revoked";
}

/** Without what must not be shown. */
export type ListedToken = Pick<TokenRecord, "id" | "role" | "addedAt" | "revokedAt"> & {
  readonly signing: boolean;
  readonly usedBytes: number;
};

export interface BoxListing {
  readonly box: string;
  readonly tokens: readonly ListedToken[];
}

export async function listStore(folder: string): Promise<readonly BoxListing[]> {
  const tokens = [...(await readTokens(folder)).tokens.values()];
  const use = await readTokenUse(folder);
  const shown = ({ id, role, addedAt, revokedAt, secret }: TokenRecord): ListedToken => {
    return { id, role, addedAt, revokedAt, signing: secret !== null, usedBytes: use.get(id) ?? 0 };
  };
  return (await listBoxes(folder)).map((box) => ({
    box,
    tokens: tokens.filter((record) => record.box === box).map(shown),
  }));
}

async function addToken(
  folder: string,
  role: Role,
  box: string,
  now: number,
  secret: string | null,
): Promise<NewToken> {
  const { tokens } = await readTokens(folder);
  let made = makeToken(role);
  while (tokens.has(made.id)) made = makeToken(role);
  const entry = { kind: "added", id: made.id, role, box, hash: made.hash, addedAt: now } as const;
  await appendTokenEntry(folder, secret === null ? entry : { ...entry, secret });
  return { tokenId: made.id, token: made.token, secret };
}
