// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectAccessible } from "../accessibility.ts";
import { openCheckInPage } from "./open-check-in.tsx";

const DUE = { checkInId: "s1", endedAt: Date.UTC(2026, 10, 30, 10), behind: 0 };
let windows: string[] = [];
beforeEach(() => {
  windows = [];
  vi.stubGlobal("open", (url: URL | string) => void windows.push(String(url)));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const openOwnView = (answers: Parameters<typeof openCheckInPage>[0] = {}) =>
  openCheckInPage({
    view: null,
    ...answers,
    answers: { readSetup: () => null, openOwnView: () => DUE, ...answers.answers },
  });

test("a therapist's session that has ended is said, with the way to an own view, and marked as shown", async () => {
  const { container, askedFor } = await openOwnView();
  expect(screen.getByRole("heading", { level: 1, name: "Your session has ended" })).toBeDefined();
  expect(askedFor("checkInShown")).toEqual([{ checkInId: "s1" }]);
  await expectAccessible(container);
});

test("noting it opens the therapist page for this session, and it is not asked about again", async () => {
  const { askedFor, happened } = await openOwnView();
  await userEvent.click(screen.getByRole("button", { name: "Note it" }));
  expect(windows).toHaveLength(1);
  expect(windows[0]).toContain(`therapist/index.html#own-view=${DUE.endedAt}`);
  expect(askedFor("putOff")).toEqual([{ checkInId: "s1", how: "skip" }]);
  expect(happened).toEqual(["closed"]);
});

test.each([
  ["Later", "later"],
  ["Skip this time", "skip"],
  ["Not a session", "notASession"],
])("%s leaves it", async (name, how) => {
  const { askedFor } = await openOwnView();
  await userEvent.click(screen.getByRole("button", { name }));
  expect(askedFor("putOff")).toEqual([{ checkInId: "s1", how }]);
  expect(windows).toEqual([]);
});

test("a background that does not answer is said, and the window stays", async () => {
  const { happened } = await openOwnView({
    answers: {
      putOff: () => {
        throw new Error("gone");
      },
    },
  });
  await userEvent.click(screen.getByRole("button", { name: "Later" }));
  expect(await screen.findByText("That did not work. Please try again.")).toBeDefined();
  expect(happened).toEqual([]);
});

test("a call that goes on takes the window away", async () => {
  const { hear, happened } = await openOwnView();
  await hear({ kind: "checkInWithdrawn", checkInId: "s1" });
  expect(happened).toEqual(["closed"]);
});
