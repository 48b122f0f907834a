import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../scripts/run-command.ts";
import { addBox, addTokenFor } from "../../../src/mailbox/provisioning.ts";
import { ENVELOPE, familyOf, killGroup, type Server, spawnIn } from "./server.ts";

export const BOX = "bench";
/** What is measured is the disk and the program, not the allowance of one client. */
const UNLIMITED = ["--writes-per-minute", "0", "--token-quota-mb", "0", "--quota-mb", "65536"];

export interface ServedMailbox extends Server {
  readonly token: string;
}

/** Our mailbox as `npm run mailbox` starts it, rate and allowance off. */
export async function startMailboxProcess(folder: string, under: readonly string[] = []): Promise<ServedMailbox> {
  await addBox(folder, BOX);
  const made = await addTokenFor(folder, "client", BOX);
  if (made.kind !== "made") throw new Error(`The mailbox said ${made.kind}.`);
  const command = [process.execPath, "--import", "tsx", "scripts/mailbox.ts", "--folder", folder, "--port", "0"];
  const child = spawnIn(ROOT, [...command, ...UNLIMITED], under);
  const port = await new Promise<number>((resolve, reject) => {
    let said = "";
    const take = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /127\.0\.0\.1:(\d+)/.exec(said);
      if (found !== null) resolve(Number(found[1]));
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("exit", () => reject(new Error(`The mailbox did not start: ${said}`)));
  });
  return {
    port,
    token: made.token,
    targetOf: (id) => `/m/${BOX}/${id}`,
    headers: [`Authorization: Bearer ${made.token}`, "Content-Type: application/octet-stream"],
    stored: (where) => wholeFiles(join(where, BOX)),
    pids: () => familyOf(child.pid ?? 0),
    kill: () => killGroup(child),
  };
}

export const startMailbox = (folder: string, under?: readonly string[]): Promise<Server> =>
  startMailboxProcess(folder, under);

/** A file cut short is not there. */
export function wholeFiles(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".age"));
  return files
    .filter((name) => statSync(join(folder, name)).size === ENVELOPE.length)
    .map((name) => name.slice(0, -".age".length));
}
