import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, ROOT), "utf8");
const PAGE = read("docs/security.md");

test("every test that the page of threats points at is there", () => {
  const named = [...PAGE.matchAll(/`((?:tests|docs)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
});

test("each stranger's part says what does not hold", () => {
  const parts = PAGE.split("\n## ").filter((part) => part.includes("| What holds"));
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.filter((part) => !part.includes("**Does not hold.**"))).toEqual([]);
});

test("the supported browsers are the manifest's", () => {
  const [firefox = ""] = manifest.browser_specific_settings.gecko.strict_min_version.split(".");
  expect(read("SECURITY.md")).toContain(
    `Chrome ${manifest.minimum_chrome_version} and newer, Firefox ${firefox} and newer`,
  );
});
