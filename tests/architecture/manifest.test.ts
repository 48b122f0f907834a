import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };

/** Adding one needs a conversation, a line in README and PRIVACY, and a marked line in the changelog. */
const PERMISSIONS = ["storage", "alarms", "scripting", "declarativeNetRequestWithHostAccess", "activeTab"];

test("the permissions are the documented list", () => {
  expect(manifest.permissions).toEqual(PERMISSIONS);
  expect(manifest.optional_permissions).toEqual(["notifications"]);
  expect(manifest.optional_host_permissions).toEqual(["https://*/*"]);
});

/** The first column of the table below the heading "Permissions", without words. */
function documentedIn(file: string): readonly string[] {
  const [, section = ""] = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8").split("\n## Permissions\n");
  const [table = ""] = section.split("\n## ");
  const rows = table.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| Permission"));
  return rows.filter((row) => !row.startsWith("| -")).map((row) => /^[^`]*`([^`]+)`/.exec(row)?.[1] ?? row);
}

test.each(["PRIVACY.md", "README.md"])("%s names each permission that can be asked for, and no other", (file) => {
  const all = [...manifest.permissions, ...manifest.optional_permissions, ...manifest.optional_host_permissions];
  expect(documentedIn(file)).toEqual(all);
});

test("PRIVACY.md names every kind of data that Firefox could ask consent for", () => {
  const { optional, required } = manifest.browser_specific_settings.gecko.data_collection_permissions;
  const privacy = readFileSync(new URL("../../PRIVACY.md", import.meta.url), "utf8");
  expect(required).toEqual(["none"]);
  expect(optional.filter((kind) => !privacy.includes(`\`${kind}\``))).toEqual([]);
});

test("nothing is granted or injected at install", () => {
  for (const key of ["host_permissions", "content_scripts", "web_accessible_resources", "externally_connectable"])
    expect(manifest).not.toHaveProperty(key);
});

test("only our own pages may stand in a frame, and only in one of our own", () => {
  const policy = manifest.content_security_policy.extension_pages.split("; ");
  expect(policy).toContain("default-src 'none'");
  expect(policy.filter((part) => part.startsWith("frame-"))).toEqual(["frame-src 'self'", "frame-ancestors 'self'"]);
});

test("private windows are not seen", () => expect(manifest.incognito).toBe("not_allowed"));
