/**
 * A sealed envelope as text that survives a chat or a mail: age's own armor. Base64url in, as it comes through the page
 * door. Nothing is opened here.
 */
const LINE = 64;

/** The one way to write these bytes as plain base64. */
export function toBase64(base64Url: string): string {
  const plain = base64Url.replaceAll("-", "+").replaceAll("_", "/");
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, "=");
}

export function armorOf(base64Url: string): string {
  const lines = toBase64(base64Url).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return ["-----BEGIN AGE ENCRYPTED FILE-----", ...lines, "-----END AGE ENCRYPTED FILE-----", ""].join("\n");
}
