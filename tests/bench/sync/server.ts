import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** Something that keeps envelopes, as a process of its own. */
export interface Server {
  readonly port: number;
  readonly targetOf: (id: string) => string;
  readonly headers: readonly string[];
  /** Ids whose file is there, whole, below a folder that may be another than the one served. */
  readonly stored: (folder: string) => readonly string[];
  /** Of all its processes, in the order in which they were started. */
  readonly pids: () => readonly number[];
  /** SIGKILL: nothing of it gets a chance to tidy up. */
  readonly kill: () => Promise<void>;
}

/** Starts a server in a folder that is there; under another program where one is given. */
export type StartServer = (folder: string, under?: readonly string[]) => Promise<Server>;

/** What is sent in all comparisons: the size of a usual check-in, with the frame of an age file. */
export const ENVELOPE = envelope();

function envelope(): Uint8Array {
  const bytes = Buffer.alloc(2_248, 7);
  bytes.write("age-encryption.org/v1\n-> X25519 abc\n");
  return bytes;
}

export function spawnIn(
  folder: string,
  command: readonly string[],
  under: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  const [program = "", ...args] = [...under, ...command];
  const stdio = ["ignore", "pipe", "pipe"] as const;
  return spawn(program, args, { cwd: folder, stdio: [...stdio], detached: true, env: { ...process.env, ...env } });
}

/** A process group of its own, so that nothing of it is left behind. */
export async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

/** A process and what it has started. */
export function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return [pid, ...(children === "" ? [] : children.split(" ").flatMap((child) => familyOf(Number(child))))];
}
