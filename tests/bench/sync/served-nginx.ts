import { type ChildProcess, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../../scripts/run-command.ts";
import { wholeFiles } from "./served-mailbox.ts";
import { familyOf, killGroup, type Server, spawnIn } from "./server.ts";

/** Unpacked once; not installed, so that nothing of it starts by itself. */
const CACHE = join(ROOT, "node_modules/.cache/aftersession-nginx");

/** Path of an nginx with the dav module, or why there is none. */
export function findNginx(): { readonly path: string } | { readonly missing: string } {
  const unpacked = join(CACHE, "usr/sbin/nginx");
  if (!existsSync(unpacked) && !isInstalled()) unpack();
  const path = isInstalled() ? "nginx" : unpacked;
  const { error, stderr } = spawnSync(path, ["-V"], { encoding: "utf8" });
  if (error !== undefined) return { missing: "no nginx here, and apt-get could not bring one" };
  return stderr.includes("http_dav_module") ? { path } : { missing: "this nginx has no dav module" };
}

function isInstalled(): boolean {
  return spawnSync("nginx", ["-v"]).error === undefined;
}

function unpack(): void {
  mkdirSync(CACHE, { recursive: true });
  spawnSync("apt-get", ["download", "nginx"], { cwd: CACHE });
  for (const file of readdirSync(CACHE).filter((name) => name.endsWith(".deb")))
    spawnSync("dpkg", ["-x", file, "."], { cwd: CACHE });
}

/** nginx's dav module, as a receiver of the same files: no token, no check of what comes, no syncing. */
export async function startNginx(folder: string, under: readonly string[] = []): Promise<Server> {
  const found = findNginx();
  if ("missing" in found) throw new Error(found.missing);
  const port = await freePort();
  mkdirSync(join(folder, "box"));
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, port));
  const command = [found.path, "-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")];
  const child = spawnIn(folder, command, under);
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

/** As many workers as there are cores, connections that stay, bodies on the same file system as the files. */
function configuration(folder: string, port: number): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/tmp-${kind};`,
  );
  return `daemon off; user root; worker_processes auto; pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 1000000; ${temporary.join(" ")}
  server {
    listen 127.0.0.1:${port}; root ${folder}; client_max_body_size 128k;
    location /box/ { dav_methods PUT; create_full_put_path on; }
  }
}
`;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}

/** One that was started by `spawnIn` and does not come up is not left behind. */
export async function untilListening(port: number, started?: ChildProcess): Promise<void> {
  let said = "";
  started?.stderr?.on("data", (part: Buffer) => void (said += String(part)));
  for (let attempt = 0; attempt < 100; attempt++) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (started !== undefined) await killGroup(started);
  throw new Error(`The server did not start. ${said}`.trim());
}
