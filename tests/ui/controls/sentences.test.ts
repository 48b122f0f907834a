import { expect, test } from "vitest";
import { readMessages } from "../../../scripts/translations.ts";
import { gapAfter, joinSentences } from "../../../src/ui/controls/sentences.ts";
import { readSource, SOURCE_FILES } from "../../architecture/source-files.ts";

const inLanguage = (folder: string, keys: readonly string[]): string =>
  joinSentences(keys.map((key) => readMessages(folder)[key]!.message));

test("sentences stand apart by a blank, and in Chinese by their full stop alone", () => {
  const keys = ["setupSiteFromInvite", "setupSiteAllowed"];
  expect(inLanguage("en", keys)).toBe("From your invite. The browser allows it.");
  expect(inLanguage("ar", keys)).toMatch(/^\S.*[.؟] \S.*\.$/);
  expect(inLanguage("zh_CN", keys)).toBe("来自您的邀请。浏览器已允许。");
});

test("what is not there leaves no blank behind", () => {
  expect(joinSentences(["", "Sent.", "", "Opened.", ""])).toBe("Sent. Opened.");
  expect(joinSentences([])).toBe("");
  expect(gapAfter("")).toBe("");
});

test("Chinese that ends in a name still keeps it apart from what follows", () => {
  expect(joinSentences(["文件：a.txt", "已添加。"])).toBe("文件：a.txt 已添加。");
});

test("no page puts a blank between two strings by itself", () => {
  const byItself = /\)\} \{t\(|\)\} \$\{|\bt\([^\n]*\.join\(" "\)|\{t\([^\n]*\{" "\}/;
  const pages = SOURCE_FILES.filter((file) => file.startsWith("ui/"));
  expect(pages.filter((file) => byItself.test(readSource(file)))).toEqual([]);
});
