import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A small disk of our own in a file, whose state at an instant can be copied: what a power cut would leave behind. */
export interface DiskImage {
  /** Where it is mounted. */
  readonly folder: string;
  /** Gives the disk everything so far: what is set up beforehand is not what is measured. */
  readonly settle: () => void;
  /** What the disk had been given by now, as another disk, mounted after its journal was played back. */
  readonly cut: () => string;
  readonly remove: () => void;
}

const BYTES = 96 * 2 ** 20;

/** Why there can be none here, or null. */
export function noDiskImages(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root on Linux may mount a disk image";
  return run("losetup", "-f").status === 0 && run("mkfs.ext4", "-V").status === 0
    ? null
    : "no loop devices or no mkfs.ext4 here";
}

/** ext4 with its usual settings: the journal every five seconds, data in the order of the journal. */
export function createDiskImage(under: string): DiskImage {
  const [image, folder, copy, after] = ["disk", "mounted", "disk-after", "after"].map((name) => join(under, name));
  if (image === undefined || folder === undefined || copy === undefined || after === undefined)
    throw new Error("No names.");
  writeFileSync(image, "");
  truncateSync(image, BYTES);
  for (const path of [folder, after]) mkdirSync(path);
  need("mkfs.ext4", "-q", image);
  need("mount", "-o", "loop", image, folder);
  let cut = false;
  return {
    folder,
    settle: () => need("sync", "-f", folder),
    cut() {
      copyFileSync(image, copy);
      need("mount", "-o", "loop", copy, after);
      cut = true;
      return after;
    },
    remove() {
      if (cut) run("umount", after);
      run("umount", folder);
    },
  };
}

function run(command: string, ...args: readonly string[]) {
  return spawnSync(command, args, { encoding: "utf8" });
}

function need(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = run(command, ...args);
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
}
