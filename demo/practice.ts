import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { random256 } from "../src/adapters/sealing/bytes.ts";
import { makeInvite } from "../src/adapters/sealing/invite.ts";
import { openEnvelope } from "../src/adapters/sealing/open-envelope.ts";
import { makeTherapistKey, type TherapistKey, writeKeyFile } from "../src/adapters/sealing/therapist-key.ts";
import type { Invite } from "../src/core/invite/invite.ts";
import { createMailbox, type Mailbox, type MailboxOptions } from "../src/mailbox/mailbox.ts";
import { addBox, addTokenFor } from "../src/mailbox/provisioning.ts";
import { type KnownClient, writeClient } from "../src/protocol/clients-file.ts";
import type { CheckInResponse } from "../src/protocol/questionnaire-response.ts";

export const BOX = "rivera";
export const THERAPIST = "Dr. Rivera";

/** Seconds instead of minutes, so that nobody waits; an invite may say so only for an endpoint on this machine. */
export const REHEARSAL: Readonly<Record<string, number>> = {
  establish: 2,
  minimumLive: 4,
  graceHangup: 1,
  graceTabClosed: 2,
  graceNavigation: 2,
  graceReturn: 6,
  graceHeld: 5,
  graceNetwork: 5,
  graceRemoteLeft: 5,
  graceCrash: 4,
  graceRestart: 5,
};

export interface Practice {
  readonly key: TherapistKey;
  readonly folder: string;
  readonly mailboxOrigin: string;
  readonly readToken: string;
  readonly writeToken: string;
  readonly client: string;
  /** What `npm run invite` writes: the therapist's key and the clients they know. */
  readonly keyFile: string;
  readonly clientsFile: string;
  invite(changes?: Partial<Omit<Invite, "issuer">>): Promise<string>;
  /** Everything the mailbox holds, opened and verified as the therapist would; throws on a file that does not open. */
  responses(): Promise<readonly CheckInResponse[]>;
  /** Names of the sealed files. */
  files(): Promise<readonly string[]>;
  mailboxDown(): Promise<void>;
  mailboxUp(): Promise<void>;
  close(): Promise<void>;
}

export interface PracticeOptions {
  readonly folder: string;
  readonly videoHosts: readonly string[];
  readonly takeBackSeconds?: number;
  readonly mailbox?: Partial<MailboxOptions>;
}

/** A therapist with a key and a mailbox of their own, on loopback, with one client invited. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { folder, videoHosts, takeBackSeconds = 2 } = options;
  let mailbox: Mailbox = createMailbox({ folder, ...options.mailbox });
  const { port, origin } = await mailbox.listen();
  const readToken = tokenOf(await addBox(folder, BOX));
  const writeToken = tokenOf(await addTokenFor(folder, "client", BOX));
  const key = await makeTherapistKey(THERAPIST);
  const [client, secret] = ["demo-client", random256()];
  // As pages of the extension see it: the invite names this machine, not its number.
  const mailboxOrigin = origin.replace("127.0.0.1", "localhost");

  async function files(): Promise<readonly string[]> {
    const all = await readdir(folder, { recursive: true });
    return all.filter((path) => path.endsWith(".age") && !path.startsWith("tmp")).map((path) => join(folder, path));
  }

  return {
    key,
    folder,
    mailboxOrigin,
    readToken,
    writeToken,
    client,
    keyFile: writeKeyFile(key, Date.now()),
    clientsFile: clientsFileOf({
      client,
      secret,
      label: "A. B.",
      recipients: [key.recipient],
      update: 1,
      pinnedKey: null,
    }),
    files,
    invite: (changes = {}) =>
      makeInvite(
        {
          update: 1,
          recipients: [key.recipient],
          endpoint: { adapter: "put", profile: "mailbox", url: mailboxOrigin, box: BOX, token: writeToken },
          client,
          secret,
          instrument: "afs-core|1",
          mode: "sealed",
          expiresAt: Date.now() + 7 * 24 * 3_600_000,
          videoHosts,
          // What the client does on these sites is the session; who wants to be asked about rooms says so.
          dedicatedHosts: changes.videoHosts ?? videoHosts,
          settings: { takeBackSeconds, rehearsal: REHEARSAL },
          ...changes,
        },
        key,
      ),
    async responses() {
      const opened = await Promise.all((await files()).map((path) => openFile(path, key, client, secret)));
      return opened.sort((a, b) => a.submittedAt - b.submittedAt);
    },
    async mailboxDown() {
      await mailbox.close();
    },
    async mailboxUp() {
      mailbox = createMailbox({ folder, ...options.mailbox });
      await mailbox.listen(port);
    },
    close: () => mailbox.close(),
  };
}

async function openFile(path: string, key: TherapistKey, client: string, secret: string): Promise<CheckInResponse> {
  const opened = await openEnvelope(await readFile(path), {
    identities: [key.identity],
    fileName: path,
    knownClients: (name) => (name === client ? { secret, pinnedKey: null } : null),
    ourRecipientSets: [[key.recipient]],
  });
  if (opened.kind === "refused") throw new Error(`${path}: ${opened.reason}`);
  if (opened.content.kind !== "response") throw new Error(`${path} is a ${opened.content.kind}`);
  return opened.content.response;
}

function clientsFileOf(client: KnownClient): string {
  const text = writeClient(null, client);
  if (text === null) throw new Error("An empty clients file takes any client.");
  return text;
}

function tokenOf(provisioned: Awaited<ReturnType<typeof addBox>>): string {
  if (provisioned.kind !== "made") throw new Error(`The mailbox said ${provisioned.kind}.`);
  return provisioned.token;
}
