import { Decrypter } from "age-encryption";

/** Runs in a page: every file, one after the other, as the library's readme shows it. Milliseconds. */
async function decryptAll(identity: string): Promise<number> {
  const index = (await (await fetch("/index.json")).json()) as readonly { readonly size: number }[];
  const bytes = new Uint8Array(await (await fetch("/files")).arrayBuffer());
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const startedAt = performance.now();
  let at = 0;
  for (const { size } of index) {
    await decrypter.decrypt(bytes.subarray(at, at + size), "text");
    at += size;
  }
  return performance.now() - startedAt;
}

Object.assign(globalThis, { decryptAll });
