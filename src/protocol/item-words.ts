/**
 * Where an item's words stand in other languages: among the strings, under keys made of instrument, item and part. The
 * instrument itself has them in its own language, which is what holds wherever a translation is missing. Codes, ids and
 * scoring never change with the language.
 */
import { type Instrument, type Item, instrumentKey, type ResponseSet } from "../core/alliance/instrument.ts";
import type { MessageKey, Translate } from "./strings.ts";

/** `part`: `text` for the question, `low` and `high` for the ends of a scale, or the code of a choice. */
export function itemKey(instrument: Pick<Instrument, "id" | "version">, item: string, part: string): string {
  return `${instrumentKey(instrument)}_${item}_${part}`.replace(/\W/g, "_");
}

export interface WordedItem {
  readonly item: Item;
  /** BCP 47, where the words are not in the language of the page. */
  readonly lang: string | undefined;
}

export function inPageWords(instrument: Instrument, item: Item, t: Translate): WordedItem {
  // Keys of items are no string of ours: an instrument brings them.
  const words = (part: string): string => t(itemKey(instrument, item.id, part) as MessageKey);
  const text = words("text");
  if (text === "") return { item, lang: instrument.language };
  return { item: { ...item, text, responses: inWords(item.responses, words) }, lang: undefined };
}

function inWords(responses: ResponseSet, words: (part: string) => string): ResponseSet {
  switch (responses.type) {
    case "scale":
      return { ...responses, ends: [words("low"), words("high")] };
    case "choice":
      return { ...responses, choices: responses.choices.map(({ code }) => ({ code, label: words(code) })) };
    case "text":
      return responses;
  }
}
