// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../accessibility.ts";
import { VIEW } from "./fake-background.ts";
import { openCheckInPage } from "./open-check-in.tsx";

afterEach(cleanup);

const USE = { from: 1_000, words: "Your camera was on from 10:00 to 10:48." };

async function openIdle() {
  let left: typeof USE | null = USE;
  return openCheckInPage({
    view: null,
    answers: {
      readUse: () => left,
      answerUse: ({ wasSession }) => {
        left = null;
        return wasSession ? { ...VIEW, checkInId: "hand-at-1-x", site: null, endedAt: 3_000 } : null;
      },
    },
  });
}

test("after a long call that was not recognised, the popup says what it saw", async () => {
  const { container } = await openIdle();
  expect(screen.getByRole("heading", { name: "Was this a session?" })).toBeDefined();
  expect(screen.getByText(USE.words)).toBeDefined();
  await expectAccessible(container);
});

test("yes opens a check-in for it", async () => {
  const { askedFor } = await openIdle();
  await userEvent.click(screen.getByRole("button", { name: "Yes, a few questions" }));
  expect(await screen.findByRole("heading", { name: /Three quick questions/ })).toBeDefined();
  expect(askedFor("answerUse")).toEqual([{ from: USE.from, wasSession: true }]);
});

test("no leads back to the usual view, and it is not mentioned again", async () => {
  const { askedFor } = await openIdle();
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
