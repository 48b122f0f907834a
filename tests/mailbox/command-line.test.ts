import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HELP, OPTIONS, parseCommand } from "../../src/mailbox/command.ts";
import { listenTo, runMailbox, spawnMailbox } from "./mailbox-process.ts";
import { ageFile, id, send, temporaryFolder } from "./running-mailbox.ts";

const parse = (line: string) => parseCommand(line.split(" ").filter((word) => word !== ""));

test("without arguments it serves this computer only, from ./mailbox-data", () =>
  expect(parse("")).toEqual({
    kind: "serve",
    folder: "mailbox-data",
    settings: { host: "127.0.0.1", port: 8787, quotaMegabytes: 1024, tokenQuotaMegabytes: 64, writesPerMinute: 120 },
  }));

test.each([
  ["--port 0 --folder /srv/box --writes-per-minute 0", { kind: "serve", folder: "/srv/box" }],
  ["add-box", { kind: "addBox", box: null, tokenFile: null }],
  ["add-box harbour", { kind: "addBox", box: "harbour" }],
  ["add-client --box harbour --token-file t", { kind: "addClient", box: "harbour", tokenFile: "t", signing: false }],
  ["add-client --box harbour --sign", { kind: "addClient", box: "harbour", signing: true }],
  ["--token-quota-mb 0", { kind: "serve", settings: { tokenQuotaMegabytes: 0 } }],
  ["add-reader --box harbour", { kind: "addReader", box: "harbour" }],
  ["revoke 01234567", { kind: "revoke", tokenId: "01234567" }],
  ["list --folder x", { kind: "list", folder: "x" }],
  ["add-client --help", { kind: "help" }],
])("%j is understood", (line, command) => expect(parse(line)).toMatchObject(command));

test.each([
  "start",
  "add-client",
  "add-client harbour",
  "add-box Harbour",
  "add-box tmp",
  "add-box a b",
  "revoke",
  "--port eighty",
  "--port 70000",
  "--quota-mb 0",
  "--token-quota-mb much",
  "--writes-per-minute -1",
  "--colour blue",
  "--folder",
])("%j is a mistake, said in a sentence", (line) => {
  const command = parse(line);
  expect(command).toMatchObject({ kind: "mistake", sentence: expect.stringMatching(/\w{3}/) });
});

test("the help and the page name every option there is and no other", async () => {
  const options = Object.keys(OPTIONS).map((name) => `--${name}`);
  const page = await readFile(new URL("../../docs/mailbox.md", import.meta.url), "utf8");
  const [, ...afterHeading] = page.slice(0, page.indexOf("## API")).split("| Option");
  expect(optionsIn(HELP.slice(HELP.indexOf("Options")))).toEqual(options.toSorted());
  expect(optionsIn(afterHeading.join(""))).toEqual(options.filter((option) => option !== "--help").toSorted());
});

/** Those that begin a line, or a row of a table. */
function optionsIn(text: string): readonly string[] {
  return [...text.matchAll(/^[ |`]*(?:-h, )?(--[a-z][a-z-]+)/gm)].map(([, option = ""]) => option).toSorted();
}

test("the help names every command; what is missing takes the value it says", () => {
  for (const word of ["add-box", "add-client", "add-reader", "revoke", "list"]) expect(HELP).toContain(`-- ${word}`);
  const served = parse("");
  if (served.kind !== "serve") throw new Error("It does not serve.");
  const { port, quotaMegabytes, tokenQuotaMegabytes, writesPerMinute } = served.settings;
  for (const said of [
    `default ${port};`,
    `default ${quotaMegabytes})`,
    `default ${tokenQuotaMegabytes};`,
    `default ${writesPerMinute};`,
  ])
    expect(HELP).toContain(said);
});

test("--help ends with 0; a mistake ends with 2 and shows the help", async () => {
  const help = await runMailbox("--help");
  expect([help.code, help.out.trim()]).toEqual([0, HELP.trim()]);
  const mistake = await runMailbox("start");
  expect([mistake.code, mistake.out]).toEqual([2, ""]);
  expect(mistake.err).toContain('There is no command "start".');
});

test("the first start makes a box whose tokens work, SIGTERM ends it cleanly, and the next start makes none", async () => {
  const folder = join(temporaryFolder(), "store");
  const child = spawnMailbox(["--folder", folder, "--port", "0"]);
  const said = await listenTo(child).until(/3\. .*\n/);
  const field = (name: string) => new RegExp(`^ *${name} +(\\S+)$`, "m").exec(said)![1]!;
  const port = Number(new URL(field("Address")).port);
  const path = `/m/${field("Box")}/${id(1)}`;
  const put = { method: "PUT", path, token: field("A client's token"), body: ageFile() };
  expect((await send(port, put)).status).toBe(201);
  expect((await send(port, { path, token: field("Reading token") })).status).toBe(200);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);

  const again = spawnMailbox(["--folder", folder, "--port", "0"]);
  const listener = listenTo(again);
  await listener.until("Mailbox listens on");
  again.kill("SIGINT");
  expect(await once(again, "exit")).toEqual([0, null]);
  expect(listener.all()).not.toContain("first box");
});

test("tokens are made, listed without their secret, and revoked from the command line", async () => {
  const folder = join(temporaryFolder(), "store");
  const tokenFile = join(folder, "client.token");
  expect((await runMailbox("add-box", "harbour", "--folder", folder)).out).toMatch(/^r\.[0-9a-f]{8}\./m);
  const made = await runMailbox("add-client", "--box", "harbour", "--folder", folder, "--token-file", tokenFile);
  const token = (await readFile(tokenFile, "utf8")).trim();
  expect(made.out).not.toContain(token);
  expect((await stat(tokenFile)).mode & 0o077).toBe(0);

  const tokenId = token.split(".")[1]!;
  expect((await runMailbox("revoke", tokenId, "--folder", folder)).code).toBe(0);
  const listed = (await runMailbox("list", "--folder", folder)).out;
  expect(listed).toMatch(new RegExp(`${tokenId} +client +added \\S+, revoked`));
  expect(listed).not.toContain(token.split(".")[2]);
  expect((await runMailbox("revoke", "ffffffff", "--folder", folder)).code).toBe(1);
  expect((await runMailbox("add-client", "--box", "nowhere", "--folder", folder)).code).toBe(1);
});

test("a taken port is said plainly", async () => {
  const folder = temporaryFolder();
  const first = spawnMailbox(["--folder", folder, "--port", "0"]);
  const [, port] = /127\.0\.0\.1:(\d+)/.exec(await listenTo(first).until("Mailbox listens on"))!;
  const second = await runMailbox("--folder", folder, "--port", port!);
  expect(second.code).toBe(1);
  expect(second.err).toContain("EADDRINUSE");
});
