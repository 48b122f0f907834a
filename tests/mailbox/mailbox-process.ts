import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAILBOX = ["--import", "tsx", "scripts/mailbox.ts"];

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts `npm run mailbox` without npm, perhaps under another program. */
export function spawnMailbox(args: readonly string[], under: readonly string[] = []): ChildProcess {
  const [program = process.execPath, ...rest] = [...under, process.execPath, ...MAILBOX, ...args];
  const child = spawn(program, rest, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Runs a command of the mailbox to its end. */
export async function runMailbox(...args: readonly string[]): Promise<Ended> {
  const child = spawnMailbox(args);
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const [code] = await once(child, "close");
  return { code, out: out(), err: err() };
}

/** Everything a serving mailbox has said up to and including a text, and everything it will have said. */
export interface Listener {
  until(text: string | RegExp): Promise<string>;
  all(): string;
  errors(): string;
}

export function listenTo(child: ChildProcess): Listener {
  const all = collect(child.stdout);
  const errors = collect(child.stderr);
  return {
    all,
    errors,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (typeof text === "string" ? all().includes(text) : text.test(all())) resolve(all());
        };
        child.stdout?.on("data", look);
        child.once("exit", (code) => reject(new Error(`ended with ${code}: ${all()}${errors()}`)));
        look();
      }),
  };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.on("data", (chunk) => {
    text += String(chunk);
  });
  return () => text;
}
