import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openEnvelope } from "../../src/adapters/sealing/open-envelope.ts";
import type { PutEndpoint } from "../../src/core/invite/endpoint.ts";
import { sortOutReceived } from "../../src/protocol/received.ts";
import { type NodePlay } from "./node-acts-storage.ts";
import { pairWith, startBackground } from "./node-background.ts";
import type { Random } from "./random.ts";

/** A simulated file-drop share: it takes every upload, and a second one of the same name gets a name of its own. */
async function startDropFolder(random: Random) {
  const files = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const name = (request.url ?? "").split("/").at(-1) ?? "";
      let free = name;
      for (let copy = 2; files.has(free); copy += 1) free = name.replace(".age", ` (${copy}).age`);
      files.set(free, Buffer.concat(chunks));
      if (random.chance(0.5)) request.socket.resetAndDestroy();
      else response.writeHead(201).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/drop`, files, close: () => void server.close() };
}

/** Replies are lost, uploads repeated: the reader tells the copies by the id inside. */
export const playDropFolder: NodePlay = async (scene, act, random) => {
  const drop = await startDropFolder(random);
  const { invite } = scene.paired.pairing;
  const endpoint: PutEndpoint = { adapter: "put", profile: "nextcloud-drop", url: drop.url, box: "", token: "" };
  const paired = await pairWith({ ...invite, client: "drop-client", endpoint });
  const background = startBackground(paired, scene.surroundings);
  const ids = new Set<string>();
  for (let count = 0; count < act.submits; count += 1) {
    const checkInId = `drop-${crypto.randomUUID()}`;
    const kept = await background.keeping.keep({ ...EMPTY, checkInId });
    if (kept.kind !== "notSaved") ids.add(kept.id);
  }
  for (let look = 0; look < 30; look += 1) {
    await background.store.retryNow(scene.surroundings.now(), true);
    await background.runner.run();
  }
  await background.kill();
  drop.close();
  const opened = [];
  for (const [fileName, bytes] of drop.files) {
    const outcome = await openEnvelope(bytes, {
      identities: [scene.practice.key.identity],
      fileName,
      knownClients: () => ({ secret: invite.secret, pinnedKey: null }),
      ourRecipientSets: [invite.recipients],
    });
    if (outcome.kind === "refused") scene.problems.push(`${fileName}: ${outcome.reason}`);
    else opened.push(outcome.payload);
  }
  const { kept } = sortOutReceived(opened);
  if (kept.length !== ids.size || !kept.every(({ id }) => ids.has(id)))
    scene.problems.push(`${ids.size} saved for a drop folder, ${kept.length} read`);
};

const EMPTY = { answers: { B1: 5 }, wish: null, seconds: 30, skipped: 0, endedAt: null } as const;
