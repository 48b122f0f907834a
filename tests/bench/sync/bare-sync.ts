import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, fsyncSync, linkSync, mkdirSync, openSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ENVELOPE } from "./server.ts";

/**
 * The floor under durable writes: the same calls to the disk, one envelope after the other, without HTTP, tokens or
 * anybody who waits at the same time. Gives writes per second.
 */
export function syncBare(folder: string, writes: number): number {
  const box = join(folder, randomUUID());
  mkdirSync(box);
  const directory = openSync(box, "r");
  const startedAt = performance.now();
  for (let count = 0; count < writes; count++) writeOne(box, directory);
  const seconds = (performance.now() - startedAt) / 1_000;
  closeSync(directory);
  return writes / seconds;
}

function writeOne(box: string, directory: number): void {
  const [temporary, final] = [join(box, "temporary"), join(box, randomUUID())];
  const file = openSync(temporary, "wx");
  writeSync(file, ENVELOPE);
  fdatasyncSync(file);
  closeSync(file);
  linkSync(temporary, final);
  fsyncSync(directory);
  unlinkSync(temporary);
}
