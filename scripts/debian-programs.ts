import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";

export type ProgramName = "age" | "apache2" | "initdb" | "nginx" | "postgres" | "psql";

export interface Program {
  readonly path: string;
  /** Where the files of its package begin: "/", or the folder they were unpacked to. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Debian's package of each; postgresql brings the three that lie together. */
const PACKAGE: Readonly<Record<ProgramName, string>> = {
  age: "age",
  apache2: "apache2-bin",
  initdb: "postgresql",
  nginx: "nginx",
  postgres: "postgresql",
  psql: "postgresql",
};

/** Unpacked, not installed: an installed server starts by itself. Only root can write here, and only root runs apt. */
const UNPACKED = "/var/cache/aftersession-peers";

export function findProgram(name: ProgramName): Program | null {
  for (const root of ["/", UNPACKED]) {
    const path = foldersOf(root)
      .map((folder) => join(folder, name))
      .find((candidate) => existsSync(candidate));
    if (path !== undefined) return { path, root, env: root === "/" ? {} : { LD_LIBRARY_PATH: librariesOf(root) } };
  }
  return null;
}

/** What a person reads where a test cannot run. */
export function howToGet(name: ProgramName): string {
  return `Not run, ${name} is not here (Debian's ${PACKAGE[name]}; as root, npm run e2e:peers brings it):`;
}

/** Brings what is missing where that is possible: on Debian or a relative of it, as root. False only if it went wrong. */
export function unpackPrograms(names: readonly ProgramName[]): boolean {
  const missing = [...new Set(names.filter((name) => findProgram(name) === null).map((name) => PACKAGE[name]))];
  if (missing.length === 0 || !existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return true;
  console.log(`Unpacking Debian's ${missing.join(", ")} into ${UNPACKED} …`);
  const archives = join(UNPACKED, "archives");
  mkdirSync(join(archives, "partial"), { recursive: true });
  // Whoever runs the servers has to get in, whatever our mask is.
  chmodSync(UNPACKED, 0o755);
  run("apt-get", ["update", "-qq"]);
  // Also brings whatever of their dependencies this machine lacks, and installs nothing.
  const only = ["--download-only", "--no-install-recommends", "-o", `Dir::Cache::archives=${archives}`];
  run("apt-get", ["install", "-y", "-qq", ...only, ...missing]);
  for (const file of readdirSync(archives).filter((name) => name.endsWith(".deb")))
    run("dpkg", ["-x", join(archives, file), UNPACKED]);
  rmSync(archives, { recursive: true, force: true });
  return names.every((name) => findProgram(name) !== null);
}

function run(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env });
}

function foldersOf(root: string): readonly string[] {
  const postgresql = join(root, "usr/lib/postgresql");
  const versions = existsSync(postgresql) ? readdirSync(postgresql).sort((a, b) => Number(b) - Number(a)) : [];
  return [
    // Before /usr/bin, where Debian's psql is a script that looks for a server of its own.
    ...versions.map((version) => join(postgresql, version, "bin")),
    ...["usr/sbin", "usr/bin"].map((folder) => join(root, folder)),
    ...(root === "/" ? (process.env.PATH ?? "").split(delimiter) : []),
  ];
}

function librariesOf(root: string): string {
  const folders = ["usr/lib", "lib"].map((name) => join(root, name)).filter((folder) => existsSync(folder));
  return folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((folder) => folder.includes("-linux-gnu"))
    .join(delimiter);
}
