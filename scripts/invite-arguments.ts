import { parseArgs } from "node:util";
import { random256 } from "../src/adapters/sealing/bytes.ts";
import type { InviteFacts } from "../src/adapters/sealing/invite.ts";
import type { TherapistKey } from "../src/adapters/sealing/therapist-key.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../src/core/alliance/instruments/index.ts";
import { isThisMachine } from "../src/core/invite/hosts.ts";
import type { Invite } from "../src/core/invite/invite.ts";
import { hostsWith } from "../src/platforms/origins.ts";
import type { KnownClient } from "../src/protocol/clients-file.ts";
import { JOIN_PAGE } from "../src/protocol/invite-text.ts";
import { tidyRoom } from "../src/ui/therapist/room-form.ts";
import { readEndpoint } from "./invite-endpoint.ts";
import { readText } from "./invite-files.ts";
import { Mistake } from "./invite-problems.ts";

export const HELP = `Invites without a browser: the same keys and invites as the therapist page makes.

  npm run invite -- key --name NAME --out FILE
      Make a therapist's key. Keep FILE safe and keep a copy: whoever has it reads the answers, without it nobody does.

  npm run invite -- rotate --key FILE --out NEWFILE
      Make a new key that takes the place of the one in FILE. NEWFILE opens what was sealed for either. Then make
      each client an update: make, with --key NEWFILE, --client and --clients.

  npm run invite -- make --key FILE --endpoint ADDRESS --box NAME --token TOKEN --video HOST [options]
      Make an invite for one client and print its link; everything else is said on the error channel.
      --profile KIND              where the answers go; docs/endpoints.md says how to set each up so that its key
                                  only writes, and what to give here
                                    mailbox         --endpoint --box --token (default)
                                    webdav          --endpoint, and --token, or --user and --token, or neither
                                    nextcloud-drop  --endpoint, the share's link; --token if it has a password
                                    couchdb         --endpoint with the database, --user and --token
                                    azure-sas       --endpoint, the container; --token, a signature with sp=c
                                    generic         --endpoint, a webhook (n8n, Make, Node-RED, your own);
                                                    --token and --secret if it checks them
                                    apps-script     --endpoint (…/exec) --token
                                    postgrest       --endpoint --token
                                    fhir            --endpoint, --token; the server reads the answers
                                    file            nothing: the client saves each answer and hands it over
      --user NAME                 the name for HTTP Basic; --token is its password then
      --secret TEXT               whsec_…: signs each message to a webhook
      --plain                     do not seal the answers: whoever runs the webhook reads them (always so with fhir)
      --video HOST                where the sessions happen; may be given several times. Where the
                                  calls of a known service run on another host, that is added
      --room ADDRESS              the client's own room there; may be given several times
      --dedicated                 the client uses these sites for sessions only: every room there counts
      --token-file FILE           instead of --token; --secret-file FILE instead of --secret. A second line of the token's
                                  file is the secret, as npm run mailbox -- add-client --sign writes it
      --client ID                 the client's pseudonym (made up if left out); with --clients a known ID makes an update
      --clients FILE              remember the client there, for: npm run open -- KEYFILE FOLDER --clients FILE
      --label TEXT                your own note in that file; never in the invite
      --escrow RECIPIENT          a practice's key (age1...) that can read as well; may be given several times
      --escrow-name NAME          name of that practice, as the client is told it
      --instrument NAME           default ${DEFAULT_INSTRUMENT}
      --expires-days N            how long it can be accepted (default 7)
      --take-back-seconds N       how long an answer can be taken back, 0 to 86400 (default 600)
      --crisis-line TEXT          whom to call in danger, in your own words: one line above the numbers of the
                                  client's country, at most 160 letters
      --minimum-live-seconds N    shortest call that counts, 60 to 1200 (default 300)
      --rehearsal NAME=SECONDS    another timing, only with an endpoint on this computer; may be given several times
      --page ADDRESS              the page of the link (default ${JOIN_PAGE})
      --out FILE                  write the invite into FILE (name.invite) too

  npm run invite -- show TEXT_OR_FILE
      Check an invite and say in plain words what it asks for, with its check phrase.

Exit code 0: done. 1: refused or failed. 2: the command was not understood.
`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  name: { type: "string" },
  out: { type: "string" },
  key: { type: "string" },
  endpoint: { type: "string" },
  box: { type: "string" },
  token: { type: "string" },
  "token-file": { type: "string" },
  profile: { type: "string" },
  user: { type: "string" },
  secret: { type: "string" },
  "secret-file": { type: "string" },
  plain: { type: "boolean" },
  video: { type: "string", multiple: true },
  room: { type: "string", multiple: true },
  dedicated: { type: "boolean" },
  client: { type: "string" },
  clients: { type: "string" },
  label: { type: "string" },
  escrow: { type: "string", multiple: true },
  "escrow-name": { type: "string" },
  instrument: { type: "string" },
  "expires-days": { type: "string" },
  "take-back-seconds": { type: "string" },
  "minimum-live-seconds": { type: "string" },
  "crisis-line": { type: "string" },
  rehearsal: { type: "string", multiple: true },
  page: { type: "string" },
} as const;

