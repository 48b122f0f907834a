import { createHmac } from "node:crypto";
import { armor } from "age-encryption";
import { expect, test } from "vitest";
import { createPostAdapter } from "../../src/adapters/endpoint/post.ts";
import { addTokenFor } from "../../src/mailbox/provisioning.ts";
import { isSigned, makeSecret, SIGNED_WITHIN_MS } from "../../src/mailbox/signature.ts";
import { ID, orderTo, outcome, USUAL_DEPS } from "../adapters/endpoint/usual-order.ts";
import { ageFile, BOX, id, needToken, startMailbox } from "./running-mailbox.ts";

const NOW = 1_764_072_000_000;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** As Standard Webhooks 1.0 has it: HMAC-SHA256 of `id.timestamp.body`. */
function sign(secret: string, itemId: string, body: Uint8Array | string, at = NOW): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const mac = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"));
  const signature = mac.update(`${itemId}.${timestamp}.`).update(body).digest("base64");
  return { "webhook-id": itemId, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
const check = (headers: Record<string, string>, body: Uint8Array = ageFile()) =>
  isSigned(SECRET, { id: id(1), headers, body, now: NOW });

test("what was signed with the secret is signed, to the last byte", () => {
  expect(check(sign(SECRET, id(1), ageFile()))).toBe(true);
  expect(check(sign(SECRET, id(1), ageFile()), ageFile(2))).toBe(false);
});

test("one of several signatures is enough, while a sender changes its secret", () => {
  const signed = sign(SECRET, id(1), ageFile());
  const other = sign(makeSecret(), id(1), ageFile())["webhook-signature"];
  expect(check({ ...signed, "webhook-signature": `${other} ${signed["webhook-signature"]}` })).toBe(true);
  expect(check({ ...signed, "webhook-signature": `${other}` })).toBe(false);
});

test.each([
  [-SIGNED_WITHIN_MS, true],
  [SIGNED_WITHIN_MS, true],
  [-SIGNED_WITHIN_MS - 1_000, false],
  [SIGNED_WITHIN_MS + 1_000, false],
])("signed %i ms from now: %s", (ms, signed) => expect(check(sign(SECRET, id(1), ageFile(), NOW + ms))).toBe(signed));

const usual = sign(SECRET, id(1), ageFile());
test.each([
  ["nothing", {}],
  ["another id", sign(SECRET, id(2), ageFile())],
  ["another secret", sign(makeSecret(), id(1), ageFile())],
  ["a timestamp that was moved", { ...usual, "webhook-timestamp": String(NOW / 1_000 + 1) }],
  ["a timestamp that is no number", { ...usual, "webhook-timestamp": "now" }],
  ["another version", { ...usual, "webhook-signature": usual["webhook-signature"]!.replace("v1,", "v1a,") }],
  ["an empty signature", { ...usual, "webhook-signature": "" }],
  ["half a signature", { ...usual, "webhook-signature": usual["webhook-signature"]!.slice(0, 20) }],
])("%s in the headers is not a signature", (_, headers) => expect(check(headers)).toBe(false));

test("a client that must sign is heard by PUT and POST only with its signature; others need none", async () => {
  const running = await startMailbox({ now: () => NOW });
  const made = needToken(await addTokenFor(running.folder, "client", BOX, { signing: true }));
  const [token, secret] = [made.token, made.secret!];
  const message = { specversion: "1.0", id: id(2), type: "aftersession.envelope", data: armor.encode(ageFile()) };
  const json = JSON.stringify(message);
  const put = (headers: Record<string, string>) =>
    running.send({ method: "PUT", path: `/m/${BOX}/${id(1)}`, token, headers, body: ageFile() });
  const post = (headers: Record<string, string>) =>
    running.send({
      method: "POST",
      path: `/m/${BOX}`,
      token,
      headers: { "content-type": "application/json", ...headers },
      body: json,
    });

  expect((await put({})).status).toBe(401);
  expect((await put(sign(makeSecret(), id(1), ageFile()))).status).toBe(401);
  expect((await put(sign(secret, id(2), ageFile()))).status).toBe(401);
  expect((await post({ "webhook-id": id(2) })).status).toBe(401);
  expect(JSON.parse((await running.get("")).body.toString()).items).toEqual([]);
  expect((await put(sign(secret, id(1), ageFile()))).status).toBe(201);
  expect((await post(sign(secret, id(2), json))).status).toBe(201);
  expect((await running.put(id(3), ageFile())).status).toBe(201);
});

test("a client whose invite names its box as a webhook, with token and secret, is heard", async () => {
  const running = await startMailbox({ now: () => Date.now() });
  const { token, secret } = needToken(await addTokenFor(running.folder, "client", BOX, { signing: true }));
  const deliver = createPostAdapter(USUAL_DEPS);
  const url = `${running.origin}/m/${BOX}`;
  const endpoint = { adapter: "post", profile: "generic", url, box: "", token } as const;
  const bytes = ageFile();
  expect(outcome(await deliver(orderTo(endpoint, bytes)))).toBe("hold wrongKey");
  expect(outcome(await deliver(orderTo({ ...endpoint, secret: secret! }, bytes)))).toBe("delivered");
  expect(outcome(await deliver(orderTo({ ...endpoint, secret: secret! }, bytes)))).toBe("delivered");
  expect((await running.get(`/${ID}`)).body).toEqual(Buffer.from(bytes));
});
