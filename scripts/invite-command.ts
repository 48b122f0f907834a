import { existsSync } from "node:fs";
import { checkPhrase } from "../src/adapters/sealing/check-phrase.ts";
import { inviteOf, makeInvite, readInvite } from "../src/adapters/sealing/invite.ts";
import { makeTherapistKey, rotateTherapistKey, writeKeyFile } from "../src/adapters/sealing/therapist-key.ts";
import { checkInvite, isIssuerName } from "../src/core/invite/checks.ts";
import { isThisMachine } from "../src/core/invite/hosts.ts";
import type { Invite } from "../src/core/invite/invite.ts";
import { inviteLink } from "../src/protocol/invite-text.ts";
import { HELP, needed, type Options, readArguments, readFacts } from "./invite-arguments.ts";
import { readClients, readKey, readText, rememberClient, writeSecret } from "./invite-files.ts";
import { Mistake, PROBLEMS, Refusal, reasonText } from "./invite-problems.ts";

/** Where the command speaks: results go one way, everything said about them the other. */
export interface Voice {
  readonly say: (text: string) => void;
  readonly note: (text: string) => void;
}

/** Runs `npm run invite -- …`; gives back the exit code. */
export async function runInviteCommand(args: readonly string[], voice: Voice): Promise<0 | 1 | 2> {
  try {
    await run(args, voice);
    return 0;
  } catch (error) {
    if (!(error instanceof Mistake || error instanceof Refusal)) throw error;
    voice.note(error.message);
    if (error instanceof Refusal) return 1;
    voice.note("npm run invite -- --help says more.");
    return 2;
  }
}

async function run(args: readonly string[], voice: Voice): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [command, subject, ...more] = positionals;
  if (values.help || (command === undefined && args.length === 0)) return voice.say(HELP);
  if (command === "key" && subject === undefined) return makeKey(values, voice);
  if (command === "rotate" && subject === undefined) return rotateKey(values, voice);
  if (command === "make" && subject === undefined) return makeOne(values, voice);
  if (command === "show" && subject !== undefined && more.length === 0) return show(subject, voice);
  throw new Mistake("Say one of: key, rotate, make, show TEXT_OR_FILE.");
}

async function makeKey(options: Options, { say, note }: Voice): Promise<void> {
  const name = needed(options, "name").trim();
  const file = needed(options, "out");
  if (!isIssuerName(name)) throw new Mistake("--name: at most 80 characters on one line.");
  const key = await makeTherapistKey(name);
  writeSecret(file, writeKeyFile(key, Date.now()));
  note(`The key of ${name} is in ${file}. Make a copy now and keep it somewhere else.`);
  say(`${key.recipient}\n`);
}

async function rotateKey(options: Options, { say, note }: Voice): Promise<void> {
  const before = await readKey(needed(options, "key"));
  const file = needed(options, "out");
  const key = await rotateTherapistKey(before);
  writeSecret(file, writeKeyFile(key, Date.now()));
  note(`The new key of ${key.name} is in ${file}, with the older ones. Make a copy now and keep it somewhere else.`);
  note("Clients seal for the old key until they have accepted an update.");
  say(`${key.recipient}\n`);
}

async function makeOne(options: Options, { say, note }: Voice): Promise<void> {
  const key = await readKey(needed(options, "key"));
  const known = readClients(options.clients);
  const facts = readFacts(options, key, known);
  const planned = inviteOf(facts, key);
  const refusal = checkInvite(planned, { allowLocalhost: true });
  if (refusal !== null) throw new Mistake(PROBLEMS[refusal] ?? `This invite would be refused: ${refusal}.`);
  const link = inviteLink(await makeInvite(facts, key), options.page);
  if (options.out !== undefined) writeSecret(options.out, `${link}\n`);
  if (options.clients !== undefined) rememberClient(options.clients, options.label, facts, known);
  note(describe(planned));
  note(`Check phrase: ${(await checkPhrase(planned)).join(" ")}`);
  note("Read these words to each other in the next session. If they differ, the invite was swapped on its way.\n");
  say(`${link}\n`);
}

async function show(subject: string, { say }: Voice): Promise<void> {
  const text = existsSync(subject) ? readText(subject) : subject;
  const read = await readInvite(text, { nowMs: Date.now(), allowLocalhost: true });
  if (read.kind === "refused") throw new Refusal(reasonText(read.reason));
  say(`${describe(read.invite)}\nCheck phrase: ${read.phrase.join(" ")}\n`);
}

function describe(invite: Invite): string {
  const { issuer, endpoint, recipients, settings } = invite;
  const lines = [
    `Invite number ${invite.update} of ${issuer.name} (signing key ${issuer.key})`,
    `Client: ${invite.client}`,
    `Answers go to: ${endpoint.url}, box ${endpoint.box}`,
    `Sealed; only these keys can read: ${recipients.join(", ")}`,
    ...(invite.practice === undefined ? [] : [`Named to the client as a second reader: ${invite.practice}`]),
    `Sites of the sessions: ${invite.videoHosts.join(", ")}`,
    ...roomLines(invite),
    `Questions: ${invite.instrument}`,
    `Can be accepted until: ${new Date(invite.expiresAt).toISOString()}`,
    ...Object.entries(settings).map(([name, value]) => `Setting ${name}: ${JSON.stringify(value)}`),
  ];
  if (isThisMachine(new URL(endpoint.url).host)) lines.push("For a rehearsal on this computer only.");
  return lines.join("\n");
}

function roomLines({ dedicatedHosts = [], rooms = [] }: Invite): readonly string[] {
  return [
    ...(dedicatedHosts.length > 0 ? [`Every call counts on: ${dedicatedHosts.join(", ")}`] : []),
    ...(rooms.length > 0 ? [`The client's own rooms: ${rooms.join(", ")}`] : []),
  ];
}
