// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { Guess } from "../../../src/core/alliance/guess.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, NOW, openTherapist, type Situation } from "./open-therapist.tsx";

afterEach(cleanup);

const ENDED = NOW - 60_000;

async function openOwnView(actions: Situation["actions"] = {}) {
  const guesses: Guess[] = [];
  const keepGuess = async (guess: Guess) => {
    guesses.push(guess);
    return guesses;
  };
  const { user } = await openTherapist({ actions: { ownViewAt: ENDED, keepGuess, ...actions } });
  const card = within(await screen.findByRole("region", { name: /A session ended/ }));
  return { user, card, guesses };
}

test("opened after a session, the page asks whose it was before anything else", async () => {
  const { user, card } = await openOwnView();
  expect(card.queryByRole("radiogroup")).toBeNull();
  await user.selectOptions(card.getByLabelText("Whose session was it?"), "A. M.");
  expect(card.getAllByRole("radio").length).toBeGreaterThan(30);
  await expectAccessible(document.body);
});

test("what was noted is kept for that client and that session, and locked", async () => {
  const { user, card, guesses } = await openOwnView();
  await user.selectOptions(card.getByLabelText("Whose session was it?"), "A. M.");
  const [first] = card.getAllByRole("radio", { name: /^7/ });
  await user.click(first!);
  await user.click(card.getByRole("button", { name: /Lock|Keep/ }));
  expect(await card.findByText(/It will stand beside the answers: A. M./)).toBeTruthy();
  expect(guesses).toEqual([{ client: "c1", endedAt: ENDED, madeAt: NOW, answers: { B1: 7 } }]);
  expect(card.queryByRole("radio")).toBeNull();
});

test("where it could not be kept the form stays, and says so", async () => {
  const keepGuess = async (): Promise<never> => {
    throw new Error("disk full");
  };
  const { user, card } = await openOwnView({ keepGuess });
  await user.selectOptions(card.getByLabelText("Whose session was it?"), "A. M.");
  await user.click(card.getAllByRole("radio", { name: /^7/ })[0]!);
  await user.click(card.getByRole("button", { name: /Lock|Keep/ }));
  expect(await card.findByRole("status")).toBeTruthy();
  expect(card.queryByText(/It will stand beside/)).toBeNull();
  expect(card.getAllByRole("radio").length).toBeGreaterThan(30);
});

test("it can be left, and the page is as usual", async () => {
  const { user, card } = await openOwnView();
  await user.click(card.getByRole("button", { name: "Cancel" }));
  expect(screen.queryByText(/A session ended/)).toBeNull();
  expect(button("Clients")).toBeTruthy();
});
