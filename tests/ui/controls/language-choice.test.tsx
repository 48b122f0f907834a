// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { useId } from "preact/hooks";
import { afterEach, expect, test } from "vitest";
import { InLanguage } from "../../../src/ui/controls/InLanguage.tsx";
import { LanguageChoice, type LanguageChoiceProps } from "../../../src/ui/controls/LanguageChoice.tsx";
import { setPageLanguage } from "../../../src/ui/controls/page-language.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";

afterEach(cleanup);

const LANGUAGES = ["ar", "de", "en", "pt_BR"];

/** A page with the choice and, in any language but the browser's, one more field. */
function open(onChoose: (language: string) => Promise<void>) {
  const draw = (language: LanguageChoiceProps) => (
    <StringsContext.Provider value={english}>
      <LanguageChoice {...language} />
      {language.chosen !== "" && <Name />}
    </StringsContext.Provider>
  );
  render(<InLanguage chosen="" languages={LANGUAGES} onChoose={onChoose} draw={draw} />);
  return screen.getByRole<HTMLSelectElement>("combobox", { name: "Language" });
}

function Name() {
  const id = useId();
  return (
    <p>
      <label for={id}>Name</label>
      <input id={id} />
    </p>
  );
}

test("each language stands there by its own name, in its own language", async () => {
  const list = open(async () => {});
  expect([...list.options].map(({ text, lang }) => [lang, text])).toEqual([
    ["", "As in the browser"],
    ["ar", "العربية"],
    ["de", "Deutsch"],
    ["en", "English"],
    ["pt-BR", "Português (Brasil)"],
  ]);
  await expectAccessible(document.body);
});

test("the page is drawn again once the choice is kept, and its labels still name their own fields", async () => {
  const chosen: string[] = [];
  const list = open(async (language) => void chosen.push(language));
  await userEvent.selectOptions(list, "de");
  expect((await screen.findByLabelText("Name")).tagName).toBe("INPUT");
  expect(chosen).toEqual(["de"]);
  expect(list.value).toBe("de");
});

test("a choice that could not be kept is said", async () => {
  const list = open(() => Promise.reject(new Error("no such language")));
  await userEvent.selectOptions(list, "ar");
  expect((await screen.findByRole("alert")).textContent).toBe(english("setupActionFailed"));
  expect(screen.queryByLabelText("Name")).toBeNull();
});

test.each([
  ["de", "ltr"],
  ["pt-BR", "ltr"],
  ["ar-u-nu-latn", "rtl"],
])("a page in %s runs %s", (code, direction) => {
  setPageLanguage(code, "Title");
  const { lang, dir } = document.documentElement;
  expect([lang, dir, document.title]).toEqual([code, direction, "Title"]);
});
