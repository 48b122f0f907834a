import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import manifest from "../manifest.json" with { type: "json" };
import { readSource, SOURCE_FILES } from "./architecture/source-files.ts";

const LOCALES = fileURLToPath(new URL("../public/_locales/", import.meta.url));

interface Message {
  readonly message: string;
}
const read = (locale: string): Readonly<Record<string, Message>> =>
  JSON.parse(readFileSync(`${LOCALES}${locale}/messages.json`, "utf8")) as Readonly<Record<string, Message>>;
const places = ({ message }: Message): readonly string[] => [...new Set(message.match(/\$\d/g))].sort();

const ENGLISH = read("en");

test.each(readdirSync(LOCALES))("%s has the keys and placeholders of English", (locale) => {
  const messages = read(locale);
  expect(Object.keys(messages).sort()).toEqual(Object.keys(ENGLISH).sort());
  for (const [key, message] of Object.entries(messages))
    expect([key, places(message)]).toEqual([key, places(ENGLISH[key]!)]);
});

test("every string is used", () => {
  const sources = [...SOURCE_FILES.map(readSource), JSON.stringify(manifest)].join("\n");
  // Built from a refusal's name in reasons.ts and words.ts.
  const built = /^reason/;
  expect(Object.keys(ENGLISH).filter((key) => !built.test(key) && !sources.includes(key))).toEqual([]);
});
