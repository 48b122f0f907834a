import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseTherapistNews, type TherapistNews, type TherapistOrder } from "./therapist-messages.ts";

/**
 * A therapist without a browser, in a process of its own: answers every call to a room of the site with picture and
 * sound, on as many connections as the page likes, and can go away in each way a therapist goes away.
 */
export interface ScriptedTherapist {
  /** Resolves once a call is connected; again for each further connection. */
  inCall(): Promise<void>;
  /** Resolves when it is carried out. */
  order(what: TherapistOrder): Promise<void>;
  /** Closes the connection as a person does, and takes the next call unless told to stop. */
  leave(): Promise<void>;
  /** Stays connected, but sends no picture and no sound. */
  mute(): Promise<void>;
  /** The line dies without a word: power cut, process killed. */
  vanish(): Promise<void>;
  /** The line stops for as long as nobody thaws it. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

interface Child {
  readonly process: ChildProcess;
  readonly hear: (wanted: TherapistNews) => Promise<void>;
}

const CHILD = fileURLToPath(new URL("./therapist-process.ts", import.meta.url));
/** Started ahead, while the test before is still running: it takes a second. */
let spare: Child | null = null;

export async function startTherapist(origin: string, room: string): Promise<ScriptedTherapist> {
  const { process: child, hear } = spare ?? forkChild();
  spare = null;
  await hear("ready");
  child.send({ origin, room });
  await hear("waiting");
  spare = forkChild();

  async function order(what: TherapistOrder): Promise<void> {
    child.send(what);
    await hear("done");
  }
  async function end(signal: "SIGKILL"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
  return {
    inCall: () => hear("inCall"),
    order,
    leave: () => order("leave"),
    mute: () => order("mute"),
    vanish: () => end("SIGKILL"),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    // A frozen process hears SIGKILL only.
    stop: () => end("SIGKILL"),
  };
}

/** Nobody waits for it: it ends by itself when the test does. */
function forkChild(): Child {
  const child = fork(CHILD, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.unref();
  child.channel?.unref();
  return { process: child, hear: createEar(child) };
}

/** Takes the next piece of news of a kind, heard already or still to come. */
function createEar(child: ChildProcess): (wanted: TherapistNews) => Promise<void> {
  const news: TherapistNews[] = [];
  const waiting = new Set<() => void>();
  let gone = false;

  function wake(): void {
    for (const resolve of waiting) resolve();
    waiting.clear();
  }
  child.on("message", (message) => {
    const parsed = parseTherapistNews(message);
    if (parsed !== null) news.push(parsed);
    wake();
  });
  child.once("exit", () => {
    gone = true;
    wake();
  });
  return async (wanted) => {
    while (!news.includes(wanted)) {
      if (gone) throw new Error(`The scripted therapist ended while "${wanted}" was awaited.`);
      if (news.includes("failed")) throw new Error(`The scripted therapist failed while "${wanted}" was awaited.`);
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
    news.splice(news.indexOf(wanted), 1);
  };
}
