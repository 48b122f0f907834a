import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram, howToGet, type Program, unpackPrograms } from "../../../scripts/debian-programs.ts";
import { wholeFiles } from "../sync/served-mailbox.ts";
import { freePort, untilListening } from "../sync/served-nginx.ts";
import { familyOf, killGroup, type Server, spawnIn } from "../sync/server.ts";

const MODULES = ["mpm_event", "authn_core", "authz_core", "dav", "dav_fs"] as const;
/** Debian's user for what should own nothing: Apache's workers refuse to be root. */
const NOBODY = 65_534;

/** An Apache that can be started, or why there is none. Brings it where that is possible. */
export function findApache(): Program | { readonly missing: string } {
  unpackPrograms(["apache2"]);
  return findProgram("apache2") ?? { missing: howToGet("apache2").replace(/:$/, "") };
}

/** Apache's mod_dav, as a receiver of the same files: no token, no check of what comes, no syncing. */
export async function startApache(folder: string, under: readonly string[] = []): Promise<Server> {
  const found = findApache();
  if ("missing" in found) throw new Error(found.missing);
  const port = await freePort();
  const box = join(folder, "box");
  mkdirSync(box);
  // Its workers, who are nobody, keep their lock file in the one and the envelopes in the other.
  for (const open of [folder, box]) chmodSync(open, 0o777);
  writeFileSync(join(folder, "httpd.conf"), configuration(folder, port, join(found.root, "usr/lib/apache2/modules")));
  const command = [found.path, "-f", join(folder, "httpd.conf"), "-DFOREGROUND"];
  const child = spawnIn(folder, command, under, found.env);
  await untilListening(port, child);
  return {
    port,
    targetOf: (id) => `/box/${id}.age`,
    headers: ["Content-Type: application/octet-stream"],
    stored: (where) => wholeFiles(join(where, "box")),
    pids: () => familyOf(child.pid ?? 0),
    kill: () => killGroup(child),
  };
}

/** Threads for all senders from the start, connections that stay. */
function configuration(folder: string, port: number, modules: string): string {
  return `
ServerRoot "${folder}"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile "${folder}/pid"
ErrorLog "${folder}/error.log"
${MODULES.map((name) => `LoadModule ${name}_module "${modules}/mod_${name}.so"`).join("\n")}
User #${NOBODY}
Group #${NOBODY}
StartServers 2
ThreadsPerChild 64
MinSpareThreads 64
MaxRequestWorkers 256
ServerLimit 4
KeepAlive On
MaxKeepAliveRequests 0
DocumentRoot "${folder}"
DavLockDB "${folder}/locks"
<Location "/box">
  Dav On
</Location>
`;
}
