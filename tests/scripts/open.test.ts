import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor } from "age-encryption";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runOpenCommand } from "../../scripts/open-command.ts";
import type { PayloadFacts } from "../../src/adapters/sealing/seal-envelope.ts";
import { makeTherapistKey, writeKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../src/core/alliance/instruments/index.ts";
import { writeClient } from "../../src/protocol/clients-file.ts";
import { toQuestionnaireResponse, toWithdrawnResponse } from "../../src/protocol/questionnaire-response.ts";
import { AT, type Client, makeParties, usualPayload } from "../adapters/sealing/parties.ts";
import { addOn } from "../core/alliance/add-ons.ts";
import { checkInBeside } from "../protocol/fhir-samples.ts";

let folder = "";
let parties: Awaited<ReturnType<typeof makeParties>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "aftersession-open-"));
  parties = await makeParties();
  mkdirSync(join(folder, "box"));
  writeFileSync(join(folder, "key.txt"), writeKeyFile(parties.therapist, 0));
  let clients: string | null = null;
  for (const { client, secret } of [parties.ann, parties.bob]) {
    const label = `label of ${client}`;
    clients = writeClient(clients, {
      client,
      secret,
      label,
      recipients: [parties.therapist.recipient],
      update: 1,
      pinnedKey: null,
    });
  }
  writeFileSync(join(folder, "clients.json"), clients ?? "");
});
afterEach(() => rmSync(folder, { recursive: true }));

const ids = [1, 2, 3].map((last) => `6f1c1c1e-0000-4000-8000-00000000000${last}`);
const path = (name: string): string => join(folder, name);

async function put(from: Client, changed: Partial<PayloadFacts> & { readonly id: string }, name = `${changed.id}.age`) {
  const bytes = await parties.seal(from, changed);
  writeFileSync(path(`box/${name}`), bytes);
  return bytes;
}

async function run(...args: readonly string[]) {
  const said: string[] = [];
  const noted: string[] = [];
  const code = await runOpenCommand(args, { say: (text) => said.push(text), note: (text) => noted.push(text) });
  const json = (lines: readonly string[]) => lines.join("\n").split("\n").filter(Boolean).map(parsed);
  return { code, lines: json(said), notes: json(noted) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Help and mistakes are sentences.
    return line;
  }
}

const withClients = () => run(path("key.txt"), path("box"), "--clients", path("clients.json"));

