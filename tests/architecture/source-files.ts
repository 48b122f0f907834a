import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const SRC = fileURLToPath(new URL("../../src/", import.meta.url));

/** Every TypeScript file of src, relative to it, with forward slashes. */
export const SOURCE_FILES: readonly string[] = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
  .sort();

export function readSource(file: string): string {
  return readFileSync(SRC + file, "utf8");
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** Each module specifier a file imports, as written. */
export function specifiersOf(source: string): readonly string[] {
  return [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2]!);
}

/** First folder of src for a relative import, "node:" for Node's own modules, else the package's name. */
export function importsOf(file: string): readonly string[] {
  return specifiersOf(readSource(file)).map((specifier) => {
    if (specifier.startsWith("node:")) return "node:";
    if (!specifier.startsWith(".")) return packageOf(specifier);
    const target = new URL(specifier, `file:///src/${file}`).pathname;
    return target.startsWith("/src/") ? target.split("/")[2]! : target;
  });
}

function packageOf(specifier: string): string {
  const [first, second] = specifier.split("/");
  return first!.startsWith("@") ? `${first}/${second}` : first!;
}
