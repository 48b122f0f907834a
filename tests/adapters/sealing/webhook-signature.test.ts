import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signWebhook } from "../../../src/adapters/sealing/webhook-signature.ts";

test("the example of the Standard Webhooks specification is signed as it says", async () => {
  const body = '{"event_type":"ping","data":{"success":true}}';
  const signature = await signWebhook("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121, body);
  expect(signature).toBe("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
});

test("a signature is what another program makes of id, time and body, in any script", async () => {
  for (const body of ["", '{"a":"ä 漢 🙂"}', "x".repeat(20_000)]) {
    const secret = Buffer.from("0123456789abcdef0123456789abcdef").toString("base64");
    const mac = createHmac("sha256", Buffer.from(secret, "base64")).update(`id-1.1700000000.${body}`).digest("base64");
    expect(await signWebhook(`whsec_${secret}`, "id-1", 1_700_000_000, body)).toBe(`v1,${mac}`);
  }
});
