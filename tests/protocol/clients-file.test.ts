import { expect, test } from "vitest";
import { type KnownClient, readClientsFile, writeClient } from "../../src/protocol/clients-file.ts";

const SECRET = "SrSSWD0WGELbikLYlA5NMR2Uf8zKPrgCPCb8WPo2ZHs";

function client(changed: Partial<KnownClient> = {}): KnownClient {
  return { client: "c1", secret: SECRET, label: "Ann", recipients: ["age1x"], update: 1, pinnedKey: null, ...changed };
}

test("clients are added one by one, and each comes back as it was", () => {
  const one = writeClient(null, client());
  const two = writeClient(one, client({ client: "c2", label: "Bob" }));
  expect(readClientsFile(two!)).toEqual([client(), client({ client: "c2", label: "Bob" })]);
});

test("a client written again replaces its older self only", () => {
  const file = writeClient(writeClient(null, client()), client({ client: "c2" }));
  expect(readClientsFile(writeClient(file, client({ update: 2 }))!)).toEqual([
    client({ client: "c2" }),
    client({ update: 2 }),
  ]);
});

test("a file of the plainest form, with a byte order mark, is read", () => {
  const plain = { v: 1, clients: [{ client: "c1", secret: SECRET, label: "Ann", recipients: ["age1x"] }] };
  expect(readClientsFile(`\ufeff${JSON.stringify(plain)}`)).toEqual([client()]);
});

test.each([
  "not json",
  "[]",
  '{"v":2,"clients":[]}',
  '{"v":1,"clients":{}}',
  '{"v":1,"clients":[{"client":"c1"}]}',
  `{"v":1,"clients":[{"client":"a|b","secret":"${SECRET}","recipients":["x"]}]}`,
  `{"v":1,"clients":[{"client":"c1","secret":"short","recipients":["x"]}]}`,
  `{"v":1,"clients":[{"client":"c1","secret":"${SECRET}","recipients":[]}]}`,
])("what is no clients file is not read and never written over: %s", (text) => {
  expect(readClientsFile(text)).toBeNull();
  expect(writeClient(text, client())).toBeNull();
});

test("pause, end and earlier invites go along to another computer", () => {
  const local = { follows: "c0", pausedAt: 1, resumedAt: 2, endedAt: 3, language: "pt_BR" };
  expect(readClientsFile(writeClient(null, client(local))!)).toEqual([client(local)]);
});

test.each([{ follows: "a|b" }, { pausedAt: "today" }, { endedAt: 1.5 }, { language: "../de" }])(
  "a list with %o is not read: nothing in it is half taken",
  (wrong) => {
    const text = JSON.stringify({ v: 1, clients: [{ ...client(), ...wrong }] });
    expect(readClientsFile(text)).toBeNull();
  },
);
