import { createHash } from "node:crypto";
import { join } from "node:path";
import { findProgram, type Program } from "../../scripts/debian-programs.ts";
import type { Peer } from "./peer.ts";
import { findFreePort, isListening, makeFolder, placeFile, placeFolder, readFolder, startProgram } from "./program.ts";
import { readTemplate } from "./template.ts";

const MODULES = [
  "mpm_event",
  "alias",
  "authn_core",
  "authn_file",
  "authz_core",
  "authz_user",
  "auth_basic",
  "dav",
  "dav_fs",
] as const;

export const APACHE: Program | null = findProgram("apache2");
export const CLIENT = { user: "client-7", token: "only for writing" };
export const THERAPIST = { user: "therapist", token: "for reading as well" };

/**
 * Apache 2.4 with mod_dav: a folder at /drop as our template has it, in which a client may PUT, and nothing else; and one at /readable, configured
 * as one would at first and not write-only at all.
 */
export async function startApache({ root, path, env }: Program): Promise<Peer> {
  const folder = makeFolder();
  const port = await findFreePort();
  for (const name of ["www", "www/drop", "www/readable"]) placeFolder(join(folder, name));
  placeFile(join(folder, "www/readable/old.age"), "sealed");
  placeFile(join(folder, "passwords"), passwordFile(CLIENT, THERAPIST));
  placeFile(join(folder, "httpd.conf"), configuration(folder, port, join(root, "usr/lib/apache2/modules")));
  const args = ["-f", join(folder, "httpd.conf"), "-DFOREGROUND"];
  const { stop } = await startProgram({ path, args, env, folder }, () => isListening(port));
  return { url: `http://127.0.0.1:${port}`, stop, stored: async () => readFolder(join(folder, "www/drop")) };
}

/** The form both Apache and nginx read. */
export function passwordFile(...known: readonly (typeof CLIENT)[]): string {
  return known.map(({ user, token }) => `${user}:{SHA}${createHash("sha1").update(token).digest("base64")}\n`).join("");
}

function configuration(folder: string, port: number, modules: string): string {
  return `
ServerRoot "${folder}"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile "${folder}/pid"
ErrorLog "${folder}/error.log"
${MODULES.map((name) => `LoadModule ${name}_module "${modules}/mod_${name}.so"`).join("\n")}
DocumentRoot "${folder}/www"
DavLockDB "${folder}/locks"
<Location "/">
  Dav On
  AuthType Basic
  AuthName "answers"
  AuthUserFile "${folder}/passwords"
  Require all denied
</Location>
${readTemplate("apache.conf", { "/srv/answers": `${folder}/www`, "/etc/apache2/answers.passwords": `${folder}/passwords` })}
<Location "/readable">
  Require valid-user
  <LimitExcept PUT>
    Require all denied
  </LimitExcept>
</Location>
`;
}