describe("a folder", () => {
  test("with nothing in it says so beside the output, which stays empty", async () => {
    const { code, lines, notes } = await withClients();
    expect([code, lines]).toEqual([0, []]);
    expect(notes).toEqual([`${path("box")}: there is nothing in it to open (no .age file).`]);
  });

  test("is opened, one line a response, checked against the client list", async () => {
    await put(parties.ann, { id: ids[0]! });
    const { code, lines, notes } = await withClients();
    expect(code).toBe(0);
    expect(notes).toEqual([]);
    expect(lines).toEqual([
      {
        id: ids[0],
        seq: 1,
        client: "ann",
        label: "label of ann",
        at: "2026-11-23T19:04:00.000Z",
        endedAt: null,
        instrument: DEFAULT_INSTRUMENT,
        answers: { B1: 8, G1: 7, T1: 9, R1: "no", V1: "no" },
        wish: null,
        seconds: 30,
        skipped: 1,
        verified: true,
        file: `${ids[0]}.age`,
      },
    ]);
  });

  test("shows what was sent of questions beside the usual ones, with where they are from", async () => {
    const risq = addOn("risq");
    const { body } = await usualPayload(parties.ann, { id: ids[0]! });
    const answers = { i1: "0", i2: "1", i3: "0", i4: "0" };
    const { response } = checkInBeside(findInstrument(DEFAULT_INSTRUMENT)!, risq, answers);
    const beside = toQuestionnaireResponse({ ...response, id: ids[0]!, client: "ann" }, [], risq.items);
    await put(parties.ann, {
      id: ids[0]!,
      body: { ...body, contained: beside.contained, extension: beside.extension },
    });
    const { lines } = await withClients();
    expect(lines).toMatchObject([
      {
        answers: { B1: 8 },
        addOn: { instrument: "risq|1", answers, attribution: expect.stringContaining("doi 10.3390") },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain("test text");
  });

  test("without a client list is opened, but nothing is called verified", async () => {
    await put(parties.ann, { id: ids[0]! });
    expect(await run(path("key.txt"), path("box"))).toMatchObject({
      code: 0,
      lines: [{ id: ids[0], verified: false }],
    });
  });

  test("of folders, as a mailbox keeps them, is opened one level deep", async () => {
    await put(parties.ann, { id: ids[0]! });
    expect(await run(path("key.txt"), folder)).toMatchObject({ code: 0, lines: [{ id: ids[0] }] });
  });

  test("may be one file", async () => {
    await put(parties.ann, { id: ids[0]! });
    expect(await run(path("key.txt"), path(`box/${ids[0]}.age`))).toMatchObject({ code: 0, lines: [{ id: ids[0] }] });
  });

  test("may hold armored files", async () => {
    const bytes = await put(parties.ann, { id: ids[0]! });
    writeFileSync(path(`box/${ids[0]}.age`), armor.encode(bytes));
    expect(await withClients()).toMatchObject({ code: 0, lines: [{ verified: true }] });
    expect(await run(path("key.txt"), path("box"))).toMatchObject({ code: 0, lines: [{ verified: false }] });
  });

  test("is printed newest last", async () => {
    const later = await parties.seal(parties.bob, { id: ids[1]! });
    writeFileSync(path(`box/${ids[1]}.age`), later);
    await put(parties.ann, { id: ids[0]!, seq: 2 });
    await put(parties.ann, { id: ids[2]!, seq: 1 });
    const { lines } = await withClients();
    expect((lines as { seq: number }[]).map(({ seq }) => seq).slice(-1)).toEqual([2]);
  });
});

describe("what cannot be opened or trusted", () => {
  test("is named with its reason, the others are still printed, and the exit code says so", async () => {
    const good = await put(parties.ann, { id: ids[0]! });
    const cut = good.slice(0, -1);
    writeFileSync(path(`box/${ids[1]}.age`), cut);
    writeFileSync(path("box/notes.age"), "not sealed");
    const stranger = await makeTherapistKey("Dr. Other");
    writeFileSync(path(`box/${ids[2]}.age`), await parties.seal(parties.ann, { id: ids[2]! }, stranger));
    const { code, lines, notes } = await withClients();
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(notes).toEqual(
      expect.arrayContaining([
        { file: `${ids[1]}.age`, refused: "damaged" },
        { file: "notes.age", refused: "notSealed" },
        { file: `${ids[2]}.age`, refused: "otherKey" },
      ]),
    );
  });

  test("includes a file under another answer's name, with and without a client list", async () => {
    await put(parties.ann, { id: ids[0]! }, `${ids[1]}.age`);
    expect(await withClients()).toMatchObject({ code: 1, notes: [{ refused: "otherName" }] });
    expect(await run(path("key.txt"), path("box"))).toMatchObject({ code: 1, notes: [{ refused: "otherName" }] });
  });

  test("includes a client who is not in the list", async () => {
    await put(parties.ann, { id: ids[0]! });
    writeFileSync(path("clients.json"), '{"v":1,"clients":[]}');
    expect(await withClients()).toMatchObject({ code: 1, lines: [], notes: [{ refused: "unknownClient" }] });
  });
});

test("copies, gaps and answers taken back are said, and are no failure", async () => {
  const bytes = await put(parties.ann, { id: ids[0]!, seq: 3 });
  writeFileSync(path(`box/${ids[0]} (1).age`), bytes);
  utimesSync(path(`box/${ids[0]} (1).age`), new Date(), new Date(Date.now() + 60_000));
  const body = toWithdrawnResponse({
    id: ids[0]!,
    client: "ann",
    instrument: DEFAULT_INSTRUMENT,
    submittedAt: Date.parse(AT),
  });
  await put(parties.ann, { id: ids[1]!, seq: 4, type: "withdrawn", body });
  const { code, lines, notes } = await withClients();
  expect({ code, lines }).toEqual({ code: 0, lines: [] });
  expect(notes).toEqual([
    { file: `${ids[0]} (1).age`, repeated: ids[0] },
    { client: "ann", missing: { first: 1, last: 2 } },
    { file: `${ids[0]}.age`, takenBack: ids[0] },
  ]);
});

describe("a mailbox", () => {
  test("is read with its token", async () => {
    const bytes = await parties.seal(parties.ann, { id: ids[0]! });
    const server = createServer((request, reply) => {
      if (request.headers.authorization !== "Bearer reading") return reply.writeHead(401).end();
      if (request.url === `/m/b/${ids[0]}`) return reply.end(bytes);
      return reply.end(JSON.stringify({ items: [{ id: ids[0], size: bytes.length, arrivedAt: 5 }], next: null }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/m/b`;
    const read = (token: string) => run(path("key.txt"), address, "--token", token, "--clients", path("clients.json"));
    expect(await read("reading")).toMatchObject({ code: 0, lines: [{ id: ids[0], verified: true }] });
    expect(await read("other")).toMatchObject({ code: 1, notes: [{ mailbox: address, refused: "wrongToken" }] });
    writeFileSync(path("token"), "reading\n");
    expect(await run(path("key.txt"), address, "--token-file", path("token"))).toMatchObject({ code: 0 });
    server.closeAllConnections();
    server.close();
  });
});

describe("a command that cannot be understood", () => {
  test.each([
    ["no folder", () => [path("key.txt")]],
    ["three places", () => [path("key.txt"), "a", "b"]],
    ["an unknown option", () => [path("key.txt"), folder, "--loud"]],
    ["a key file that is not there", () => [path("gone.txt"), folder]],
    ["a key file without a key", () => [path("clients.json"), folder]],
    ["a folder that is not there", () => [path("key.txt"), path("gone")]],
    ["a client list that is none", () => [path("key.txt"), folder, "--clients", path("key.txt")]],
    ["a mailbox without a token", () => [path("key.txt"), "https://box.example/m/b"]],
    ["a mailbox without a box", () => [path("key.txt"), "https://box.example", "--token", "t"]],
    ["a mailbox over http", () => [path("key.txt"), "http://box.example/m/b", "--token", "t"]],
  ] as const)("ends with code 2: %s", async (_, args) => {
    const { code, lines, notes } = await run(...args());
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(notes.at(-1)).toContain("--help");
  });

  test("help is no mistake", async () => {
    expect((await run("--help")).code).toBe(0);
    expect((await run()).lines[0]).toContain("Opens sealed answers");
  });
});
