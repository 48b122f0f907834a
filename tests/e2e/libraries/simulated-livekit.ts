import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type LivekitOrder = "therapistLeaves" | "askToJoinAnew" | "loseLine";

/**
 * No LiveKit server: a stand-in that speaks as much of its protocol as a client needs to join, publish, hear one
 * therapist, resume and join anew. In a process of its own, as its media would go on without end.
 */
export interface SimulatedLivekit {
  readonly port: number;
  order(what: LivekitOrder): void;
  stop(): Promise<void>;
}

const CHILD = fileURLToPath(new URL("./simulated-livekit-process.ts", import.meta.url));

export async function startSimulatedLivekit(): Promise<SimulatedLivekit> {
  const child = fork(CHILD, [], { execArgv: ["--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [port] = (await once(child, "message")) as [number];
  return {
    port,
    order: (what) => void child.send(what),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}
