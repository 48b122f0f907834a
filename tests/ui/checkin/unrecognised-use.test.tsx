// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../accessibility.ts";
import { VIEW } from "./fake-background.ts";
import { openCheckInPage } from "./open-check-in.tsx";

afterEach(cleanup);

const FROM = new Date(2026, 10, 23, 10, 0).getTime();
const USE = { from: FROM, until: FROM + 48 * 60_000, site: "meet.example" };

async function openIdle(use: typeof USE | (Omit<typeof USE, "site"> & { readonly site: null })) {
  let left: typeof use | null = use;
  return openCheckInPage({
    view: null,
    answers: {
      readUse: () => left,
      answerUse: ({ wasSession }) => {
        left = null;
        return wasSession ? { ...VIEW, checkInId: "hand-at-1-x", site: null, endedAt: USE.until } : null;
      },
    },
  });
}

test("after a long call that was not recognised, the popup says what it saw", async () => {
  const { container } = await openIdle(USE);
  expect(screen.getByRole("heading", { name: "Was this a session?" })).toBeDefined();
  const text = container.textContent.replace(/[\u2068\u2069]/g, "").replaceAll("\u202f", " ");
  expect(text).toContain(
    "Your camera or microphone was on at meet.example from 10:00 AM to 10:48 AM. It did not look like a call to us.",
  );
  await expectAccessible(container);
});

test("with several sites it names none", async () => {
  const { container } = await openIdle({ ...USE, site: null });
  expect(container.textContent).toContain("Your camera or microphone was on from");
});

test("yes opens a check-in for it", async () => {
  const { askedFor } = await openIdle(USE);
  await userEvent.click(screen.getByRole("button", { name: "Yes, a few questions" }));
  expect(await screen.findByRole("heading", { name: /Three quick questions/ })).toBeDefined();
  expect(askedFor("answerUse")).toEqual([{ from: USE.from, wasSession: true }]);
});

test("no leads back to the usual view, and it is not mentioned again", async () => {
  const { askedFor } = await openIdle(USE);
  await userEvent.click(screen.getByRole("button", { name: "No" }));
  expect(await screen.findByRole("heading", { name: "No check-in is waiting." })).toBeDefined();
  expect(screen.getByRole("button", { name: "I just had a session" })).toBeDefined();
  expect(askedFor("answerUse")).toEqual([{ from: USE.from, wasSession: false }]);
});

test("a check-in that opened says why, in the settings", async () => {
  const { happened } = await openCheckInPage();
  await userEvent.click(screen.getByRole("button", { name: "Why did this open?" }));
  expect(happened).toEqual(["setup opened at noticed"]);
});

test("one that was started by hand has nothing to explain", async () => {
  await openCheckInPage({ view: { ...VIEW, site: null, endedAt: null } });
  expect(screen.queryByRole("button", { name: "Why did this open?" })).toBeNull();
});
