import { isBoxName } from "./address.ts";
import { listBoxes, makeBox } from "./store.ts";
import { appendTokenEntry, readTokens } from "./token-file.ts";
import { makeToken, type Role, type TokenRecord } from "./tokens.ts";

/** A token as it is shown, once, to the person who asked for it. */
export interface NewToken {
  readonly tokenId: string;
  readonly token: string;
}

export type Provisioned = ({ readonly kind: "made" } & NewToken) | { readonly kind: "badName" | "boxExists" | "noBox" };

export type Revoked = "revoked" | "alreadyRevoked" | "unknownToken";

/** Makes a box and the therapist's token that reads it. */
export async function addBox(folder: string, box: string, now: number = Date.now()): Promise<Provisioned> {
  if (!isBoxName(box)) return { kind: "badName" };
  if (!(await makeBox(folder, box))) return { kind: "boxExists" };
  return { kind: "made", ...(await addToken(folder, "therapist", box, now)) };
}

/** Makes a further token for a box: a client's, or one for a therapist who lost theirs. */
export async function addTokenFor(
  folder: string,
  role: Role,
  box: string,
  now: number = Date.now(),
): Promise<Provisioned> {
  if (!(await listBoxes(folder)).includes(box)) return { kind: "noBox" };
  return { kind: "made", ...(await addToken(folder, role, box, now)) };
}

export async function revokeToken(folder: string, tokenId: string, now: number = Date.now()): Promise<Revoked> {
  const record = (await readTokens(folder)).tokens.get(tokenId);
  if (record === undefined) return "unknownToken";
  if (record.revokedAt !== null) return "alreadyRevoked";
  await appendTokenEntry(folder, { kind: "revoked", id: tokenId, revokedAt: now });
  return "revoked";
}

export interface BoxListing {
  readonly box: string;
  readonly tokens: readonly TokenRecord[];
}

export async function listStore(folder: string): Promise<readonly BoxListing[]> {
  const tokens = [...(await readTokens(folder)).tokens.values()];
  return (await listBoxes(folder)).map((box) => ({ box, tokens: tokens.filter((record) => record.box === box) }));
}

async function addToken(folder: string, role: Role, box: string, now: number): Promise<NewToken> {
  const { tokens } = await readTokens(folder);
  let made = makeToken(role);
  while (tokens.has(made.id)) made = makeToken(role);
  await appendTokenEntry(folder, { kind: "added", id: made.id, role, box, hash: made.hash, addedAt: now });
  return { tokenId: made.id, token: made.token };
}
