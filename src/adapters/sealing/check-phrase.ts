import type { Invite } from "../../core/invite/invite.ts";
import { toUtf8 } from "./bytes.ts";
import { PHRASE_WORDS } from "./phrase-words.ts";

export type CheckPhrase = readonly [string, string, string, string];

/** What the phrase stands for. */
export type PhraseFacts = Pick<Invite, "recipients" | "client"> & { readonly issuer: { readonly key: string } };

/** Four words of 11 bits each: making a false invite with the same phrase means this much work 2^44 times. */
const ROUNDS = 600_000;
const SALT = "aftersession-phrase-1";
const BITS_PER_WORD = 11;

/** Client and therapist read it to each other: an invite swapped on its way has another one. */
export async function checkPhrase({ issuer, recipients, client }: PhraseFacts): Promise<CheckPhrase> {
  const said = toUtf8([issuer.key, ...recipients, client].join("\n"));
  const key = await crypto.subtle.importKey("raw", said, "PBKDF2", false, ["deriveBits"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt: toUtf8(SALT), iterations: ROUNDS };
  const bits = new DataView(await crypto.subtle.deriveBits(derivation, key, 64)).getBigUint64(0);
  const word = (place: number) => PHRASE_WORDS[Number((bits >> BigInt(64 - BITS_PER_WORD * place)) & 2047n)] ?? "";
  return [word(1), word(2), word(3), word(4)];
}
