import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseTherapistNews, type TherapistNews, type TherapistOrder } from "./therapist-messages.ts";

/**
 * A therapist without a browser, in a process of its own: answers every call to a room of the site with picture and
 * sound, and can go away in each way a therapist goes away.
 */
export interface ScriptedTherapist {
  /** Resolves once a call is connected; again for each further call. */
  inCall(): Promise<void>;
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

const CHILD = fileURLToPath(new URL("./therapist-process.ts", import.meta.url));

export async function startTherapist(origin: string, room: string): Promise<ScriptedTherapist> {
  const child = fork(CHILD, [origin, room], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const hear = createEar(child);
  await hear("waiting");

  async function order(what: TherapistOrder, answer: TherapistNews): Promise<void> {
    child.send(what);
    await hear(answer);
  }
  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
  return {
    inCall: () => hear("inCall"),
    leave: () => order("leave", "left"),
    mute: () => order("mute", "muted"),
    vanish: () => end("SIGKILL"),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    // A frozen process hears SIGKILL only.
    stop: () => end("SIGKILL"),
  };
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
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
    news.splice(news.indexOf(wanted), 1);
  };
}
