import { DEFAULT_INSTRUMENT } from "../../core/alliance/instruments/index.ts";
import { isoMinute } from "../../protocol/envelope.ts";
import { random256, sha256Text } from "./bytes.ts";
import { keyMac, makeClientKey } from "./client-key.ts";
import { openEnvelope } from "./open-envelope.ts";
import { sealEnvelope } from "./seal-envelope.ts";

/** Whether this identity opens what is sealed for this recipient: only trying proves a backup. */
export async function opensTestFile(identity: string, recipient: string, nowMs: number): Promise<boolean> {
  const { privateKey, publicKey: key } = await makeClientKey();
  const secret = random256();
  const [client, id, at] = [crypto.randomUUID(), crypto.randomUUID(), isoMinute(nowMs)];
  const hash = await sha256Text("test");
  const payload = {
    type: "test" as const,
    id,
    seq: 1,
    client,
    key,
    mac: await keyMac(secret, client, key),
    instrument: `${DEFAULT_INSTRUMENT}|${hash}`,
    at,
    consent: { hash, at },
    body: {},
  };
  const bytes = await sealEnvelope({ payload, privateKey, recipients: [recipient] });
  const opened = await openEnvelope(bytes, {
    identities: [identity],
    knownClients: () => ({ secret, pinnedKey: null }),
    ourRecipientSets: [[recipient]],
  });
  return opened.kind === "opened" && opened.payload.id === id;
}
