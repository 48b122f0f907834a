import { existsSync } from "node:fs";
import { identityToRecipient } from "age-encryption";
import { type Opened, openEnvelope, type Refused } from "../src/adapters/sealing/open-envelope.ts";
import { readUnproven } from "../src/adapters/sealing/open-unproven.ts";
import { identitiesOf, readKeyFile } from "../src/adapters/sealing/therapist-key.ts";
import { type KnownClient, readClientsFile, recipientSetsOf } from "../src/protocol/clients-file.ts";
import { isEnvelopeId, isFileNameOf } from "../src/protocol/envelope.ts";
import type { EnvelopeContent } from "../src/protocol/envelope-content.ts";
import { attributionOf } from "../src/protocol/json-lines-export.ts";
import { listWithdrawn, sortOutReceived } from "../src/protocol/received.ts";
import type { Voice } from "./invite-command.ts";
import { readText } from "./invite-files.ts";
import { Mistake, Refusal } from "./invite-problems.ts";
import { HELP, type OpenArguments, readOpenArguments } from "./open-arguments.ts";
import { type Source, sourcesInFolder, sourcesInMailbox } from "./open-sources.ts";

/** Runs `npm run open -- …`; gives back the exit code. */
export async function runOpenCommand(args: readonly string[], voice: Voice): Promise<0 | 1 | 2> {
  try {
    const read = readOpenArguments(args);
    if (read === "help") {
      voice.say(HELP);
      return 0;
    }
    return (await openAll(read, voice)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Mistake || error instanceof Refusal)) throw error;
    voice.note(error.message);
    if (error instanceof Refusal) return 1;
    voice.note("npm run open -- --help says more.");
    return 2;
  }
}

/** One file that was opened, as it is printed and sorted out. */
interface OpenedLine {
  readonly file: string;
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  readonly verified: boolean;
  readonly content: EnvelopeContent;
}

/** False where anything was refused. */
async function openAll(args: OpenArguments, { say, note }: Voice): Promise<boolean> {
  const identities = await identitiesIn(args.keyFile);
  const clients = clientsIn(args.clients);
  const open = await opener(identities, clients);
  const tell = (facts: Readonly<Record<string, unknown>>): void => note(JSON.stringify(facts));
  const opened: OpenedLine[] = [];
  let refusals = 0;
  const sources = await sourcesOf(args);
  if (sources.length === 0)
    note(`${args.source}: there is nothing in it to open${isAddress(args.source) ? "" : " (no .age file)"}.`);
  for (const source of sources) {
    const line = await open(source);
    if (typeof line !== "string") opened.push(line);
    else {
      refusals += 1;
      tell({ file: source.name, refused: line });
    }
  }
  const { kept, repeated, gaps, sameNumber } = sortOutReceived(opened.filter(({ content }) => content.kind !== "test"));
  for (const { file, id } of repeated) tell({ file, repeated: id });
  for (const { client, seq, ids } of sameNumber) tell({ client, sameNumber: seq, ids });
  for (const { client, first, last } of gaps) tell({ client, missing: { first, last } });
  const withdrawn = listWithdrawn(kept);
  for (const line of inOrder(kept)) {
    if (withdrawn.has(`${line.client}|${line.id}`)) tell({ file: line.file, takenBack: line.id });
    else say(`${JSON.stringify(printed(line, clients))}\n`);
  }
  return refusals === 0;
}

async function opener(identities: readonly string[], clients: readonly KnownClient[] | null) {
  const own = await Promise.all(identities.map(async (identity) => [await identityToRecipient(identity)]));
  const known = new Map((clients ?? []).map((client) => [client.client, client]));
  const sets = [...own, ...[...known.values()].flatMap(recipientSetsOf)];
  const facts = { identities, knownClients: (id: string) => known.get(id) ?? null, ourRecipientSets: sets };

  return async ({ name, read }: Source): Promise<OpenedLine | string> => {
    const bytes = await read();
    if (typeof bytes === "string") return bytes;
    const fileName = isEnvelopeId(name.slice(0, 36)) ? name : null;
    const outcome = await openEnvelope(bytes, { ...facts, fileName });
    if (outcome.kind === "opened") {
      pinFirst(outcome);
      const { id, client, seq } = outcome.payload;
      return { file: name, id, client, seq, content: outcome.content, verified: true };
    }
    if (clients !== null || !needsClients(outcome)) return outcome.reason;
    const unproven = await readUnproven(bytes, identities);
    if (unproven === null) return outcome.reason;
    if (fileName !== null && !isFileNameOf(fileName, unproven.id)) return "otherName";
    return { file: name, ...unproven, verified: false };
  };

  function pinFirst({ firstKey, payload: { client, key } }: Opened): void {
    const record = known.get(client);
    if (firstKey && record) known.set(client, { ...record, pinnedKey: key });
  }
}

/** Opened and whole; only a client list could say more. */
function needsClients({ reason }: Refused): boolean {
  return reason === "unknownClient" || reason === "otherRecipients";
}

function inOrder(lines: readonly OpenedLine[]): readonly OpenedLine[] {
  const at = ({ content }: OpenedLine): number => (content.kind === "response" ? content.response.submittedAt : 0);
  return lines.filter(({ content }) => content.kind === "response").sort((a, b) => at(a) - at(b) || a.seq - b.seq);
}

function printed({ file, id, client, seq, content, verified }: OpenedLine, clients: readonly KnownClient[] | null) {
  if (content.kind !== "response") return null;
  const { instrument, submittedAt, endedAt, answers, wish, seconds, skipped, skippedBefore, addOn } = content.response;
  const label = clients?.find((each) => each.client === client)?.label;
  return {
    id,
    seq,
    client,
    ...(label && { label }),
    at: new Date(submittedAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    instrument,
    answers,
    ...(addOn && { addOn: { ...addOn, attribution: attributionOf(addOn.instrument) } }),
    wish,
    seconds,
    skipped,
    ...(skippedBefore !== undefined && { skippedBefore }),
    verified,
    file,
  };
}

async function identitiesIn(file: string): Promise<readonly string[]> {
  if (!existsSync(file)) throw new Mistake(`${file}: there is no such key file.`);
  const read = await readKeyFile(readText(file));
  if (read.kind === "refused") throw new Mistake(`${file} is no key that can be used (${read.reason}).`);
  return read.kind === "ok" ? identitiesOf(read.key) : [read.identity];
}

function clientsIn(file: string | null): readonly KnownClient[] | null {
  if (file === null) return null;
  const clients = existsSync(file) ? readClientsFile(readText(file)) : null;
  if (clients === null) throw new Mistake(`${file} is no client list.`);
  return clients;
}

async function sourcesOf({ source, token, tokenFile }: OpenArguments): Promise<readonly Source[]> {
  if (isAddress(source)) {
    return sourcesInMailbox(source, tokenFile === null ? token : readText(tokenFile).trim());
  }
  if (!existsSync(source)) throw new Mistake(`${source}: there is no such folder.`);
  return sourcesInFolder(source);
}

function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
