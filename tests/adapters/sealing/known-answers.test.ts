import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readInvite } from "../../../src/adapters/sealing/invite.ts";
import { openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { readKeyFile } from "../../../src/adapters/sealing/therapist-key.ts";
import { readClientsFile } from "../../../src/protocol/clients-file.ts";

const file = (name: string) => readFileSync(new URL(`../../fixtures/sealing/${name}`, import.meta.url));
const expected = JSON.parse(file("expected.json").toString());
const [known] = readClientsFile(file("clients.json").toString()) ?? [];

test("an invite of version 1 says what it said, with the same check phrase", async () => {
  const rules = { nowMs: expected.invite.expiresAt, allowLocalhost: false };
  const { kind, invite, phrase } = expected;
  expect(await readInvite(file("client.invite").toString(), rules)).toEqual({ kind, invite, phrase });
});

test.each(["0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11.age", "armored.txt", "by-age-command.age"])(
  "an envelope of version 1 opens: %s",
  async (name) => {
    const read = await readKeyFile(file("key.txt").toString());
    if (read.kind !== "ok") throw new Error("The key file of the fixtures cannot be read.");
    const opened = await openEnvelope(file(name), {
      identities: [read.key.identity],
      fileName: name.endsWith("11.age") ? name : null,
      knownClients: (client) => (known?.client === client ? known : null),
      ourRecipientSets: [known?.recipients ?? []],
    });
    expect(opened).toMatchObject({ kind: "opened", content: { kind: "response", response: expected.response } });
  },
);
