import { DEFAULT_INSTRUMENT } from "../../core/alliance/instruments/index.ts";
import { isoMinute } from "../../protocol/envelope.ts";
import { sha256Text } from "./bytes.ts";
import { keyMac, makeClientKey } from "./client-key.ts";
import { sealEnvelope } from "./seal-envelope.ts";

/** Who writes the tests of one therapist's key. */
export interface Tester {
  readonly client: string;
  readonly secret: string;
}

export interface TestLetter {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * Follows from the key alone, so that its letters are known as tests on every computer that has the key, and nothing has to
 * be kept. The secret tells nothing of the key it comes from.
 */
export async function testerOf(identity: string): Promise<Tester> {
  const secret = await sha256Text(`aftersession-tester-1|${identity}`);
  return { client: `test-${(await sha256Text(secret)).slice(0, 16)}`, secret };
}

/** Nothing in it but that it is a test; sealed for these recipients, signed by a key that is gone afterwards. */
export async function sealTestLetter(
  { client, secret }: Tester,
  recipients: readonly string[],
  nowMs: number,
): Promise<TestLetter> {
  const { privateKey, publicKey: key } = await makeClientKey();
  const [id, at, hash] = [crypto.randomUUID(), isoMinute(nowMs), await sha256Text("test")];
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
  return { id, bytes: await sealEnvelope({ payload, privateKey, recipients }) };
}
