/** SHA-256 as lower-case hexadecimal: the form in which an endpoint's receipt names what it stored. */
export async function digest(bytes: Uint8Array): Promise<string> {
  // A copy, because WebCrypto refuses bytes that lie in shared memory and the type cannot rule that out.
  const hash = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
