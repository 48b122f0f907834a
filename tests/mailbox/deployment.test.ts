import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { findNginx, freePort, untilListening } from "../bench/sync/served-nginx.ts";
import { ageFile, BOX, id, startMailbox, temporaryFolder } from "./running-mailbox.ts";

const example = (name: string) => fileURLToPath(new URL(`../../docs/mailbox/${name}`, import.meta.url));

const systemd = spawnSync("systemd-analyze", ["--version"]).error === undefined;
if (!systemd) console.log("Skipped: systemd-analyze is not installed.");
test.skipIf(!systemd)("systemd finds nothing wrong with the unit, and what it leaves exposed is little", () => {
  const unit = example("aftersession-mailbox.service");
  const verified = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
  expect([verified.status, verified.stdout + verified.stderr]).toEqual([0, ""]);
  // Exposure from 0 to 10, times ten. Node needs a network and memory it may run code from.
  const judged = spawnSync("systemd-analyze", ["security", "--offline=true", "--threshold=20", unit]);
  expect(judged.status).toBe(0);
});

const nginx = findNginx();
const openssl = spawnSync("openssl", ["version"]).error === undefined;
const hindrance = "missing" in nginx ? nginx.missing : openssl ? null : "openssl is not installed";
if (hindrance !== null) console.log(`Skipped: ${hindrance}.`);

test.skipIf(hindrance !== null)(
  "behind the nginx of the example the mailbox answers by TLS, large bodies stop there, and nothing is written down",
  async () => {
    const running = await startMailbox();
    const { port, logs } = await serveExample(running.port);
    const token = running.client.token;
    const put = (body: Uint8Array) => ask(port, { method: "PUT", path: `/m/${BOX}/${id(1)}`, token, body });
    expect(await put(ageFile())).toBe(201);
    expect(await put(ageFile())).toBe(200);
    expect(await put(ageFile(1, 65_537))).toBe(413);
    expect(await put(ageFile(1, 140_000))).toBe(413);
    expect(await ask(port, { method: "GET", path: `/m/${BOX}`, token: running.therapist.token })).toBe(200);
    expect(await ask(port, { method: "GET", path: "/" })).toBe(404);
    expect(readdirSync(logs)).toEqual(["mailbox-error.log"]);
    expect(readFileSync(join(logs, "mailbox-error.log"), "utf8")).toBe("");
  },
);

/** The example as it stands, but for its ports, its certificate and where its log lies. */
async function serveExample(mailboxPort: number): Promise<{ readonly port: number; readonly logs: string }> {
  if ("missing" in nginx) throw new Error(nginx.missing);
  const folder = temporaryFolder();
  const [port, logs] = [await freePort(), join(folder, "logs")];
  mkdirSync(logs);
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-days", "1"];
  spawnSync("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    key,
    "-out",
    certificate,
    ...subject,
  ]);
  const site = readFileSync(example("nginx.conf"), "utf8")
    .replace("listen 443 ssl", `listen 127.0.0.1:${port} ssl`)
    .replace(/ +listen \[::\].*\n/, "")
    .replace(/(ssl_certificate +)[^;]+/, `$1${certificate}`)
    .replace(/(ssl_certificate_key +)[^;]+/, `$1${key}`)
    .replace("/var/log/nginx", logs)
    .replace("127.0.0.1:8787", `127.0.0.1:${mailboxPort}`);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder};`);
  const configuration = join(folder, "nginx.conf");
  writeFileSync(configuration, `daemon off; pid ${folder}/pid;\nevents {}\nhttp { ${paths.join(" ")}\n${site}\n}\n`);
  const options = ["-p", folder, "-e", join(folder, "start.log"), "-c", configuration];
  const checked = spawnSync(nginx.path, ["-t", ...options], { encoding: "utf8" });
  expect([checked.status, checked.stderr.includes("[warn]")], checked.stderr).toEqual([0, false]);
  const child = spawn(nginx.path, options, { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGTERM"));
  await untilListening(port);
  return { port, logs };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: Uint8Array;
}

function ask(port: number, { method, path, token, body }: Asked): Promise<number> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "content-length": String(body.length) }),
  };
  return new Promise((resolve, reject) => {
    // Its certificate was made for this test a moment ago.
    const options = { host: "127.0.0.1", port, method, path, headers, rejectUnauthorized: false, agent: false };
    const asking = request(options, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    asking.on("error", reject);
    asking.end(body);
  });
}
