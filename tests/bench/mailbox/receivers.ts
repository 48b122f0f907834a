import { findNginx, startNginx } from "../sync/served-nginx.ts";
import type { StartServer } from "../sync/server.ts";
import { findApache, startApache } from "./served-apache.ts";

/** What else takes a PUT and keeps it as a file. */
export interface Receiver {
  readonly name: string;
  readonly start: StartServer;
}

export interface Receivers {
  readonly found: readonly Receiver[];
  /** A sentence for each that is not here. */
  readonly missing: readonly string[];
}

/** Neither syncs, asks for a token or looks at what comes. */
export function findReceivers(): Receivers {
  const looked = [
    { name: "nginx's dav module", start: startNginx, here: findNginx() },
    { name: "Apache's mod_dav", start: startApache, here: findApache() },
  ];
  return {
    found: looked.filter(({ here }) => !("missing" in here)).map(({ name, start }) => ({ name, start })),
    missing: looked.flatMap(({ here }) => ("missing" in here ? [here.missing] : [])),
  };
}
