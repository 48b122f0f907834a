import { installPeerPackages } from "./peer-packages.ts";
import { runSuites, type Suite } from "./suites.ts";

/** The shipped adapters against other people's servers, and against simulated ones where the real one cannot be run. */
export const PEER_SUITES: readonly Suite[] = [
  { name: "peers installed", run: installPeerPackages },
  { name: "peers", vitest: "vitest.peers.config.ts" },
];

if (import.meta.filename === process.argv[1]) process.exit(runSuites(PEER_SUITES) ? 0 : 1);
