import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Standard Webhooks 1.0: an older or newer timestamp may be somebody's recording of an earlier message. */
export const SIGNED_WITHIN_MS = 5 * 60_000;

const SECRET = /^whsec_([A-Za-z0-9+/]{43}=)$/;

/** 256 random bits, as Standard Webhooks writes them. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export function isSecret(text: string): boolean {
  return SECRET.test(text);
}

/** Whether the sender of these bytes under this id held the secret, a few minutes ago at most. */
export function isSigned(
  secret: string,
  { id, headers, body, now }: { id: string; headers: IncomingHttpHeaders; body: Uint8Array; now: number },
): boolean {
  const [timestamp, signatures] = [headers["webhook-timestamp"], headers["webhook-signature"]];
  if (headers["webhook-id"] !== id || typeof timestamp !== "string" || typeof signatures !== "string") return false;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > SIGNED_WITHIN_MS) return false;
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? "", "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  // Several, while a sender changes its secret.
  return signatures.split(" ").some((signature) => isSame(signature, expected));
}

function isSame(signature: string, expected: Buffer): boolean {
  const given = Buffer.from(/^v1,([A-Za-z0-9+/]{43}=)$/.exec(signature)?.[1] ?? "", "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
