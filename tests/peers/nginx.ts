import { join } from "node:path";
import { findProgram, type Program } from "../../scripts/debian-programs.ts";
import { CLIENT, passwordFile, THERAPIST } from "./apache.ts";
import type { Peer } from "./peer.ts";
import { findFreePort, isListening, makeFolder, placeFile, placeFolder, readFolder, startProgram } from "./program.ts";
import { readTemplate } from "./template.ts";

export const NGINX: Program | null = findProgram("nginx");

/** nginx with its dav module: /drop as our template has it, /strict without making missing folders; a client may PUT, and nothing else. */
export async function startNginx({ path, env }: Program): Promise<Peer> {
  const folder = makeFolder();
  const port = await findFreePort();
  for (const name of ["www", "www/drop", "www/strict"]) placeFolder(join(folder, name));
  placeFile(join(folder, "passwords"), passwordFile(CLIENT));
  placeFile(join(folder, "readers"), passwordFile(THERAPIST));
  placeFile(join(folder, "nginx.conf"), configuration(folder, port));
  const args = ["-p", folder, "-e", join(folder, "error.log"), "-c", join(folder, "nginx.conf")];
  const { stop } = await startProgram({ path, args, env, folder }, () => isListening(port));
  return { url: `http://127.0.0.1:${port}`, stop, stored: async () => readFolder(join(folder, "www")) };
}

function configuration(folder: string, port: number): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const writeOnly = `dav_methods PUT; limit_except PUT { deny all; }`;
  return `
daemon off;
master_process off;
pid ${folder}/pid;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    auth_basic drop;
    auth_basic_user_file ${folder}/passwords;
    ${readTemplate("nginx.conf", { "/srv/answers": `${folder}/www`, "/etc/nginx/answers.passwords": `${folder}/passwords`, "/etc/nginx/therapist.passwords": `${folder}/readers` })}
    location /strict/ { ${writeOnly} create_full_put_path off; }
  }
}
`;
}
