import { armor, Decrypter } from "age-encryption";
import { parseEnvelopePayload, parseSignedText } from "../../protocol/envelope.ts";
import { type EnvelopeContent, readEnvelopeContent } from "../../protocol/envelope-content.ts";
import { parseJson } from "../../protocol/json.ts";

export interface Unproven {
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  readonly content: EnvelopeContent;
}

/**
 * What an envelope says, with nothing proven of who wrote it: for a person who has the key but no client list. `openEnvelope` has opened it before and found it whole.
 */
export async function readUnproven(bytes: Uint8Array, identities: readonly string[]): Promise<Unproven | null> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const isArmored = bytes[0] === "-".charCodeAt(0);
  const sealed = isArmored ? armor.decode(new TextDecoder().decode(bytes).trim()) : bytes;
  const signed = parseSignedText(parseJson(await decrypter.decrypt(sealed, "text")));
  const payload = signed && parseEnvelopePayload(parseJson(signed.p));
  if (payload === null || payload === "newerVersion") return null;
  const content = readEnvelopeContent(payload);
  const { id, client, seq } = payload;
  return content && { id, client, seq, content };
}
