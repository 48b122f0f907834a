import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/run-command.ts";
import { createMailboxReading } from "../../src/adapters/endpoint/mailbox-reading.ts";
import { random256 } from "../../src/adapters/sealing/bytes.ts";
import { type InviteFacts, makeInvite } from "../../src/adapters/sealing/invite.ts";
import { openEnvelope } from "../../src/adapters/sealing/open-envelope.ts";
import { makeTherapistKey, type TherapistKey } from "../../src/adapters/sealing/therapist-key.ts";
import { addBox, addTokenFor, type NewToken, type Provisioned, revokeToken } from "../../src/mailbox/provisioning.ts";
import { TOKENS_FRESH_MS } from "../../src/mailbox/token-file.ts";
import type { OpenedFile } from "../../src/ui/therapist/inbox.ts";
import { HASTE } from "../e2e/harness/haste.ts";

/** One client with a box of their own. */
export interface Place {
  readonly box: string;
  readonly client: string;
  readonly secret: string;
  readonly readToken: string;
  readonly writeToken: string;
  readonly writeTokenId: string;
}

/** A therapist, their mailbox (the real program, in a process of its own), and what they can open in it. */
export type Practice = Awaited<ReturnType<typeof startPractice>>;

export async function startPractice(folder: string, endpointUrl: () => string) {
  const key = await makeTherapistKey("Dr. Rivera");
  let mailbox = await startMailbox(folder, 0);

  const boxFolder = ({ box }: Place): string => join(folder, box);
  const isRunning = (): boolean => mailbox.child.exitCode === null && mailbox.child.signalCode === null;
  /** As a power cut does. */
  async function stop(): Promise<void> {
    if (!isRunning()) return;
    const gone = once(mailbox.child, "exit");
    mailbox.child.kill("SIGKILL");
    await gone;
  }
  async function start(): Promise<void> {
    if (!isRunning()) mailbox = await startMailbox(folder, mailbox.port);
  }
  let places = 0;
  async function addPlace(): Promise<Place> {
    places += 1;
    const [box, client] = [`box-${places}`, `client-${places}`];
    const { token: readToken } = made(await addBox(folder, box));
    const write = made(await addTokenFor(folder, "client", box));
    return { box, client, secret: random256(), readToken, writeToken: write.token, writeTokenId: write.tokenId };
  }

  return {
    key,
    port: () => mailbox.port,
    boxFolder,
    takePlace: createPool(addPlace),
    /** The same box with another key; the one before is refused from now on. */
    async changeKey(place: Place): Promise<Place> {
      await revokeToken(folder, place.writeTokenId);
      const write = made(await addTokenFor(folder, "client", place.box));
      return { ...place, writeToken: write.token, writeTokenId: write.tokenId };
    },
    stop,
    start,
    /** What a backup of this box holds from now on; gives the way back to it, which says what is gone. */
    async backUp(place: Place): Promise<() => Promise<readonly string[]>> {
      const copy = `${folder}-backup-${place.box}`;
      await cp(boxFolder(place), copy, { recursive: true });
      return async () => {
        await stop();
        const gone = await difference(boxFolder(place), copy);
        await rm(boxFolder(place), { recursive: true });
        await cp(copy, boxFolder(place), { recursive: true });
        await start();
        return gone;
      };
    },
    /** Gives what is gone. */
    async wipe(place: Place): Promise<readonly string[]> {
      const names = await readdir(boxFolder(place));
      for (const name of names) await rm(join(boxFolder(place), name), { recursive: true });
      return names.map(idOf);
    },
    invite: (place: Place, update: number, changes: Partial<InviteFacts> = {}): Promise<string> =>
      makeInvite(inviteFacts(place, { update, url: endpointUrl(), key, changes }), key),
    open: (place: Place) => openAll(place, key, mailbox.port),
    async close(): Promise<void> {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Made ahead: a running mailbox hears of new tokens within a second. */
const AHEAD = 6;
const HEARD_MS = TOKENS_FRESH_MS + 200;

function createPool(make: () => Promise<Place>): () => Promise<Place> {
  const pool: { readonly place: Place; readonly madeAt: number }[] = [];
  return async () => {
    while (pool.length < AHEAD) pool.push({ place: await make(), madeAt: Date.now() });
    const first = pool.shift();
    if (first === undefined) throw new Error("The pool is empty.");
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, first.madeAt + HEARD_MS - Date.now())));
    return first.place;
  };
}

interface InviteWishes {
  readonly update: number;
  readonly url: string;
  readonly key: TherapistKey;
  readonly changes: Partial<InviteFacts>;
}

export function inviteFacts(place: Place, { update, url, key, changes }: InviteWishes): InviteFacts {
  const { box, client, secret, writeToken } = place;
  return {
    update,
    recipients: [key.recipient],
    endpoint: { adapter: "put", profile: "mailbox", url, box, token: writeToken },
    client,
    secret,
    instrument: "afs-core|1",
    mode: "sealed",
    expiresAt: Date.now() + 7 * 24 * 3_600_000,
    videoHosts: ["localhost"],
    dedicatedHosts: ["localhost"],
    settings: { takeBackSeconds: 0, rehearsal: HASTE },
    ...changes,
  };
}

/** Lists, reads and opens by the shipped code, as the therapist's page does. */
async function openAll(place: Place, key: TherapistKey, port: number): Promise<readonly OpenedFile[]> {
  const { box, client, secret, readToken } = place;
  const reading = createMailboxReading({ fetch, isPermitted: async () => true });
  const access = { url: `http://127.0.0.1:${port}`, box, token: readToken };
  const listed = await reading.list(access);
  if (listed.kind === "failed") throw new Error(`The mailbox does not list ${box}: ${listed.reason}`);
  const files: OpenedFile[] = [];
  let pinnedKey: string | null = null;
  for (const { id: name, arrivedAt } of listed.items) {
    const read = await reading.read(access, name);
    if (read.kind === "failed") throw new Error(`The mailbox does not give ${name}: ${read.reason}`);
    const outcome = await openEnvelope(read.bytes, {
      identities: [key.identity],
      fileName: name,
      knownClients: (known) => (known === client ? { secret, pinnedKey } : null),
      ourRecipientSets: [[key.recipient]],
    });
    if (outcome.kind === "refused") files.push({ name, arrivedAt, kind: "refused", reason: outcome.reason, client });
    else {
      const { id, seq, to } = outcome.payload;
      pinnedKey = outcome.payload.key;
      files.push({ name, arrivedAt, kind: "opened", id, client, seq, to, content: outcome.content });
    }
  }
  return files;
}

async function startMailbox(folder: string, port: number): Promise<{ child: ChildProcess; port: number }> {
  const options = ["--folder", folder, "--port", String(port), "--writes-per-minute", "0"];
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/mailbox.ts", ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("exit", (code) => reject(new Error(`The mailbox ended with ${code}: ${said}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const taken = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (taken !== undefined) resolve({ child, port: Number(taken) });
    });
  });
}

async function difference(folder: string, copy: string): Promise<readonly string[]> {
  const kept = new Set(await readdir(copy));
  return (await readdir(folder)).filter((name) => !kept.has(name)).map(idOf);
}

function idOf(name: string): string {
  return name.replace(/\.age$/, "");
}

function made(provisioned: Provisioned): NewToken {
  if (provisioned.kind !== "made") throw new Error(`The mailbox said ${provisioned.kind}.`);
  return provisioned;
}
