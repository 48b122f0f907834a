import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, runTool } from "../../scripts/run-command.ts";

const licences = (browser: string): string => readFileSync(join(ROOT, "dist", browser, "licences.txt"), "utf8");
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Asked of the source maps, not of the list that the file was written from. */
function bundledPackages(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-maps-"));
  try {
    const args = ["build", "--sourcemap", "--outDir", folder, "--logLevel", "silent"];
    expect(runTool("vite/bin/vite.js", args, { TARGET: "firefox", VARIANT: "release" })).toBe(true);
    const maps = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".map"));
    const sources = maps.flatMap(
      (path) => (JSON.parse(readFileSync(join(folder, path), "utf8")) as { sources: readonly string[] }).sources,
    );
    const names = sources.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
    return [...new Set(names.filter((name) => name !== undefined))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("every package with a line in the bundle is named with its version and its licence", { timeout: 60_000 }, () => {
  const bundled = bundledPackages();
  expect(bundled).toContain("age-encryption");
  for (const browser of ["chrome", "firefox"])
    for (const name of bundled) {
      const { version, license } = packages[`node_modules/${name}`] ?? {};
      expect(licences(browser)).toContain(`\n${name} ${version}, ${license}`);
    }
});

test("beside the bundler's own few lines nothing is bundled that is a package for development alone", () => {
  const named = [...licences("firefox").matchAll(/^((?:@[\w-]+\/)?[\w-]+) \d[\w.-]*, /gm)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => packages[`node_modules/${name}`]?.dev === true)).toEqual(["rolldown"]);
});

test("each licence stands there with its text, our own first", () => {
  const text = licences("firefox");
  expect(text).toContain(readFileSync(join(ROOT, "LICENSE"), "utf8").trim());
  expect(text.indexOf("Aftersession")).toBe(0);
  for (const name of ["preact", "idb", "webextension-polyfill"])
    expect(text).toContain(
      readFileSync(join(ROOT, "node_modules", name, "LICENSE"), "utf8")
        .replaceAll("\r\n", "\n")
        .trim(),
    );
});
