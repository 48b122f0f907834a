import { expect, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };

/** Adding one needs a conversation, a line in README and PRIVACY, and a marked line in the changelog. */
const PERMISSIONS = ["storage", "alarms", "scripting", "declarativeNetRequestWithHostAccess", "activeTab"];

test("the permissions are the documented list", () => {
  expect(manifest.permissions).toEqual(PERMISSIONS);
  expect(manifest.optional_permissions).toEqual(["notifications"]);
  expect(manifest.optional_host_permissions).toEqual(["https://*/*"]);
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
