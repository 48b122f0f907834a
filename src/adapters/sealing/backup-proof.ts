import { random256 } from "./bytes.ts";
import { openEnvelope } from "./open-envelope.ts";
import { sealTestLetter } from "./test-letter.ts";

/** Whether this identity opens what is sealed for this recipient: only trying proves a backup. */
export async function opensTestFile(identity: string, recipient: string, nowMs: number): Promise<boolean> {
  const tester = { client: crypto.randomUUID(), secret: random256() };
  const { id, bytes } = await sealTestLetter(tester, [recipient], nowMs);
  const opened = await openEnvelope(bytes, {
    identities: [identity],
    knownClients: () => ({ secret: tester.secret, pinnedKey: null }),
    ourRecipientSets: [[recipient]],
  });
  return opened.kind === "opened" && opened.payload.id === id;
}
