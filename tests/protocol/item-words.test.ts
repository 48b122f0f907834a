import { describe, expect, test } from "vitest";
import { afsCore } from "../../src/core/alliance/instruments/afs-core.ts";
import { inPageWords } from "../../src/protocol/item-words.ts";
import { english } from "../english.ts";
import { german } from "../german.ts";

describe.each(afsCore.items)("$id", (item) => {
  test("in its own language is as the instrument has it, and says which that is", () => {
    expect(inPageWords(afsCore, item, english)).toEqual({ item, lang: "en" });
  });

  test("in German has other words, and the same ids, codes and limits", () => {
    const { item: worded, lang } = inPageWords(afsCore, item, german);
    expect(lang).toBeUndefined();
    expect(worded.text).not.toBe(item.text);
    expect(bare(worded)).toEqual(bare(item));
    for (const words of wordsOf(worded)) expect(words).toMatch(/\p{Letter}/u);
  });
});

/** Without its words. */
function bare({ responses, ...item }: (typeof afsCore.items)[number]) {
  const rest = { ...item, text: "" };
  switch (responses.type) {
    case "scale":
      return { ...rest, responses: { ...responses, ends: [] } };
    case "choice":
      return { ...rest, responses: responses.choices.map(({ code }) => code) };
    case "text":
      return { ...rest, responses };
  }
}

function wordsOf({ text, responses }: (typeof afsCore.items)[number]): readonly string[] {
  if (responses.type === "scale") return [text, ...responses.ends];
  return responses.type === "choice" ? [text, ...responses.choices.map(({ label }) => label)] : [text];
}
