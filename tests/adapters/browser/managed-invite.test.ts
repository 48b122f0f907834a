import { afterEach, expect, test, vi } from "vitest";
import schema from "../../../managed-schema.json" with { type: "json" };
import { readManagedInvite } from "../../../src/adapters/browser/managed-invite.ts";

afterEach(() => vi.unstubAllGlobals());

/** `storage.managed` of both browsers: Chromium gives what the policy and the schema allow, Firefox rejects without one. */
function manage(browser: "chromium" | "firefox", policy: Readonly<Record<string, unknown>> | null): void {
  const get = async (key: string): Promise<Readonly<Record<string, unknown>>> => {
    if (policy === null && browser === "firefox") throw new Error("Managed storage manifest not found");
    const known = Object.entries(policy ?? {}).filter(([name]) => name === key && name in schema.properties);
    return Object.fromEntries(known.filter(([, value]) => browser === "firefox" || typeof value === "string"));
  };
  vi.stubGlobal("chrome", { storage: { managed: { get } } });
}

test.each(["chromium", "firefox"] as const)("%s: an invite of a policy is read as it is", async (browser) => {
  manage(browser, { invite: "https://aftersession.example/join#A1.x.y", other: 1 });
  expect(await readManagedInvite()).toBe("https://aftersession.example/join#A1.x.y");
});

test.each(["chromium", "firefox"] as const)(
  "%s: without a policy there is none, and nothing breaks",
  async (browser) => {
    manage(browser, null);
    expect(await readManagedInvite()).toBeNull();
  },
);

test.each(["chromium", "firefox"] as const)("%s: a policy that says nothing useful is none", async (browser) => {
  for (const invite of ["", "  ", 7, ["A1.x.y"], { v: 1 }, null]) {
    manage(browser, { invite });
    expect(await readManagedInvite()).toBeNull();
  }
});

test("the schema is one that Chrome takes: an object with one type for each value, and nothing else at the top", () => {
  expect(Object.keys(schema).sort()).toEqual(["properties", "type"]);
  expect(schema.type).toBe("object");
  for (const value of Object.values(schema.properties)) expect(value.type).toBe("string");
});
