import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const PAGE = readFileSync(new URL("../docs/join/index.html", import.meta.url), "utf8");

test("the page an invite links to cannot read it, send it or load anything", () => {
  expect(PAGE).not.toMatch(/<(script|img|iframe|link|object|embed|form|base|video|audio)\b|\son\w+=|url\(|@import/i);
  expect(PAGE).toContain("default-src 'none'");
  expect(PAGE).toContain('<meta name="referrer" content="no-referrer" />');
});

test("the page has no link that would lose what stands behind the #", () => {
  expect(PAGE).not.toMatch(/<a\b|http-equiv="refresh"/i);
});
