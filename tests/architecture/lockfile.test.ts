import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Versions = Readonly<Record<string, string>>;

const readRoot = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** Ours, and the package of other people's servers that tests send to. */
describe.each(["", "tests/peers/"])("the lockfile in %j", (folder) => {
  const lock = readRoot(`${folder}package-lock.json`);
  const { packages } = JSON.parse(lock) as { readonly packages: Readonly<Record<string, Locked | undefined>> };

  /** Where Node would find `name` from a package at `path`. */
  function isLocked(path: string, name: string): boolean {
    for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
      if (packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`] !== undefined) return true;
      if (at === "") return false;
    }
  }

  test("holds the packages of every platform, or npm ci refuses it elsewhere", () => {
    const missing = Object.entries(packages).flatMap(([path, locked]) =>
      Object.keys(locked?.optionalDependencies ?? {}).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  test("names no address of a registry", () => expect(lock).not.toContain('"resolved"'));

  test("is of exact versions", () => {
    const manifest = JSON.parse(readRoot(`${folder}package.json`)) as Readonly<Record<string, Versions>>;
    const wanted = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(wanted.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
