import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Peer } from "./peer.ts";
import { findFreePort, isListening, makeFolder, readFolder, startProgram } from "./program.ts";
import { readTemplate } from "./template.ts";

const { resolve } = createRequire(import.meta.url);

/** What the flow and the client share; any 24 bytes. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from("twenty-four bytes of key").toString("base64")}`;

/** Writes whatever comes, as a flow does that nobody gave a thought to. */
const WRITE_ALL = `
const file = path.join(env.get("FOLDER"), "every-" + crypto.randomUUID() + ".age");
fs.writeFileSync(file, JSON.parse(msg.payload.toString()).data);
return { ...msg, statusCode: 201, payload: "" };
`;

interface Node {
  readonly id: string;
  readonly type: string;
}

/** Node-RED as a process of its own: /aftersession is our template, /every a flow that keeps repeats. */
export async function startNodeRed(): Promise<Peer> {
  const folder = makeFolder();
  const port = await findFreePort();
  const kept = join(folder, "answers");
  mkdirSync(kept);
  mkdirSync(join(folder, "user"));
  writeFileSync(join(folder, "user/flows.json"), JSON.stringify(flows(kept)));
  writeFileSync(join(folder, "settings.js"), settings(port));
  const script = resolve("node-red/red.js");
  const args = [script, "--settings", join(folder, "settings.js"), "--userDir", join(folder, "user")];
  const command = { path: process.execPath, args, env: { NODE_ENV: "production" }, folder, asOurselves: true } as const;
  const { stop } = await startProgram(command, () => isFlowThere(port));
  return { url: `http://127.0.0.1:${port}`, stop, stored: async () => readFolder(kept) };
}

/** It listens before its flows run. */
async function isFlowThere(port: number): Promise<boolean> {
  if (!(await isListening(port))) return false;
  return (await fetch(`http://127.0.0.1:${port}/aftersession`, { method: "POST" })).status === 401;
}

/** As they are after an installation, but for where it listens and what it says. */
function settings(port: number): string {
  return `module.exports = {
    uiHost: "127.0.0.1",
    uiPort: ${port},
    httpAdminRoot: false,
    flowFile: "flows.json",
    credentialSecret: false,
    telemetry: { enabled: false },
    logging: { console: { level: "warn" } },
    functionExternalModules: true,
  };`;
}

function flows(kept: string): readonly Node[] {
  const filled = { whsec_PUT_YOUR_SECRET_HERE: WEBHOOK_SECRET, "/srv/answers": kept };
  const ours = JSON.parse(readTemplate("node-red.json", filled)) as readonly Node[];
  const of = (type: string) => ours.find((node) => node.type === type)!;
  return [
    ...ours,
    { ...of("http in"), id: "every", url: "/every", wires: [["write"]] } as Node,
    { ...of("function"), id: "write", func: WRITE_ALL } as Node,
  ];
}
