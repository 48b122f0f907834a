import { existsSync } from "node:fs";
import { checkPhrase } from "../src/adapters/sealing/check-phrase.ts";
import { inviteOf, makeInvite, readInvite } from "../src/adapters/sealing/invite.ts";
import { makeTherapistKey, writeKeyFile } from "../src/adapters/sealing/therapist-key.ts";
import { checkInvite, type InviteRefusal, isIssuerName } from "../src/core/invite/checks.ts";
import type { InviteEndpoint } from "../src/core/invite/endpoint.ts";
import { checkEndpoint } from "../src/core/invite/endpoint-checks.ts";
import { isThisMachine } from "../src/core/invite/hosts.ts";
import type { Invite } from "../src/core/invite/invite.ts";
import { hostOfAddress } from "../src/core/invite/origins.ts";
import { inviteLink } from "../src/protocol/invite-text.ts";
import { HELP, needed, type Options, readArguments, readFacts } from "./invite-arguments.ts";
import { NEEDS, warningOf } from "./invite-endpoint.ts";
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
  if (command === "make" && subject === undefined) return makeOne(values, voice);
  if (command === "show" && subject !== undefined && more.length === 0) return show(subject, voice);
  throw new Mistake("Say one of: key, make, show TEXT_OR_FILE.");
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

async function makeOne(options: Options, { say, note }: Voice): Promise<void> {
  const key = await readKey(needed(options, "key"));
  const known = readClients(options.clients);
  const facts = readFacts(options, key, known);
  const planned = inviteOf(facts, key);
  const refusal = checkInvite(planned, { allowLocalhost: true });
  if (refusal !== null) throw new Mistake(problemOf(refusal, planned));
  const link = inviteLink(await makeInvite(facts, key), options.page);
  if (options.out !== undefined) writeSecret(options.out, `${link}\n`);
  if (options.clients !== undefined) rememberClient(options.clients, options.label, facts, known);
  note(describe(planned));
  const warning = warningOf(planned.endpoint);
  if (warning !== null) note(warning);
  note(`Check phrase: ${(await checkPhrase(planned)).join(" ")}`);
  note("Read these words to each other in the next session. If they differ, the invite was swapped on its way.\n");
  say(`${link}\n`);
}

function problemOf(refusal: InviteRefusal, planned: Invite): string {
  const isOfEndpoint = refusal === "notUnderstood" && checkEndpoint(planned, { allowLocalhost: true }) === refusal;
  if (isOfEndpoint) return `A value cannot be right: ${NEEDS[planned.endpoint.profile]}`;
  return PROBLEMS[refusal] ?? `This invite would be refused: ${refusal}.`;
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
    placeLine(endpoint),
    invite.mode === "sealed"
      ? `Sealed; only these keys can read: ${recipients.join(", ")}`
      : `Not sealed: whoever runs ${hostOfAddress(endpoint.url)} can read the answers`,
    `Sites of the sessions: ${invite.videoHosts.join(", ")}`,
    ...roomLines(invite),
    `Questions: ${invite.instrument}`,
    `Can be accepted until: ${new Date(invite.expiresAt).toISOString()}`,
    ...Object.entries(settings).map(([name, value]) => `Setting ${name}: ${JSON.stringify(value)}`),
  ];
  if (isThisMachine(hostOfAddress(endpoint.url))) lines.push("For a rehearsal on this computer only.");
  return lines.join("\n");
}

function placeLine({ adapter, profile, url, box }: InviteEndpoint): string {
  if (adapter === "file") return "Answers go nowhere by themselves: the client saves each and hands it over";
  return `Answers go to: ${url}${box === "" ? "" : `, box ${box}`} (${adapter === "fhir" ? "fhir" : profile})`;
}

function roomLines({ dedicatedHosts = [], rooms = [] }: Invite): readonly string[] {
  return [
    ...(dedicatedHosts.length > 0 ? [`Every call counts on: ${dedicatedHosts.join(", ")}`] : []),
    ...(rooms.length > 0 ? [`The client's own rooms: ${rooms.join(", ")}`] : []),
  ];
}
