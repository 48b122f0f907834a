import { unpackPrograms } from "./debian-programs.ts";
import { installPeerPackages } from "./peer-packages.ts";
import { runSuites, type Suite } from "./suites.ts";

/** What cannot be had on this machine at all is skipped by its tests, which say so; a download that fails is a failure. */
function bringPeers(): boolean {
  const hasPrograms = unpackPrograms(["age", "apache2", "initdb", "nginx", "postgres", "psql"]);
  return installPeerPackages("tests/peers") && hasPrograms;
}

/** The shipped adapters against other people's servers, and against simulated ones where the real one cannot be run. */
export const PEER_SUITES: readonly Suite[] = [
  { name: "peers brought", run: bringPeers },
  { name: "peers", vitest: "vitest.peers.config.ts" },
];

if (import.meta.filename === process.argv[1]) process.exit((await runSuites(PEER_SUITES)) ? 0 : 1);
