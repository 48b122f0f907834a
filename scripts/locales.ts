import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answeringTimeSection } from "./answering-time.ts";
import { ROOT } from "./run-command.ts";
import {
  gapsOf,
  readItemsPage,
  readMessages,
  readTranslations,
  translationsSection,
  withSection,
} from "./translations.ts";

/** For translators: what is missing where. `--write` brings the tables of docs/items.md up to date. */
const translations = readTranslations();
const english = readMessages("en");
let complete = true;
for (const [folder, messages] of translations) {
  for (const [kind, keys] of Object.entries(gapsOf(messages, english))) {
    if (keys.length === 0) continue;
    complete = false;
    console.log(`${folder}: ${kind}`);
    for (const key of keys) console.log(`  ${key} = ${english[key]?.message ?? messages[key]?.message}`);
  }
}
console.log(complete ? `All strings are in ${["en", ...translations.keys()].join(", ")}.` : "Not complete.");
if (process.argv.includes("--write"))
  writeFileSync(
    join(ROOT, "docs/items.md"),
    [translationsSection(translations), answeringTimeSection()].reduce(withSection, readItemsPage()),
  );
process.exit(complete ? 0 : 1);
