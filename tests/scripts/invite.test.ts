import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runInviteCommand } from "../../scripts/invite-command.ts";
import { openInvite } from "../../src/adapters/sealing/open-invite.ts";
import { readKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
import { addBox } from "../../src/mailbox/provisioning.ts";
import { readClientsFile } from "../../src/protocol/clients-file.ts";
import { runMailbox } from "../mailbox/mailbox-process.ts";

const folder = mkdtempSync(join(tmpdir(), "aftersession-invite-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(file(name), "utf8");

async function run(...args: readonly string[]) {
  const [said, noted]: [string[], string[]] = [[], []];
  const code = await runInviteCommand(args, { say: (text) => said.push(text), note: (text) => noted.push(text) });
  return { code, said: said.join(""), noted: noted.join("\n") };
}

const mailbox = ["--endpoint", "https://box.example/", "--box", "rivera", "--token", "w.1.x"];
const make = (...more: readonly string[]) => run("make", "--key", file("key.txt"), ...mailbox, ...more);

beforeAll(async () => {
  expect((await run("key", "--name", "Dr. Rivera", "--out", file("key.txt"))).code).toBe(0);
});

test("without anything, and with --help, it says how it is used", async () => {
  for (const args of [[], ["--help"], ["make", "--help"]]) {
    expect(await run(...args)).toMatchObject({ code: 0, said: expect.stringContaining("npm run invite -- make") });
  }
});

test("a key file is for its owner's eyes and is never written over", async () => {
  const before = readFileSync(file("key.txt"), "utf8");
  expect(statSync(file("key.txt")).mode & 0o077).toBe(0);
  expect((await run("key", "--name", "Dr. Other", "--out", file("key.txt"))).code).toBe(1);
  expect(readFileSync(file("key.txt"), "utf8")).toBe(before);
});

test("an invite is the only thing on the output, so that it can be piped", async () => {
  const { code, said, noted } = await make("--video", "https://meet.example/room/7?x", "--take-back-seconds", "0");
  expect(code).toBe(0);
  expect(said).toMatch(/^https:\/\/aftersession\.example\/join#A1\.\S+\n$/);
  expect(noted).toContain("Check phrase: ");
  expect(await openInvite(said, { nowMs: Date.now(), allowLocalhost: false })).toMatchObject({
    kind: "ok",
    invite: {
      endpoint: { url: "https://box.example" },
      videoHosts: ["meet.example"],
      settings: { takeBackSeconds: 0 },
    },
  });
});

test("a known service brings the hosts that its calls run on", async () => {
  const { said } = await make("--video", "https://clinic.zoom.us/j/123456789", "--video", "zoom.us");
  expect(await openInvite(said, { nowMs: Date.now(), allowLocalhost: false })).toMatchObject({
    invite: { videoHosts: ["clinic.zoom.us", "app.zoom.us", "zoom.us"] },
  });
});

test("a rehearsal on this computer has its timings and says so", async () => {
  const local = ["--endpoint", "http://127.0.0.1:8787", "--video", "localhost:3000", "--rehearsal", "hangupGrace=0.5"];
  const { said, noted } = await make(...local);
  expect(noted).toContain("For a rehearsal on this computer only.");
  const rules = { nowMs: Date.now(), allowLocalhost: true };
  expect(await openInvite(said, rules)).toMatchObject({
    invite: { videoHosts: ["localhost:3000"], settings: { rehearsal: { hangupGrace: 0.5 } } },
  });
});

test("an invite can name the client's rooms and keep its sites for sessions", async () => {
  const { said, noted } = await make("--video", "meet.example", "--room", "meet.example/room/7#x", "--dedicated");
  expect(await openInvite(said, { nowMs: Date.now(), allowLocalhost: false })).toMatchObject({
    invite: { rooms: ["https://meet.example/room/7"], dedicatedHosts: ["meet.example"] },
  });
  expect(noted).toContain("Every call counts on: meet.example");
  expect(noted).toContain("The client's own rooms: https://meet.example/room/7");
});

test("a room that is on none of the sites, or no address, is said", async () => {
  expect(await make("--video", "meet.example", "--room", "https://call.example/7")).toMatchObject({
    code: 2,
    noted: expect.stringContaining("--room: the address of a meeting on one of the --video sites"),
  });
  expect(await make("--video", "meet.example", "--room", "http://[")).toMatchObject({ code: 2 });
});

describe("an invite to another kind of place", () => {
  const to = (profile: string, ...more: readonly string[]) =>
    run("make", "--key", file("key.txt"), "--video", "meet.example", "--profile", profile, ...more);
  const opened = async (...args: Parameters<typeof to>) => {
    const { code, said, noted } = await to(...args);
    expect([code, noted]).toEqual([0, expect.any(String)]);
    const read = await openInvite(said, { nowMs: Date.now(), allowLocalhost: false });
    return { noted, ...(read.kind === "ok" ? { endpoint: read.invite.endpoint, mode: read.invite.mode } : {}) };
  };
  const NOTHING = { box: "", token: "" };
  const SECRET = `whsec_${"QUFB".repeat(8)}`;
  const WRITING = `w.01234567.${"A".repeat(43)}`;
  const sas = "sv=2022-11-02&sr=c&sp=c&sig=a%2Bb";

  test.each<[string, readonly string[], object]>([
    [
      "mailbox",
      ["--endpoint", "https://box.example/a/m/quiet", "--box", "quiet", "--token", WRITING],
      { adapter: "put", url: "https://box.example/a", box: "quiet", token: WRITING },
    ],
    [
      "webdav",
      ["--endpoint", "https://dav.example/in/", "--user", "ann", "--token", "p w"],
      {
        adapter: "put",
        url: "https://dav.example/in",
        box: "",
        user: "ann",
        token: "p w",
      },
    ],
    [
      "nextcloud-drop",
      ["--endpoint", "https://cloud.example/index.php/s/aBcD"],
      {
        adapter: "put",
        url: "https://cloud.example/public.php/dav/files/aBcD",
        ...NOTHING,
      },
    ],
    [
      "couchdb",
      ["--endpoint", "https://couch.example/ann", "--user", "ann", "--token", "pw"],
      {
        adapter: "put",
        url: "https://couch.example/ann",
        box: "",
        user: "ann",
        token: "pw",
      },
    ],
    [
      "azure-sas",
      ["--endpoint", `https://x.blob.example/in?${sas}`],
      {
        adapter: "put",
        url: "https://x.blob.example/in",
        box: "",
        token: sas,
      },
    ],
    [
      "generic",
      ["--endpoint", "https://hooks.example:443/catch/1/?k=2", "--secret", SECRET],
      {
        adapter: "post",
        url: "https://hooks.example/catch/1/?k=2",
        ...NOTHING,
        secret: SECRET,
      },
    ],
    [
      "apps-script",
      ["--endpoint", "https://script.google.com/macros/s/AK/exec", "--token", "k".repeat(32)],
      {
        adapter: "post",
        url: "https://script.google.com/macros/s/AK/exec",
        box: "",
        token: "k".repeat(32),
      },
    ],
    [
      "postgrest",
      ["--endpoint", "https://db.example/rest/v1", "--token", "a.b.c"],
      {
        adapter: "post",
        url: "https://db.example/rest/v1",
        box: "",
        token: "a.b.c",
      },
    ],
    ["file", [], { adapter: "file", url: "", ...NOTHING }],
  ])("%s", async (profile, args, endpoint) => {
    expect(await opened(profile, ...args)).toMatchObject({ mode: "sealed", endpoint: { profile, ...endpoint } });
  });

  test("a FHIR server reads the answers, and a webhook does if that is wanted; both are said", async () => {
    const fhir = await opened("fhir", "--endpoint", "https://fhir.example/R4", "--token", "t");
    expect(fhir).toMatchObject({ mode: "plain", endpoint: { adapter: "fhir", profile: "r4" } });
    const hook = await opened("generic", "--endpoint", "https://hook.example/x", "--plain");
    expect(hook).toMatchObject({ mode: "plain" });
    expect(fhir.noted).toContain("Not sealed: whoever runs fhir.example can read the answers");
  });

  test("a key that can do more than write is named", async () => {
    const { noted } = await opened(
      "couchdb",
      "--endpoint",
      "https://couch.example/ann",
      "--user",
      "ann",
      "--token",
      "pw",
    );
    expect(noted).toContain("a member of a CouchDB database reads all of it");
  });

  test.each<[string, readonly string[], RegExp]>([
    ["ftp", ["--endpoint", "https://x.example"], /none of: mailbox, webdav/],
    ["webdav", [], /--endpoint is missing/],
    ["webdav", ["--endpoint", "https://dav.example", "--user", "ann"], /a WebDAV folder needs/],
    ["azure-sas", ["--endpoint", "https://x.example/in", "--token", "sp=rl&sig=x"], /can read/],
    ["generic", ["--endpoint", "https://n8n.example/webhook-test/1"], /webhook-test/],
    ["generic", ["--endpoint", "https://n8n.example/webhook/1", "--secret", "abc"], /whsec_/],
    ["webdav", ["--endpoint", "https://dav.example", "--plain"], /--plain works with/],
    ["file", ["--endpoint", "https://dav.example"], /a file takes no/],
    ["mailbox", ["--endpoint", "https://box.example", "--token", "w.1.x"], /--box is missing/],
  ])("%s with %j is not made", async (profile, args, words) => {
    expect(await to(profile, ...args)).toMatchObject({ code: 2, said: "", noted: expect.stringMatching(words) });
  });
});

describe("a token's file", () => {
  const makeWith = (tokenFile: string, ...endpoint: readonly string[]) =>
    run("make", "--key", file("key.txt"), "--video", "meet.example", "--token-file", file(tokenFile), ...endpoint);
  const asBox = ["--endpoint", "https://box.example", "--box", "rivera"];
  const asWebhook = ["--profile", "generic", "--endpoint", "https://box.example/m/rivera"];
  const endpointIn = async (said: string) => {
    const opened = await openInvite(said, { nowMs: Date.now(), allowLocalhost: false });
    return opened.kind === "ok" ? opened.invite.endpoint : null;
  };

  test("holds the token alone, for a client that only writes", async () => {
    writeFileSync(file("plain.token"), "w.1.x\n");
    const { said } = await makeWith("plain.token", ...asBox);
    expect(await endpointIn(said)).toMatchObject({ profile: "mailbox", box: "rivera", token: "w.1.x" });
  });

  test("as the mailbox writes it has the secret of a client that must sign below its token", async () => {
    const store = file("store");
    await addBox(store, "rivera");
    const there = ["--box", "rivera", "--folder", store, "--token-file", file("signing.token")];
    expect((await runMailbox("add-client", "--sign", ...there)).code).toBe(0);

    const [token, secret] = read("signing.token").trim().split("\n");
    const { said } = await makeWith("signing.token", ...asWebhook);
    expect(await endpointIn(said)).toMatchObject({
      profile: "generic",
      url: "https://box.example/m/rivera",
      token,
      secret,
    });
    const { code, noted } = await makeWith("signing.token", ...asBox);
    expect([code, noted]).toEqual([2, expect.stringContaining("--profile generic --endpoint https://HOST/m/BOX")]);
  });

  test("with more in it than token and secret is not taken for one", async () => {
    writeFileSync(file("three"), "w.1.x\nwhsec_x\nmore\n");
    expect(await makeWith("three", ...asWebhook)).toMatchObject({
      code: 2,
      noted: expect.stringContaining("more than"),
    });
  });
});

test("a client in the clients file gets an update with the same secret", async () => {
  const remembered = ["--video", "meet.example", "--client", "ann", "--clients", file("clients.json")];
  await make(...remembered, "--label", "Ann");
  const [first] = readClientsFile(readFileSync(file("clients.json"), "utf8"))!;
  const { said } = await make(...remembered);
  const [second] = readClientsFile(readFileSync(file("clients.json"), "utf8"))!;
  expect(second).toEqual({ ...first, update: 2, label: "Ann" });
  const rules = { nowMs: Date.now(), allowLocalhost: false };
  expect(await openInvite(said, rules)).toMatchObject({ invite: { update: 2, secret: first?.secret, client: "ann" } });
});

test("a rotated key opens for the old one as well, and its update remembers who could read before", async () => {
  const [list, video] = [
    ["--clients", file("rotated.json")],
    ["--video", "meet.example"],
  ];
  const make = (key: string) => run("make", "--key", file(key), ...mailbox, ...video, "--client", "c9", ...list);
  await make("key.txt");
  const rotated = await run("rotate", "--key", file("key.txt"), "--out", file("newer.txt"));
  expect(rotated).toMatchObject({ code: 0, said: expect.stringMatching(/^age1/) });
  const [old, newer] = await Promise.all(["key.txt", "newer.txt"].map((name) => readKeyFile(read(name))));
  if (old?.kind !== "ok" || newer?.kind !== "ok") throw new Error("A key file of ours cannot be read.");
  expect(newer.key).toMatchObject({ issuerPublic: old.key.issuerPublic, older: [old.key.identity] });
  await make("newer.txt");
  expect(readClientsFile(read("rotated.json"))).toMatchObject([
    { update: 2, recipients: [newer.key.recipient], earlier: [[old.key.recipient]] },
  ]);
});

test("a practice that can read is named to the client", async () => {
  const escrow = (await run("key", "--name", "North", "--out", file("north.txt"))).said.trim();
  const { said, noted } = await make("--video", "meet.example", "--escrow", escrow, "--escrow-name", "Practice North");
  expect(noted).toContain("second reader: Practice North");
  expect(await openInvite(said, { nowMs: Date.now(), allowLocalhost: false })).toMatchObject({
    invite: { practice: "Practice North", recipients: [expect.anything(), escrow] },
  });
});

test("an invite is explained from its text, its link or its file", async () => {
  const { said } = await make("--video", "meet.example", "--out", file("a.invite"));
  for (const subject of [said, said.split("#")[1]!.trim(), file("a.invite")]) {
    const shown = await run("show", subject);
    expect(shown).toMatchObject({ code: 0, said: expect.stringContaining("Answers go to: https://box.example") });
    expect(shown.said).toMatch(/Check phrase: \w+ \w+ \w+ \w+\n$/);
  }
});

describe("what cannot be done is said in a sentence, with its exit code", () => {
  test.each<[number, readonly string[], RegExp]>([
    [1, ["show", "hello"], /not an invite/],
    [1, ["make", "--key", "/nowhere/key.txt"], /cannot be read/],
    [2, ["show"], /Say one of/],
    [2, ["sing"], /Say one of/],
    [2, ["--sing"], /Unknown option/],
    [2, ["key", "--name", "x"], /--out is missing/],
    [2, ["key", "--name", "a\nb", "--out", "/nowhere/x"], /--name/],
    [1, ["key", "--name", "x", "--out", "/nowhere/x"], /was not written/],
  ])("%i: %j", async (code, args, words) => {
    expect(await run(...args)).toMatchObject({ code, noted: expect.stringMatching(words) });
  });

  test.each<[readonly string[], RegExp]>([
    [[], /--video is missing/],
    [["--video", "*.example"], /--video/],
    [["--video", "::"], /--video/],
    [["--video", "meet.example", "--endpoint", "http://box.example"], /https/],
    [["--video", "meet.example", "--endpoint", "https://10.0.0.1"], /plain address/],
    [["--video", "meet.example", "--escrow", "age1x"], /--escrow/],
    [["--video", "meet.example", "--take-back-seconds", "x"], /say a number/],
    [["--video", "meet.example", "--take-back-seconds", "90000"], /out of bounds/],
    [["--video", "meet.example", "--rehearsal", "hangupGrace=1"], /this computer only/],
    [["--video", "meet.example", "--rehearsal", "hangupGrace"], /NAME=SECONDS/],
    [["--video", "meet.example", "--instrument", "wai|1"], /not known/],
  ])("an invite with %j", async (more, words) => {
    expect(await make(...more)).toMatchObject({ code: 2, said: "", noted: expect.stringMatching(words) });
  });

  test("a clients file that is none is left as it is", async () => {
    writeFileSync(file("other.json"), "my notes");
    const { code } = await make("--video", "meet.example", "--clients", file("other.json"));
    expect([code, readFileSync(file("other.json"), "utf8")]).toEqual([1, "my notes"]);
  });

  test("a key of age-keygen cannot sign invites", async () => {
    const identity = readFileSync(file("key.txt"), "utf8").split("\n").at(-2)!;
    writeFileSync(file("keygen.txt"), identity);
    expect(await run("make", "--key", file("keygen.txt"))).toMatchObject({
      code: 1,
      noted: expect.stringMatching(/no part that signs/),
    });
  });
});
