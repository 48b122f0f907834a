import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startFaultProxy } from "./fault-proxy.ts";

const SEALED = "age-encryption.org/v1\nsealed";

/** A stand-in for the mailbox that keeps what it gets, behind the proxy. */
async function openWay() {
  const kept: string[] = [];
  const mailbox = createServer((request, response) => {
    request.resume().on("end", () => {
      kept.push(request.url ?? "");
      response.writeHead(201, { "content-type": "application/json" }).end('{"id":"one"}');
    });
  });
  await once(mailbox.listen(0, "127.0.0.1"), "listening");
  const proxy = await startFaultProxy(() => (mailbox.address() as AddressInfo).port);
  onTestFinished(async () => {
    await proxy.close();
    mailbox.close();
  });
  const put = (body = SEALED): Promise<Response> => fetch(`${proxy.origin}/m/box/one`, { method: "PUT", body });
  return { kept, proxy, put };
}

test("without a fault the mailbox itself answers", async () => {
  const { put, kept } = await openWay();
  const response = await put();
  expect([response.status, await response.text()]).toEqual([201, '{"id":"one"}']);
  expect(kept).toEqual(["/m/box/one"]);
});

test("a reply that is lost was stored all the same", async () => {
  const { put, kept, proxy } = await openWay();
  proxy.meet([{ kind: "cut", share: 0, how: "reset" }]);
  await expect(put()).rejects.toThrow();
  expect(kept.length).toBe(1);
});

test("a receipt can be told for what was thrown away", async () => {
  const { put, kept, proxy } = await openWay();
  proxy.meet([{ kind: "answer", status: 201, body: "receipt", stored: false }]);
  expect(await (await put()).json()).toMatchObject({ id: "one" });
  expect([kept, proxy.sightings.hasLied("one")]).toEqual([[], true]);
});

test("other bytes under one id, and bytes that are not sealed, are seen", async () => {
  const { put, proxy } = await openWay();
  await put();
  await put(`${SEALED} anew`);
  await put("readable");
  expect(proxy.sightings.takeProblems()).toEqual([
    "one was sent with other bytes than before",
    "one was not sealed",
    "one was sent with other bytes than before",
  ]);
});

test("mended, nothing hangs and nothing is refused", async () => {
  const { put, proxy } = await openWay();
  proxy.meet([{ kind: "hang", stored: false }]);
  const hanging = put().catch(() => "cut off");
  await proxy.sightings.untilHanging(5_000);
  proxy.kill("box");
  await proxy.down();
  await proxy.heal();
  expect(await hanging).toBe("cut off");
  expect((await put()).status).toBe(201);
});
