/**
 * How the package holds the strings of public/_locales: 35 kB smaller than as they are. The browser reads what manifest,
 * background and check-in say, from _locales: the check-in must be there at once. What the other pages say beside that is a
 * list a language, asked for by number. By name stand what the manifest names and the words of items, which an instrument
 * asks for.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import manifest from "../manifest.json" with { type: "json" };
import { ROOT } from "./run-command.ts";
import { type Messages, readMessages } from "./translations.ts";

/** Without imports of types, which bring nothing. */
const IMPORT = /(?:^|\n)(?:import|export)\s(?!type\b)[^"';]*?from\s*"(\.[^"]+\.tsx?)"|\bimport\(\s*"(\.[^"]+)"\)/g;

const KEYS = Object.keys(readMessages("en"));
const OF_MANIFEST = new Set(keysOfManifest());
const AT_ONCE = new Set(["src/background/worker.ts", "src/ui/checkin/main.tsx"].flatMap(wordsReachedFrom));

const SHORT = KEYS.filter((key) => AT_ONCE.has(key) && !OF_MANIFEST.has(key));
const LISTED = KEYS.filter((key) => !AT_ONCE.has(key) && !OF_MANIFEST.has(key));

/** What stands in the scripts in the place of a key: a place in the list, or a short name for the browser. */
export const NUMBERS: ReadonlyMap<string, string> = new Map([
  ...LISTED.map((key, n) => [key, `${n}`] as const),
  ...SHORT.map((key, n) => [key, `c${n}`] as const),
]);
const IN_LIST = new Set(LISTED);

/** What `adapters/browser/page-locale.ts` reads. `messages` may be of a language that only a test speaks. */
export function listOf(messages: Messages): readonly string[] {
  return LISTED.map((key) => messages[key]?.message ?? "");
}

/** The `messages.json` of the package. */
export function browserMessages(messages: Messages): Messages {
  const read = Object.entries(messages).filter(([key]) => !IN_LIST.has(key));
  return Object.fromEntries(read.map(([key, { message }]) => [NUMBERS.get(key) ?? key, { message }]));
}

function keysOfManifest(): readonly string[] {
  return [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key!);
}

/** What is quoted in this file and in whatever runs because of it; the keys are among it. */
function wordsReachedFrom(entry: string): readonly string[] {
  return [...filesReachedFrom(entry, new Set())].flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/"(\w+)"/g)].map(([, word]) => word!),
  );
}

function filesReachedFrom(file: string, seen: Set<string>): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, now, later] of readFileSync(join(ROOT, file), "utf8").matchAll(IMPORT))
    filesReachedFrom(join(dirname(file), now ?? later!), seen);
  return seen;
}
