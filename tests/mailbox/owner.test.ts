import { chown, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { addBox, addTokenFor } from "../../src/mailbox/provisioning.ts";

/** Whom a service might run as. */
const SOMEBODY = { uid: 65_534, gid: 65_534 };

test.runIf(process.getuid?.() === 0)(
  "what root makes for a mailbox that runs as somebody else belongs to them (only root may give files away)",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "aftersession-owner-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await chown(folder, SOMEBODY.uid, SOMEBODY.gid);
    expect(await addBox(folder, "second")).toMatchObject({ kind: "made" });
    expect(await addTokenFor(folder, "client", "second")).toMatchObject({ kind: "made" });
    for (const path of ["second", "tokens.jsonl"]) expect(await stat(join(folder, path))).toMatchObject(SOMEBODY);
  },
);
