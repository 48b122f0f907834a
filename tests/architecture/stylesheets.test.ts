import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const UI = fileURLToPath(new URL("../../src/ui/", import.meta.url));
const STYLES = readdirSync(UI, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css"));

/** Arabic runs the other way: `inline-start` turns with the page, `left` does not. */
const PHYSICAL = [
  /\b(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /\bborder-(?:top|bottom)-(?:left|right)-radius\b/,
  /(?:^|[\s{;])(?:left|right)\s*:/,
  /\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
  // Four values, of which the second and the fourth are sides.
  /\b(?:margin|padding|inset)\s*:\s*(\S+)\s+(\S+)\s+(\S+)\s+(?!\2[\s;])[^\s;()]+\s*;/,
];

test.each(STYLES)("%s names no left and no right", (path) => {
  const lines = readFileSync(UI + path, "utf8").split("\n");
  expect(lines.filter((line) => PHYSICAL.some((pattern) => pattern.test(line)))).toEqual([]);
});

test.each(["margin-left: 1px;", "  left: 0;", "text-align: right;", "padding: 1px 2px 3px 4px;", "float: left;"])(
  "%s would be found",
  (line) => expect(PHYSICAL.some((pattern) => pattern.test(line))).toBe(true),
);
