import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The Node releases a build must come out of equal: the oldest we support, and what the reviewers of Firefox's store run. */
export const NODE_MAJORS = [20, 24] as const;
type NodeMajor = (typeof NODE_MAJORS)[number];

export type FoundNode =
  | { readonly kind: "found"; readonly path: string; readonly version: string }
  | { readonly kind: "missing"; readonly reason: string };

/** One named by `NODE_20` or `NODE_24`, else the one that runs this, else one that npm brings into `folder`. */
export function findNode(major: NodeMajor, folder: string): FoundNode {
  const variable = `NODE_${major}`;
  const named = process.env[variable];
  if (named !== undefined) return ask(named, major, `${variable}=${named}`);
  if (process.versions.node.startsWith(`${major}.`))
    return { kind: "found", path: process.execPath, version: process.versions.node };
  return bring(major, folder, variable);
}

function ask(path: string, major: NodeMajor, whence: string): FoundNode {
  const { stdout, status } = spawnSync(path, ["--version"], { encoding: "utf8" });
  if (status !== 0) return { kind: "missing", reason: `${whence} does not run.` };
  const version = stdout.trim().slice(1);
  return version.startsWith(`${major}.`)
    ? { kind: "found", path, version }
    : { kind: "missing", reason: `${whence} is Node ${version}, not ${major}.` };
}

/** The program alone, as npm has it for each system; its scripts stay off, as everywhere here. */
function bring(major: NodeMajor, folder: string, variable: string): FoundNode {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  const target = join(folder, `node-${major}`);
  const args = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", target];
  const { status, stderr } = spawnSync("npm", [...args, `${name}@${major}`], {
    encoding: "utf8",
    shell: system === "win",
  });
  if (status !== 0)
    return {
      kind: "missing",
      reason: `npm has no ${name}@${major} for us; name one with ${variable}. ${stderr.trim()}`,
    };
  const program = system === "win" ? "node.exe" : "node";
  return ask(join(target, "node_modules", name, "bin", program), major, `${name}@${major}`);
}
