import { afterEach, expect, test, vi } from "vitest";
import { takeBroughtInvite } from "../../../src/adapters/browser/brought-invite.ts";

afterEach(() => vi.unstubAllGlobals());

const SIGNATURE = "s".repeat(86);
const INVITE = `https://aftersession.example/join#A1.payload0payload0payload0.${SIGNATURE}`;

interface Tab {
  readonly id: number;
  readonly url: string;
  /** Clicked on: `activeTab` lets its address be seen. */
  readonly granted: boolean;
  readonly openerTabId?: number;
}

/** Tabs as both browsers show them to us: an address only where it was granted, a script only there too. */
function browse(tabs: readonly Tab[], own: Tab) {
  const asked: number[] = [];
  const run: number[] = [];
  const seen = ({ url, granted, ...rest }: Tab) => (granted ? { ...rest, url } : rest);
  vi.stubGlobal("chrome", {
    tabs: {
      getCurrent: async () => seen(own),
      get: async (id: number) => {
        asked.push(id);
        const found = tabs.find((tab) => tab.id === id);
        if (found === undefined) throw new Error(`No tab with id: ${id}.`);
        return seen(found);
      },
    },
    scripting: {
      executeScript: async ({ target }: { readonly target: { readonly tabId: number } }) => {
        if (!tabs.find(({ id }) => id === target.tabId)?.granted)
          throw new Error("Cannot access contents of the page.");
        run.push(target.tabId);
        return [];
      },
    },
  });
  return { asked, run };
}

const page = (openerTabId?: number): Tab => ({
  id: 9,
  url: "chrome-extension://x/src/ui/setup/index.html",
  granted: true,
  ...(openerTabId !== undefined && { openerTabId }),
});

test("the invite in the address of the clicked tab is taken, and taken out of the address", async () => {
  const { run } = browse([{ id: 1, url: INVITE, granted: true }], page(1));
  expect(await takeBroughtInvite()).toBe(INVITE);
  expect(run).toEqual([1]);
});

test("a page without an invite is left as it is", async () => {
  const { run } = browse([{ id: 1, url: "https://news.example/#section-A1.5", granted: true }], page(1));
  expect(await takeBroughtInvite()).toBeNull();
  expect(run).toEqual([]);
});

test("without a click on the button no address is seen", async () => {
  const { run } = browse([{ id: 1, url: INVITE, granted: false }], page(1));
  expect(await takeBroughtInvite()).toBeNull();
  expect(run).toEqual([]);
});

test("no other tab than the clicked one is looked at", async () => {
  const { asked } = browse(
    [
      { id: 1, url: "https://news.example/", granted: true },
      { id: 2, url: INVITE, granted: true },
    ],
    page(1),
  );
  expect(await takeBroughtInvite()).toBeNull();
  expect(asked).toEqual([1]);
});

test("a page opened by itself, or whose tab is gone, brings nothing", async () => {
  const { asked } = browse([], page());
  expect(await takeBroughtInvite()).toBeNull();
  expect(asked).toEqual([]);
  browse([], page(1));
  expect(await takeBroughtInvite()).toBeNull();
});
