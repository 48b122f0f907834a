import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files of a browser profile in which this text stands as it is, in one or two bytes a letter. */
export function filesWith(profile: string, text: string): readonly string[] {
  const forms = [Buffer.from(text, "latin1"), Buffer.from(text, "utf16le")];
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = contentOf(file);
      return forms.some((form) => bytes.includes(form));
    });
}

/** A running browser takes files away while they are looked at. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
