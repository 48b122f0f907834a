import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { addBox, addTokenFor } from "../../src/mailbox/provisioning.ts";
import { listenTo, spawnMailbox } from "./mailbox-process.ts";
import { ageFile, BOX, id, needToken, send, temporaryFolder } from "./running-mailbox.ts";

const TRACED = "trace=openat,write,writev,pwrite64,fdatasync,fsync,link,linkat,unlink,unlinkat";

const NEW = ["write tmp", "fdatasync tmp", "link", "fsync box", "unlink tmp", "reply 201"];
/** Only the name it finds taken tells that it is one. */
const REPEAT = ["write tmp", "fdatasync tmp", "fsync box", "unlink tmp", "reply 200"];

/** Why system calls cannot be watched here, or null if they can. */
function noStrace(): string | null {
  const { error, status } = spawnSync("strace", ["-o", "/dev/null", "true"]);
  if (error !== undefined) return "strace is not installed";
  return status === 0 ? null : "strace may not trace here";
}

const hindrance = noStrace();
if (hindrance !== null) console.log(`Skipped: ${hindrance}.`);

test.skipIf(hindrance !== null)(
  "by PUT and by POST, the bytes, then the name, are on disk before the mailbox answers; a repeat waits as well",
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder();
    needToken(await addBox(folder, BOX));
    const { token } = needToken(await addTokenFor(folder, "client", BOX));
    const log = join(folder, "strace.log");
    const strace = ["strace", "-f", "--seccomp-bpf", "-y", "-s", "60", "-e", TRACED, "-o", log];
    const child = spawnMailbox(["--folder", folder, "--port", "0"], strace);
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(await listenTo(child).until("Mailbox listens on"))!;
    // strace keeps signals to itself; the first line of its log names the process it watches.
    const watched = Number.parseInt(readFileSync(log, "utf8"), 10);
    onTestFinished(() => killIfAlive(watched));
    const put = { method: "PUT", path: `/m/${BOX}/${id(1)}`, token, body: ageFile() };
    expect((await send(Number(port), put)).status).toBe(201);
    expect((await send(Number(port), put)).status).toBe(200);
    expect((await send(Number(port), { ...put, body: ageFile(2) })).status).toBe(409);
    const headers = { "content-type": "application/octet-stream", "webhook-id": id(2) };
    const post = { method: "POST", path: `/m/${BOX}`, token, headers, body: ageFile() };
    expect((await send(Number(port), post)).status).toBe(201);
    expect((await send(Number(port), post)).status).toBe(200);
    process.kill(watched, "SIGTERM");
    await once(child, "exit");
    expect(stepsOf(readFileSync(log, "utf8"), folder)).toEqual([
      ...NEW,
      ...REPEAT,
      "write tmp",
      "fdatasync tmp",
      "unlink tmp",
      "reply 409",
      ...NEW,
      ...REPEAT,
    ]);
  },
);

/** The calls that matter, in the order in which they *ended*: a call interrupted in the log counts where it resumes. */
function stepsOf(log: string, folder: string): readonly string[] {
  const unfinished = new Map<string, string>();
  return log.split("\n").flatMap((line) => {
    const [, thread = "", call = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (call.endsWith("<unfinished ...>")) {
      unfinished.set(thread, call);
      return [];
    }
    const whole = call.startsWith("<...") ? (unfinished.get(thread) ?? "") : call;
    const step = / = -1 /.test(call) ? null : nameStep(whole, folder);
    return step === null ? [] : [step];
  });
}

function nameStep(call: string, folder: string): string | null {
  const name = /^\w+/.exec(call)?.[0] ?? "";
  const inTmp = call.includes(`${folder}/tmp/`);
  const reply = /^(?:write|writev)\(.*HTTP\/1\.1 (\d{3})/.exec(call);
  if (reply !== null) return `reply ${reply[1]}`;
  if (/^p?write/.test(name) && inTmp) return "write tmp";
  if (name === "fdatasync" && inTmp) return "fdatasync tmp";
  if (name.startsWith("link") && call.includes(`${folder}/${BOX}/`)) return "link";
  if (name === "fsync" && call.includes(`<${folder}/${BOX}>`)) return "fsync box";
  if (name.startsWith("unlink") && inTmp && !call.includes("link-")) return "unlink tmp";
  return null;
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself, as it should.
  }
}
