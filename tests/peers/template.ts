import { readFileSync } from "node:fs";

/** A file of the package, as the therapist page hands it out, with what each therapist fills in for themselves. */
export function readTemplate(file: string, filledIn: Readonly<Record<string, string>> = {}): string {
  const text = readFileSync(new URL(`../../public/templates/${file}`, import.meta.url), "utf8");
  return Object.entries(filledIn).reduce((before, [what, by]) => {
    if (!before.includes(what)) throw new Error(`${file} has no ${what}`);
    return before.replaceAll(what, by);
  }, text);
}
