import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server with a certificate that nobody vouches for and that names another host; without openssl, with none at all. */
export async function startForeignTls() {
  let requests = 0;
  const server = createServer(certificate(), (_, response) => {
    requests += 1;
    response.writeHead(201).end();
  });
  server.on("tlsClientError", () => {});
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () => void server.close(),
  };
}

function certificate(): { readonly key?: Buffer; readonly cert?: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["-keyout", key, "-out", cert, "-days", "1", "-subj", "/CN=elsewhere.example"];
  try {
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", ...made],
      {
        stdio: "ignore",
      },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    // Not installed here: a handshake that fails for want of any certificate looks the same from outside.
    return {};
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
