import { decodeArmor } from "./age-file.ts";

/** The age file inside a posted CloudEvents message, or what is wrong with the message. */
export type PostedEnvelope =
  | { readonly kind: "sealed"; readonly ageFile: Uint8Array }
  /** Not JSON, not an envelope of ours, or another id than the header's. */
  | { readonly kind: "notAnEnvelope" }
  | { readonly kind: "notSealed" };

export function parsePostedEnvelope(body: Uint8Array, webhookId: string): PostedEnvelope {
  const message = parseJsonRecord(body);
  if (message?.["specversion"] !== "1.0" || message["type"] !== "aftersession.envelope")
    return { kind: "notAnEnvelope" };
  if (message["id"] !== webhookId) return { kind: "notAnEnvelope" };
  const data = message["data"];
  const ageFile = typeof data === "string" ? decodeArmor(data) : null;
  return ageFile === null ? { kind: "notSealed" } : { kind: "sealed", ageFile };
}

function parseJsonRecord(body: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Whatever it was, it was not JSON; the sender is told so by its reply.
    return null;
  }
}
