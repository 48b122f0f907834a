import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is built comes before what is packed from it: a zip is named only where the files inside are equal. */
const COMPARED = ["chrome", "firefox", "packages"] as const;

/** By path, in the order they are compared in. */
export type Hashes = ReadonlyMap<string, string>;

export function hashesIn(dist: string): Hashes {
  const paths = COMPARED.flatMap((part) =>
    readdirSync(join(dist, part), { recursive: true, encoding: "utf8" })
      .sort()
      .map((path) => join(part, path)),
  ).filter((path) => lstatSync(join(dist, path)).isFile());
  return new Map(paths.map((path) => [path, hashOf(join(dist, path))]));
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** The first file that is not the same in both, or that only one of them has; null if there is none. */
export function firstDifference(expected: Hashes, found: Hashes): string | null {
  const paths = [...new Set([...expected.keys(), ...found.keys()])];
  return paths.find((path) => expected.get(path) !== found.get(path)) ?? null;
}
