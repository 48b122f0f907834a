import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../manifest.json" with { type: "json" };
import { buildBoth } from "./build.ts";
import { type Lockfile, sbomOf } from "./package-sbom.ts";
import { type ZippedFile, zipOf } from "./package-zip.ts";
import { ROOT } from "./run-command.ts";

const HELP = `npm run package

Builds both release variants and writes into dist/packages/: the zip for Chrome and Edge, the zip for Firefox, the source
archive that Firefox's store rebuilds it from, and the bill of materials. The same files give the same bytes. The last line
is JSON: what was written, and whether the working tree is what the commit holds.`;

const OUT = join(ROOT, "dist/packages");
/** Of the repository nothing is left out but pictures for readers: no build reads them, and the store's reviewers need none. */
const PICTURES = /^docs\/.*\.(?:png|webp)$/;

interface Written {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

function filesOf(folder: string, paths: readonly string[]): readonly ZippedFile[] {
  return paths.map((path) => ({ path, content: readFileSync(join(folder, path)) }));
}

function builtFiles(browser: "chrome" | "firefox"): readonly ZippedFile[] {
  const folder = join(ROOT, "dist", browser);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    lstatSync(join(folder, path)).isFile(),
  );
  // With slashes, also where the system's are others.
  return filesOf(folder, paths).map(({ path, content }) => ({ path: path.replaceAll("\\", "/"), content }));
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: ROOT, encoding: "utf8" });
}

/** Null where nothing was committed yet. */
function headCommit(): string | null {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--verify", "--quiet", "HEAD"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : null;
}

function sourceFiles(): readonly ZippedFile[] {
  const paths = git("ls-files", "-z").split("\0");
  return filesOf(
    ROOT,
    paths.filter((path) => path !== "" && !PICTURES.test(path)),
  );
}

function lockfile(): Lockfile {
  return JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lockfile;
}

function write(name: string, content: Buffer): Written {
  writeFileSync(join(OUT, name), content);
  return { name, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

function writeAll(): readonly Written[] {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const name = `aftersession-${manifest.version}`;
  return [
    write(`${name}-chrome.zip`, zipOf(builtFiles("chrome"))),
    write(`${name}-firefox.zip`, zipOf(builtFiles("firefox"))),
    write(`${name}-source.zip`, zipOf(sourceFiles())),
    write(`${name}.cdx.json`, Buffer.from(sbomOf(lockfile(), manifest.version))),
  ];
}

if (process.argv.includes("--help")) {
  console.log(HELP);
} else if (buildBoth("release")) {
  const packages = writeAll();
  for (const { name, bytes, sha256 } of packages) console.log(`${sha256}  ${name}  ${bytes}`);
  const clean = git("status", "--porcelain") === "";
  if (!clean) console.log("The working tree has changes: these packages are not what the commit holds.");
  console.log(JSON.stringify({ commit: headCommit(), clean, packages }));
} else {
  process.exit(1);
}
