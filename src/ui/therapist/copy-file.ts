import { armorOf } from "../../protocol/armor.ts";

/** A key file is a few hundred bytes; whatever is this large was chosen by mistake. */
const LARGEST_COPY = 100_000;
const AGE_FILE = "age-encryption.org/";

/** The text of a chosen key copy. `age -p` writes bytes unless it is asked for text: those become text here. */
export async function readCopyFile(file: File | undefined): Promise<string> {
  if (file === undefined || file.size > LARGEST_COPY) return "";
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (!text.startsWith(AGE_FILE)) return text;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return armorOf(btoa(binary));
}