export type Options = ReturnType<typeof readArguments>["values"];

export function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Mistake(error instanceof Error ? error.message : String(error));
  }
}

export function readFacts(options: Options, key: TherapistKey, known: readonly KnownClient[]): InviteFacts {
  const client = options.client ?? crypto.randomUUID();
  const before = known.find((each) => each.client === client);
  const instrument = options.instrument ?? DEFAULT_INSTRUMENT;
  if (findInstrument(instrument) === null) throw new Mistake(`--instrument: ${instrument} is not known here.`);
  const inFile = readTokenFile(options["token-file"]);
  const endpoint = readEndpoint({
    profile: options.profile ?? "mailbox",
    endpoint: options.endpoint ?? "",
    box: options.box ?? "",
    user: options.user ?? "",
    token: inFile.token ?? options.token ?? "",
    secret: fromFile(options["secret-file"]) ?? options.secret ?? inFile.secret ?? "",
  });
  return {
    update: (before?.update ?? 0) + 1,
    recipients: [key.recipient, ...(options.escrow ?? [])],
    ...(options["escrow-name"] !== undefined && { practice: options["escrow-name"].trim() }),
    endpoint,
    client,
    // An update keeps the secret: what is on its way was made with it.
    secret: before?.secret ?? random256(),
    instrument,
    mode: options.plain || endpoint.adapter === "fhir" ? "plain" : "sealed",
    expiresAt: Date.now() + (numberOf(options, "expires-days") ?? 7) * 86_400_000,
    ...readSites(options),
    settings: readSettings(options),
  };
}

/** As `npm run mailbox -- add-client --token-file` writes it: the token, and below it the secret of who must sign. */
function readTokenFile(file: string | undefined): { readonly token?: string; readonly secret?: string } {
  if (file === undefined) return {};
  const [token = "", secret, ...more] = readText(file)
    .trim()
    .split(/\s*\n\s*/);
  if (more.length > 0) throw new Mistake(`${file} holds more than a token and a secret.`);
  return { token, ...(secret !== undefined && { secret }) };
}

function fromFile(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readText(file).trim();
}

function readSites(options: Options): Pick<Invite, "videoHosts" | "dedicatedHosts" | "rooms"> {
  const videoHosts = [...new Set((options.video ?? []).flatMap((typed) => hostsWith(hostOf(typed))))];
  const rooms = (options.room ?? []).map((typed) => {
    const room = tidyRoom(typed);
    if (room === null) throw new Mistake(`--room ${typed}: not the address of a meeting.`);
    return room;
  });
  return {
    videoHosts,
    ...(options.dedicated && { dedicatedHosts: videoHosts }),
    ...(rooms.length > 0 && { rooms }),
  };
}

function readSettings(options: Options): Invite["settings"] {
  const minimumLiveSeconds = numberOf(options, "minimum-live-seconds");
  const takeBackSeconds = numberOf(options, "take-back-seconds");
  const timings = (options.rehearsal ?? []).map((pair): [string, number] => {
    const [, name = "", seconds] = /^([A-Za-z]+)=(\d+(?:\.\d+)?)$/.exec(pair) ?? [];
    if (seconds === undefined) throw new Mistake(`--rehearsal ${pair}: say NAME=SECONDS.`);
    return [name, Number(seconds)];
  });
  return {
    ...(minimumLiveSeconds !== null && { minimumLiveSeconds }),
    ...(takeBackSeconds !== null && { takeBackSeconds }),
    ...(options["crisis-line"] !== undefined && { crisisLine: options["crisis-line"].trim() }),
    ...(timings.length > 0 && { rehearsal: Object.fromEntries(timings) }),
  };
}

/** A host as typed, or the whole address of a meeting. */
function hostOf(typed: string): string {
  const address = typed.includes("://") ? typed : `https://${typed}`;
  if (!URL.canParse(address)) throw new Mistake(`--video ${typed}: not a name of a site.`);
  const { host, hostname } = new URL(address);
  return isThisMachine(host) ? host : hostname;
}

export function needed(options: Options, name: "name" | "out" | "key"): string {
  const value = options[name];
  if (value === undefined || value === "") throw new Mistake(`--${name} is missing.`);
  return value;
}

function numberOf(
  options: Options,
  name: "expires-days" | "take-back-seconds" | "minimum-live-seconds",
): number | null {
  const text = options[name];
  if (text === undefined) return null;
  if (!/^\d{1,6}(\.\d+)?$/.test(text)) throw new Mistake(`--${name} ${text}: say a number.`);
  return Number(text);
}
