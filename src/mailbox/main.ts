import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, HELP, parseCommand } from "./command.ts";
import { sayFirstRun, sayListing, sayNewToken, sayNotMade, sayServing } from "./console-words.ts";
import { createMailbox } from "./mailbox.ts";
import { addBox, addTokenFor, listStore, type NewToken, type Provisioned, revokeToken } from "./provisioning.ts";
import { readTokens } from "./token-file.ts";

const FAILED = 1;
const MISUSED = 2;

async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case "serve":
      return serve(command);
    case "addBox": {
      const box = command.box ?? randomBoxName();
      return showNewToken("Therapist's", box, command.tokenFile, await addBox(command.folder, box));
    }
    case "addClient":
      return showNewToken(
        "Client's",
        command.box,
        command.tokenFile,
        await addTokenFor(command.folder, "client", command.box, { signing: command.signing }),
      );
    case "addReader":
      return showNewToken(
        "Therapist's",
        command.box,
        command.tokenFile,
        await addTokenFor(command.folder, "therapist", command.box),
      );
    case "revoke":
      return revoke(command);
    case "list":
      console.log(sayListing(await listStore(command.folder)));
      return 0;
    case "help":
      console.log(HELP);
      return 0;
    case "mistake":
      console.error(`${command.sentence}\n\n${HELP}`);
      return MISUSED;
  }
}

async function serve({ folder, settings }: Extract<Command, { kind: "serve" }>): Promise<number> {
  const { unreadableLines } = await readTokens(folder);
  if (unreadableLines > 0)
    console.error(`${unreadableLines} line(s) of the token file could not be read and are ignored.`);
  const mailbox = createMailbox({
    folder,
    rate: settings.writesPerMinute === 0 ? null : { perMinute: settings.writesPerMinute },
    quotaBytes: settings.quotaMegabytes * 2 ** 20,
    tokenQuotaBytes: settings.tokenQuotaMegabytes === 0 ? null : settings.tokenQuotaMegabytes * 2 ** 20,
    log: (line) => console.error(line),
  });
  const stop = stopAsked();
  const { origin } = await mailbox.listen(settings.port, settings.host);
  console.log(sayServing(origin, resolve(folder), settings));
  if ((await listStore(folder)).length === 0) await makeFirstBox(folder, origin);
  await stop;
  await mailbox.close();
  console.log("Mailbox stopped.");
  return 0;
}

async function makeFirstBox(folder: string, origin: string): Promise<void> {
  const box = randomBoxName();
  const therapist = await addBox(folder, box);
  const client = await addTokenFor(folder, "client", box);
  if (therapist.kind === "made" && client.kind === "made") console.log(sayFirstRun(origin, box, therapist, client));
}

async function showNewToken(who: string, box: string, tokenFile: string | null, made: Provisioned): Promise<number> {
  if (made.kind !== "made") {
    console.error(sayNotMade(made.kind, box));
    return FAILED;
  }
  if (tokenFile === null) console.log(sayNewToken(who, box, made));
  else await writeTokenFile(tokenFile, box, made);
  return 0;
}

async function writeTokenFile(path: string, box: string, { token, tokenId, secret }: NewToken): Promise<void> {
  await writeFile(path, `${[token, ...(secret === null ? [] : [secret])].join("\n")}\n`, { flag: "wx", mode: 0o600 });
  console.log(`The token for box ${box} (id ${tokenId}) is in ${path}.`);
}

async function revoke({ folder, tokenId }: Extract<Command, { kind: "revoke" }>): Promise<number> {
  const outcome = await revokeToken(folder, tokenId);
  switch (outcome) {
    case "revoked":
      console.log(`Token ${tokenId} is revoked.`);
      return 0;
    case "alreadyRevoked":
      console.log(`Token ${tokenId} was revoked before.`);
      return 0;
    case "unknownToken":
      console.error(`There is no token with the id ${tokenId}. "list" shows them.`);
      return FAILED;
  }
}

/** A random name says nothing about whose box it is. */
function randomBoxName(): string {
  return randomBytes(6).toString("hex");
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  process.exitCode = await run(parseCommand(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = FAILED;
}
