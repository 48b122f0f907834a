import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Peer } from "./peer.ts";
import { findFreePort, isListening, makeFolder, startProgram } from "./program.ts";

const { resolve } = createRequire(import.meta.url);

/** What the flow and the client share; any 24 bytes. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from("twenty-four bytes of key").toString("base64")}`;

/** Refuses what is not signed for us. The raw text is checked: parsed and written again it would be another. */
const VERIFY = `
const { Webhook } = global.get("standardwebhooks");
try {
  msg.envelope = new Webhook(env.get("SECRET")).verify(msg.payload.toString(), msg.req.headers);
} catch (error) {
  return [null, { ...msg, statusCode: 401, payload: error.message }];
}
return [msg, null];
`;

/** What makes an engine fit for us: what has been written is not written again. Noted after writing, or a crash loses it. */
const SKIP_KNOWN = `
const seen = flow.get("seen") ?? [];
if (seen.includes(msg.envelope.id)) return [null, { ...msg, statusCode: 200 }];
return [msg, null];
`;
const WRITTEN = `
flow.set("seen", [...(flow.get("seen") ?? []), msg.envelope.id]);
msg.statusCode = 201;
return msg;
`;

const ROW = `
msg.payload = JSON.stringify(msg.envelope);
return msg;
`;

/** Node-RED as a process of its own: a line of a file for each message, at /answers without repeats, at /every with. */
export async function startNodeRed(): Promise<Peer> {
  const folder = makeFolder();
  const port = await findFreePort();
  const kept = join(folder, "answers.jsonl");
  writeFileSync(kept, "");
  mkdirSync(join(folder, "user"));
  writeFileSync(join(folder, "user/flows.json"), JSON.stringify(flows(kept)));
  writeFileSync(join(folder, "settings.js"), settings(port));
  const script = resolve("node-red/red.js");
  const args = [script, "--settings", join(folder, "settings.js"), "--userDir", join(folder, "user")];
  const command = { path: process.execPath, args, env: { NODE_ENV: "production" }, folder, asOurselves: true } as const;
  const { stop } = await startProgram(command, () => isFlowThere(port));
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    async stored() {
      const lines = readFileSync(kept, "utf8").split("\n").filter(Boolean);
      const envelopes = lines.map((line) => JSON.parse(line) as { readonly data: string });
      return new Map(envelopes.map(({ data }, index) => [`${index}`, Buffer.from(data)]));
    },
  };
}

/** It listens before its flows run. */
async function isFlowThere(port: number): Promise<boolean> {
  if (!(await isListening(port))) return false;
  return (await fetch(`http://127.0.0.1:${port}/answers`, { method: "POST" })).status === 401;
}

function settings(port: number): string {
  return `module.exports = {
    uiHost: "127.0.0.1",
    uiPort: ${port},
    httpAdminRoot: false,
    flowFile: "flows.json",
    credentialSecret: false,
    telemetry: { enabled: false },
    logging: { console: { level: "warn" } },
    functionGlobalContext: { standardwebhooks: require(${JSON.stringify(resolve("standardwebhooks"))}) },
  };`;
}

function flows(kept: string): readonly object[] {
  const node = (id: string, type: string, wires: readonly (readonly string[])[], rest: object = {}): object => ({
    id,
    type,
    z: "tab",
    x: 0,
    y: 0,
    wires,
    ...rest,
  });
  const code = (func: string, outputs: number): object => ({ func, outputs, libs: [] });
  const entry = (url: string): object => ({ url, method: "post", upload: false, skipBodyParsing: true });
  const file = { filename: kept, filenameType: "str", appendNewline: true, overwriteFile: "false" };
  return [
    { id: "tab", type: "tab", label: "answers", env: [{ name: "SECRET", value: WEBHOOK_SECRET, type: "str" }] },
    node("once", "http in", [["verify"]], entry("/answers")),
    node("verify", "function", [["skip"], ["reply"]], code(VERIFY, 2)),
    node("skip", "function", [["row"], ["reply"]], code(SKIP_KNOWN, 2)),
    node("every", "http in", [["verify-every"]], entry("/every")),
    node("verify-every", "function", [["row"], ["reply"]], code(VERIFY, 2)),
    node("row", "function", [["write"]], code(ROW, 1)),
    node("write", "file", [["written"]], file),
    node("written", "function", [["reply"]], code(WRITTEN, 1)),
    node("reply", "http response", []),
  ];
}
