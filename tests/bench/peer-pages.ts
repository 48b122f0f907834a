import { installPeerPackages } from "../../scripts/peer-packages.ts";
import { type Bundle, bundle } from "./bundle.ts";

export type PeerPage = "survey" | "chart-js" | "rtcstats";

/** A library measured beside ours, for a bare page. Brings its packages first; an error where they cannot be had. */
export async function bundlePeer(name: PeerPage): Promise<Bundle> {
  if (!installPeerPackages("tests/bench/peers")) throw new Error("The packages of the peers could not be brought.");
  return bundle(new URL(`./peers/${name}.mjs`, import.meta.url));
}
