import { expect, test } from "vitest";
import { importsOf, readSource, SOURCE_FILES, specifiersOf } from "./source-files.ts";

/** What each folder of src may import, beside its own files. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  platforms: ["core"],
  protocol: ["core"],
  adapters: ["core", "protocol", "idb", "webextension-polyfill", "age-encryption", "@noble/ciphers", "@noble/hashes"],
  content: ["core", "platforms", "protocol"],
  background: ["core", "platforms", "protocol"],
  ui: ["core", "platforms", "protocol", "preact", "lean-qr"],
  mailbox: ["core", "protocol", "node:"],
};
/** Entry points build the adapters and hand them to everything else. */
const ENTRY_POINTS = /^(content\/\w+\.iife|background\/worker|mailbox\/main)\.ts$|^ui\/\w+\/main\.tsx$/;
/** Types only: the keys of the strings. */
const STRING_KEYS = "/public/_locales/en/messages.json";

test.each(SOURCE_FILES)("%s imports only what its folder may", (file) => {
  const folder = file.split("/")[0]!;
  const allowed = [folder, ...MAY_IMPORT[folder]!, ...(ENTRY_POINTS.test(file) ? ["adapters"] : [])];
  if (file === "protocol/strings.ts") allowed.push(STRING_KEYS);
  expect(importsOf(file).filter((from) => !allowed.includes(from))).toEqual([]);
});

test.each(SOURCE_FILES.filter((file) => /^(core|platforms|protocol)\//.test(file)))(
  "%s opens with what it decides",
  (file) => {
    expect(readSource(file)).toMatch(/^\/\*\*/);
  },
);

test.each(SOURCE_FILES.filter((file) => file.startsWith("content/")))("%s leaves the polyfill out", (file) => {
  expect(importsOf(file)).not.toContain("webextension-polyfill");
});

test("the tree has no folder that names a kind instead of a subject", () => {
  const kinds = /(^|\/)(shared|common|lib|utils?|helpers?|services|types|misc)(\/|\.tsx?$)/;
  expect(SOURCE_FILES.filter((file) => kinds.test(file))).toEqual([]);
});

test("the reader of imports sees every form of import", () => {
  const source = `import "./a.css";\nimport type { A } from "../b.ts";\nexport { c } from "./c.ts";\nimport {\n  d,\n} from "d";\nconst e = import("e");`;
  expect(specifiersOf(source)).toEqual(["./a.css", "../b.ts", "./c.ts", "d", "e"]);
});

test("a forbidden import is seen", () => {
  const importing = SOURCE_FILES.filter((file) => importsOf(file).includes("idb"));
  expect(importing.every((file) => file.startsWith("adapters/"))).toBe(true);
});
