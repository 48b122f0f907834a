import { createHash, createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import type { BrowserName } from "../../../scripts/browsers.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import { ask } from "../harness/chromium.ts";
import { type Client, SETUP_PAGE } from "../harness/client.ts";
import { acceptInvite } from "../harness/pages.ts";
import { type RawServer, startRawServer } from "../harness/raw-server.ts";
import { until } from "../harness/scene.ts";
import { startClient } from "../harness/start-client.ts";

const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

/**
 * What an endpoint sees of a client, and what it can make the browser do. Every request is a test letter: sent twice, by
 * the same code as answers are.
 */
export function playNetworkSafety(browser: BrowserName): void {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-network-"));
  let client: Client;
  let setup: Page;
  let practice: Practice;
  let endpoint: RawServer;
  let elsewhere: RawServer;

  beforeAll(async () => {
    [endpoint, elsewhere] = await Promise.all([startRawServer(), startRawServer()]);
    practice = await startPractice({ folder, videoHosts: ["localhost:8123"] });
    client = await startClient(browser);
    setup = await client.extensionPage(SETUP_PAGE);
    const place = { adapter: "put", profile: "mailbox", url: endpoint.origin, box: "b", token: "w.1.t" } as const;
    await acceptInvite(setup, await practice.invite({ endpoint: place }));
    // The endpoint's own site has a cookie for whoever comes by.
    endpoint.reply = (_, response) =>
      response.writeHead(200, { "content-type": "text/html", "set-cookie": "visitor=42" }).end("<title>A site</title>");
    await (await client.open(`${endpoint.origin}/`)).close();
    elsewhere.reply = (_, response) =>
      response.writeHead(201, { "access-control-allow-origin": "*", "access-control-allow-headers": "*" }).end();
  });
  beforeEach(() => {
    endpoint.requests.length = 0;
    elsewhere.requests.length = 0;
  });
  afterAll(async () => {
    await client?.stop();
    await Promise.all([endpoint?.close(), elsewhere?.close(), practice?.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const testLetter = () => ask(setup, "testConnection", null);
  /** As the mailbox would, with a cookie that nobody asked for. */
  function takeAll(): void {
    endpoint.reply = (request, response) => {
      const { body } = endpoint.requests.at(-1)!;
      const id = request.url!.split("/").at(-1);
      const receipt = JSON.stringify({ id, sha256: createHash("sha256").update(body).digest("hex") });
      response.writeHead(201, { "content-type": "application/json", "set-cookie": "track=1; Path=/" }).end(receipt);
    };
  }
  function expectNobodyKnown(requests: readonly { readonly headers: object }[]): void {
    expect(requests.length).toBeGreaterThan(0);
    for (const { headers } of requests)
      for (const name of ["origin", "cookie", "referer"]) expect(headers).not.toHaveProperty(name);
  }
  function expectSameTwice(): void {
    const [first, second, ...more] = endpoint.requests;
    expect(more).toEqual([]);
    expect(second!.url).toBe(first!.url);
    expect(second!.body.equals(first!.body)).toBe(true);
  }

  test("an endpoint sees the same sealed bytes twice, and neither origin, cookie nor referrer", async () => {
    takeAll();
    expect(await testLetter()).toMatchObject({ first: { kind: "delivered" }, second: { kind: "delivered" } });
    expectSameTwice();
    expectNobodyKnown(endpoint.requests);
    expect(endpoint.requests[0]!.body.subarray(0, 21).toString()).toBe("age-encryption.org/v1");
  });

  test.each([
    ["302 to the same host", 302, () => "/moved"],
    ["307 to the same host", 307, () => "/moved"],
    ["307 to another port", 307, () => `${elsewhere.origin}/stolen`],
    ["308 to another host", 308, () => `${elsewhere.origin.replace("localhost", "127.0.0.1")}/stolen`],
    ["302 to the network's own addresses", 302, () => "http://169.254.169.254/latest"],
  ])("a redirect is not followed and holds the endpoint: %s", async (_, status, goal) => {
    endpoint.reply = (_request, response) => response.writeHead(status, { location: goal() }).end();
    expect(await testLetter()).toMatchObject({ first: { kind: "hold", reason: "moved" }, second: null });
    expect(endpoint.requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });

  test("an endless answer is cut off, and proves nothing", async () => {
    let [written, closed] = [0, false];
    endpoint.reply = (_, response) => {
      response.on("close", () => (closed = true)).writeHead(201, { "content-type": "application/json" });
      const part = Buffer.alloc(64 * 1024, "x");
      const writeMore = (): void => {
        if (response.destroyed) return;
        written += part.length;
        response.write(part, writeMore);
      };
      writeMore();
    };
    expect(await testLetter()).toMatchObject({ first: { kind: "retry", reason: "strangeReply" } });
    await until(async () => closed, "the connection is closed");
    // What was on its way in buffers; without a limit it would go on for as long as the time limit lasts.
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test("a webhook gets a signed message, sent the same way", async () => {
    const hook: InviteEndpoint = {
      adapter: "post",
      profile: "generic",
      url: `${endpoint.origin}/hook?k=1`,
      box: "",
      token: "t0k",
      secret: SECRET,
    };
    const text = await practice.invite({ update: 2, endpoint: hook });
    const consent = { text, consentHash: "h".repeat(43), openByItself: true };
    expect(await ask(setup, "acceptInvite", consent)).toEqual({ kind: "accepted" });
    takeAll();
    expect(await testLetter()).toMatchObject({ first: { kind: "delivered" }, second: { kind: "delivered" } });
    expectSameTwice();
    expectNobodyKnown(endpoint.requests);
    for (const { method, url, headers, body } of endpoint.requests) {
      expect([method, url, headers.authorization]).toEqual(["POST", "/hook?k=1", "Bearer t0k"]);
      const signed = Buffer.concat([
        Buffer.from(`${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.`),
        body,
      ]);
      const mac = createHmac("sha256", "0123456789abcdef0123456789abcdef").update(signed).digest("base64");
      expect(headers["webhook-signature"]).toBe(`v1,${mac}`);
    }
  });
}
