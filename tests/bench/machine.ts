import { spawnSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { type BrowserName, findBrowser } from "../../scripts/browsers.ts";

/** What the figures were taken on. Nothing that names whose machine it is. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly versions: readonly string[];
  /** Of the minute before: more than a few tenths, and others were at work. */
  readonly load: number;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown processor",
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().split("-")[0] ?? ""}`.trim(),
    versions: [versionOf("chromium"), versionOf("firefox"), `Node ${process.versions.node}`],
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

function versionOf(name: BrowserName): string {
  const path = findBrowser(name);
  const said = path === null ? "" : spawnSync(path, ["--version"], { encoding: "utf8" }).stdout;
  return /(?:Chromium|Firefox) [\d.]+/i.exec(said)?.[0] ?? `no ${name}`;
}
