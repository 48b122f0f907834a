import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Debian's user for what should own nothing: PostgreSQL refuses to run as root, Apache and nginx would need a user named.
 * It may not be able to read the checkout.
 */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A folder of its own for one server, under the user that server runs as; gone at the latest with this process. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-peer-"));
  process.on("exit", () => removeFolder(folder));
  give(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Hands a file or folder over to the user the servers run as. */
export function give(path: string): void {
  if (asNobody.uid !== undefined) chownSync(path, asNobody.uid, asNobody.gid);
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly folder: string;
  /** Stays who we are, because its program lies in the checkout. */
  readonly asOurselves?: true;
}

/** Runs something to its end; its output, or an error with what it said. */
export function runCommand({ path, args, env, folder }: Command, input = ""): string {
  const options = { cwd: folder, env: { ...process.env, ...env }, input, encoding: "utf8", ...asNobody } as const;
  const { status, stdout, stderr, error } = spawnSync(path, args, options);
  if (status === 0) return stdout;
  throw new Error(`${path} ended with ${status}: ${error?.message ?? ""}${stderr}${stdout}`);
}

export interface RunningProgram {
  readonly stop: () => Promise<void>;
}

/** Started and ready; stopped, its folder is gone. A server that does not come up is cleared away as well. */
export async function startProgram(command: Command, isReady: () => Promise<boolean>): Promise<RunningProgram> {
  const { path, args, env, folder, asOurselves = false } = command;
  const user = asOurselves ? {} : asNobody;
  const child = spawn(path, args, { cwd: folder, env: { ...process.env, ...env }, ...user });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => void (said += String(part)));
  const clearAway = (): void => void child.kill("SIGKILL");
  // A run that is broken off leaves no server behind.
  process.on("exit", clearAway);
  const stop = async (): Promise<void> => {
    process.off("exit", clearAway);
    await end(child);
    removeFolder(folder);
  };
  try {
    await untilReady(isReady, child);
    return { stop };
  } catch {
    await stop();
    throw new Error(`${path} did not start: ${said}`);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Asks again and again: servers do not say when they are ready. Ends at once when the server does. */
async function untilReady(isReady: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  while (!(await isReady())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("ended");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Every file below a folder by its path there. */
export function readFolder(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}
