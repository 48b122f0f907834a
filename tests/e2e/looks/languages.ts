import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../scripts/run-command.ts";

/** Strings as a page of ours gets them from the browser. */
export interface Language {
  /** Name of its folder, or of what it stands for. */
  readonly name: string;
  /** BCP 47. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  readonly messages: Readonly<Record<string, string>>;
}

const FOLDER = join(ROOT, "public/_locales");
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

function read(folder: string): Language["messages"] {
  const file = JSON.parse(readFileSync(join(FOLDER, folder, "messages.json"), "utf8")) as Record<
    string,
    { readonly message: string }
  >;
  return Object.fromEntries(Object.entries(file).map(([key, { message }]) => [key, message]));
}

/** Whatever is there: a language merged later is looked at from that day on. */
export function shippedLanguages(): readonly Language[] {
  return readdirSync(FOLDER).map((name) => {
    const lang = name.replaceAll("_", "-");
    return { name, lang, dir: RIGHT_TO_LEFT.includes(lang.slice(0, 2)) ? "rtl" : "ltr", messages: read(name) };
  });
}

/** English two fifths longer, in words as long as German ones. */
export function longWords(): Language {
  const messages = Object.entries(read("en")).map(([key, message]) => {
    const more = "Donaudampfschiffahrt ".repeat(Math.ceil((message.length * 0.4) / 21)).slice(0, message.length * 0.4);
    return [key, `${message} ${more}`.trim()] as const;
  });
  return { name: "long", lang: "de", dir: "ltr", messages: Object.fromEntries(messages) };
}

/** English in a page that runs from right to left. */
export function rightToLeft(): Language {
  return { name: "mirrored", lang: "en", dir: "rtl", messages: read("en") };
}

/** A string of this language, where nothing is filled in. */
export function textOf({ messages }: Language, key: string): string {
  const text = messages[key];
  if (text === undefined) throw new Error(`There is no string ${key}.`);
  return text;
}
