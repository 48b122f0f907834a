import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Versions = Readonly<Record<string, string>>;

const readRoot = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const LOCK = readRoot("package-lock.json");
const { packages: PACKAGES } = JSON.parse(LOCK) as { readonly packages: Readonly<Record<string, Locked | undefined>> };

/** Where Node would find `name` from a package at `path`. */
function isLocked(path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (PACKAGES[`${at === "" ? "" : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === "") return false;
  }
}

test("the lockfile holds the packages of every platform, or npm ci refuses it elsewhere", () => {
  const missing = Object.entries(PACKAGES).flatMap(([path, locked]) =>
    Object.keys(locked?.optionalDependencies ?? {}).filter((name) => !isLocked(path, name)),
  );
  expect(missing).toEqual([]);
});

test("the lockfile names no address of a registry", () => expect(LOCK).not.toContain('"resolved"'));

test("versions are exact", () => {
  const { dependencies, devDependencies } = JSON.parse(readRoot("package.json")) as Readonly<Record<string, Versions>>;
  const wanted = Object.values({ ...dependencies, ...devDependencies });
  expect(wanted.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
