import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { random256 } from "../../src/adapters/sealing/bytes.ts";
import { makeInvite } from "../../src/adapters/sealing/invite.ts";
import { openInvite } from "../../src/adapters/sealing/open-invite.ts";
import { sealEnvelope } from "../../src/adapters/sealing/seal-envelope.ts";
import { makeTherapistKey } from "../../src/adapters/sealing/therapist-key.ts";
import { decideInviteAcceptance } from "../../src/core/invite/acceptance.ts";
import { isoMinute } from "../../src/protocol/envelope.ts";
import { toWithdrawnResponse } from "../../src/protocol/questionnaire-response.ts";
import { playDropFolder } from "./drop-folder.ts";
import { mustSave, type NodePlay } from "./node-acts-storage.ts";
import { type Paired, pairWith } from "./node-background.ts";
import type { NodeScene } from "./node-scene.ts";
import { inviteFacts } from "./practice.ts";

/** A delivered file, and the folder of its box. */
async function deliveredFile(scene: NodeScene, act: Parameters<NodePlay>[1], random: Parameters<NodePlay>[2]) {
  await scene.heal();
  await mustSave(scene, act, random);
  await scene.settle();
  const folder = scene.practice.boxFolder(scene.place);
  const genuine = (await readdir(folder)).filter((name) => !scene.expectedRefusals.has(name.replace(".age", "")));
  const [name] = genuine;
  if (name === undefined) throw new Error("Nothing was delivered.");
  return { folder, bytes: await readFile(join(folder, name)) };
}

/** Somebody with access to the mailbox puts a file there. */
async function plant(scene: NodeScene, folder: string, bytes: Uint8Array, reason: string): Promise<void> {
  const id = crypto.randomUUID();
  await writeFile(join(folder, `${id}.age`), bytes);
  scene.expectedRefusals.set(id, reason);
}

const replayed: NodePlay = async (scene, act, random) => {
  const { folder, bytes } = await deliveredFile(scene, act, random);
  await plant(scene, folder, bytes, "otherName");
};

const changedByte: NodePlay = async (scene, act, random) => {
  const { folder, bytes } = await deliveredFile(scene, act, random);
  const changed = Uint8Array.from(bytes);
  // Behind the header, which a change makes somebody else's file or none at all.
  const at = changed.length - 1 - random.below(1_000);
  changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  await plant(scene, folder, changed, "damaged");
};

async function sealedBy({ pairing, key }: Paired, recipients: readonly string[]): Promise<Uint8Array> {
  const { client, instrument } = pairing.invite;
  const id = crypto.randomUUID();
  const at = isoMinute(Date.now());
  const payload = {
    type: "withdrawn" as const,
    id,
    seq: 1,
    client,
    key: pairing.publicKey,
    mac: pairing.mac,
    instrument: `${instrument}|${"A".repeat(43)}`,
    at,
    consent: { hash: pairing.consentHash, at },
    body: toWithdrawnResponse({ id, client, instrument, submittedAt: Date.now() }),
  };
  return sealEnvelope({ payload, privateKey: key.privateKey, recipients });
}

const anotherClient: NodePlay = async (scene, act, random) => {
  const { folder } = await deliveredFile(scene, act, random);
  const { invite } = scene.paired.pairing;
  const stranger = await pairWith({ ...invite, client: "stranger", secret: random256() });
  await plant(scene, folder, await sealedBy(stranger, invite.recipients), "unknownClient");
  // Knows the client's name, not the invite.
  const impostor = await pairWith({ ...invite, secret: random256() });
  await plant(scene, folder, await sealedBy(impostor, invite.recipients), "wrongMac");
};

const anotherTherapist: NodePlay = async (scene, act, random) => {
  const { folder } = await deliveredFile(scene, act, random);
  const { recipient } = await makeTherapistKey("Dr. Other");
  await plant(scene, folder, await sealedBy(scene.paired, [recipient]), "otherKey");
};

const forgedInvite: NodePlay = async (scene, act, random) => {
  const text = await scene.practice.invite(scene.place, 2);
  const at = 4 + random.below(text.length - 4);
  const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  const rules = { nowMs: Date.now(), allowLocalhost: true };
  const opened = await openInvite(changed, rules);
  // The last sign of a signature carries bits that mean nothing: another spelling of the same invite.
  if (opened.kind === "ok" && at < text.length - 1) scene.problems.push(`an invite changed at ${at} was taken`);
  const attacker = await makeTherapistKey("Dr. Rivera");
  const wishes = { update: 2, url: scene.proxy.origin, key: attacker, changes: {} };
  const forged = await openInvite(await makeInvite(inviteFacts(scene.place, wishes), attacker), rules);
  const current = { invite: scene.paired.pairing.invite };
  if (forged.kind === "ok") {
    const decision = decideInviteAcceptance({ invite: forged.invite, current, nowMs: Date.now() });
    if (decision.kind !== "refused") scene.problems.push("an invite signed by somebody else was accepted");
  }
  await mustSave(scene, act, random);
};

export const NODE_MEANING_ACTS: Readonly<Record<string, NodePlay>> = {
  "49": playDropFolder,
  E1: replayed,
  E2: anotherClient,
  E3: changedByte,
  E4: anotherTherapist,
  E5: forgedInvite,
};
