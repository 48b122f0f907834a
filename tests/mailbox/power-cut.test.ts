import { expect, test } from "vitest";
import { noDiskImages } from "../bench/sync/disk-image.ts";
import { startMailbox } from "../bench/sync/served-mailbox.ts";
import { dieByPowerCut } from "../bench/sync/server-death.ts";

const hindrance = noDiskImages();
if (hindrance !== null) console.log(`Skipped: ${hindrance}.`);

test.skipIf(hindrance !== null)(
  "a power cut (simulated by a copied disk image) in the middle of the work takes nothing that was acknowledged",
  { timeout: 60_000 },
  async () => {
    const { acknowledged, lost } = await dieByPowerCut(200, startMailbox);
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    expect(lost).toBe(0);
  },
);
