import { afterAll, describe, expect, test, vi } from "vitest";

/** The polyfill looks once at what the browser offers, and is loaded once: what it found is filled anew for each test. */
const doors = { runtime: { id: "aftersession" }, permissions: {} };
vi.stubGlobal("chrome", doors);
vi.stubGlobal("browser", doors);
afterAll(() => vi.unstubAllGlobals());
const { requestHosts } = await import("../../../src/adapters/browser/permission-request.ts");
const { mayCollect } = await import("../../../src/adapters/browser/permissions.ts");

interface Asked {
  readonly origins?: readonly string[];
  readonly permissions?: readonly string[];
  readonly data_collection?: readonly string[];
}

/** Permissions as each browser keeps them: Chrome does not know data collection and throws at the word. */
function askIn(browser: "chromium" | "firefox", says: boolean) {
  const asked: Asked[] = [];
  const request = async (wanted: Asked): Promise<boolean> => {
    if (browser === "chromium" && "data_collection" in wanted) throw new TypeError("Unexpected property");
    asked.push(wanted);
    return says;
  };
  const getAll = async (): Promise<Asked> => ({ data_collection: says ? (asked.at(-1)?.data_collection ?? []) : [] });
  const runtime = browser === "firefox" ? { id: "aftersession", getBrowserInfo: () => ({}) } : { id: "aftersession" };
  Object.assign(doors, { runtime, permissions: { request, getAll } });
  return asked;
}

const ORIGINS = ["https://meet.example", "https://box.example:8443"];
const PATTERNS = ["https://meet.example/*", "https://box.example/*"];

test("Chrome is asked for exactly these sites", async () => {
  const asked = askIn("chromium", true);
  expect(await requestHosts(ORIGINS)).toBe(true);
  expect(asked).toEqual([{ origins: PATTERNS }]);
  expect(await mayCollect()).toBe(true);
});

describe("Firefox", () => {
  test("asks for consent to send health answers in the same question", async () => {
    const asked = askIn("firefox", true);
    expect(await requestHosts(ORIGINS)).toBe(true);
    expect(asked).toEqual([{ origins: PATTERNS, data_collection: ["healthInfo"] }]);
    expect(await mayCollect()).toBe(true);
  });

  test("that is told no lets nothing be sent", async () => {
    askIn("firefox", false);
    expect(await requestHosts(ORIGINS)).toBe(false);
    expect(await mayCollect()).toBe(false);
  });

  test("is not asked for health answers by who only reads", async () => {
    const asked = askIn("firefox", true);
    await requestHosts(ORIGINS, false);
    expect(asked).toEqual([{ origins: PATTERNS }]);
  });
});
