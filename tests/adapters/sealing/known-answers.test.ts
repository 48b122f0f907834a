import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readInvite } from "../../../src/adapters/sealing/invite.ts";
import { openEnvelope } from "../../../src/adapters/sealing/open-envelope.ts";
import { identitiesOf, readKeyFile } from "../../../src/adapters/sealing/therapist-key.ts";
import { decideInviteAcceptance } from "../../../src/core/invite/acceptance.ts";
import { readClientsFile, recipientSetsOf } from "../../../src/protocol/clients-file.ts";

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

describe("after a change of keys, with a practice that reads too", () => {
  const update = JSON.parse(file("expected-update.json").toString());
  const clients = readClientsFile(file("updated-clients.json").toString()) ?? [];

  async function keyOf(name: string) {
    const read = await readKeyFile(file(name).toString());
    if (read.kind !== "ok") throw new Error(`${name} cannot be read.`);
    return read.key;
  }
  const open = async (name: string, identities: readonly string[]) =>
    openEnvelope(file(name), {
      identities,
      knownClients: (client) => clients.find((each) => each.client === client) ?? null,
      ourRecipientSets: clients.flatMap(recipientSetsOf),
    });

  test("the update says what it said, and only the therapist's signature makes it one", async () => {
    const rules = { nowMs: 0, allowLocalhost: false };
    const read = await readInvite(file("update.invite").toString(), rules);
    expect(read).toEqual({ kind: "ok", invite: update.invite, phrase: update.phrase });
    const first = await readInvite(file("client.invite").toString(), rules);
    if (read.kind !== "ok" || first.kind !== "ok") throw new Error("An invite of the fixtures cannot be read.");
    const decision = decideInviteAcceptance({ invite: read.invite, current: first, nowMs: 0 });
    expect(decision).toMatchObject({ kind: "update", consentAgain: true });
  });

  test.each(["two-readers.age", "two-readers-by-age-command.txt"])("%s opens for either reader", async (name) => {
    for (const keyFile of ["rotated-key.txt", "practice-key.txt"]) {
      const { identity } = await keyOf(keyFile);
      expect(await open(name, [identity])).toMatchObject({
        kind: "opened",
        payload: { id: update.id, seq: update.seq },
        content: { response: { answers: update.answers } },
      });
    }
    expect(await open(name, [(await keyOf("key.txt")).identity])).toMatchObject({ reason: "otherKey" });
  });

  test("the rotated key's file opens what was sealed before it, too", async () => {
    const opened = await open("by-age-command.age", identitiesOf(await keyOf("rotated-key.txt")));
    expect(opened).toMatchObject({ kind: "opened", content: { response: expected.response } });
  });
});
