/**
 * How the package holds the strings of public/_locales: 45 kB smaller than as they are. A page reads the list of its
 * language before it draws and asks by number. By name stand the words of items, which an instrument asks for, and what the
 * browser itself reads from _locales, for the manifest and the background.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import manifest from "../manifest.json" with { type: "json" };
import { ROOT } from "./run-command.ts";
import { type Messages, readMessages } from "./translations.ts";

/** What `adapters/browser/page-locale.ts` reads. */
export interface StringList {
  readonly list: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

/** Without imports of types, which bring nothing. */
const IMPORT = /(?:^|\n)(?:import|export)\s(?!type\b)[^"';]*?from\s*"(\.[^"]+\.tsx?)"|\bimport\(\s*"(\.[^"]+)"\)/g;

const BY_BROWSER = new Set([...wordsReachedFrom("src/background/worker.ts"), ...keysOfManifest()]);
const LISTED = Object.keys(readMessages("en")).filter((key) => !BY_BROWSER.has(key));

/** What stands in the scripts in the place of a key. */
export const NUMBERS: ReadonlyMap<string, string> = new Map(LISTED.map((key, n) => [key, `${n}`]));

/** `messages` may be of a language that only a test speaks. */
export function listOf(messages: Messages): StringList {
  const text = (key: string): string => messages[key]?.message ?? "";
  const named = Object.keys(messages).filter((key) => !NUMBERS.has(key));
  return { list: LISTED.map(text), named: Object.fromEntries(named.map((key) => [key, text(key)])) };
}

/** The `messages.json` of the package. */
export function browserMessages(messages: Messages): Messages {
  const read = Object.entries(messages).filter(([key]) => BY_BROWSER.has(key));
  return Object.fromEntries(read.map(([key, { message }]) => [key, { message }]));
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
