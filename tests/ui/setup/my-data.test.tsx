// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { MyDataView } from "../../../src/protocol/my-data.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, NO_DATA, SOME_DATA, USUAL_SETUP } from "./usual-setup.ts";

afterEach(cleanup);

async function openMyData(changes: Partial<MyDataView> = {}, setup: typeof USUAL_SETUP | null = USUAL_SETUP) {
  const background = createFakeBackground({ setup });
  background.myData = { ...SOME_DATA, ...changes };
  const page = await openSetup({ background });
  const card = await screen.findByRole("region", { name: "My data" });
  return { ...page, card: within(card), element: card };
}
const textOf = ({ textContent }: HTMLElement): string => (textContent ?? "").replace(/[\u2068\u2069]/g, "");
const button = (card: ReturnType<typeof within>, name: string | RegExp) => card.getByRole("button", { name });

test("everything this computer holds is listed with its number, and leads to where it is shown", async () => {
  const { card } = await openMyData();
  const lines = card.getAllByRole("listitem").map((line) => textOf(line.querySelector("p")!));
  expect(lines).toEqual([
    "Your invite from Dr. Rivera",
    "Answers not sent yet: 2",
    "Answers sent or taken back: 5",
    "Check-ins you have begun: 1",
    "Rooms and sites you were asked about: 3",
    "Sites you added: 1",
    "Entries in the log of calls: 4",
    "Consents you gave: 2",
    "Small choices: 1",
    "Calls that were seen: 6",
  ]);
  const targets = card.getAllByRole<HTMLAnchorElement>("link").map((link) => link.getAttribute("href")!.slice(1));
  expect(targets).toHaveLength(5);
  expect(targets.filter((id) => document.getElementById(id) === null)).toEqual([]);
  await expectAccessible(document.body);
});

test("one kind is deleted after a question of its own, and the keyboard stays in the card", async () => {
  const { card, user, background } = await openMyData();
  await user.click(button(card, "Delete. Answers not sent yet: 2"));
  expect(card.getByRole("group", { name: english("setupDataAskWaiting") })).toBe(document.activeElement);
  await user.click(button(card, "Keep"));
  expect(background.removed).toEqual([]);
  await user.click(button(card, "Delete. Answers not sent yet: 2"));
  await user.click(button(card, "Delete"));
  await card.findByText("Answers not sent yet: 0");
  expect(background.removed).toEqual(["waiting"]);
  expect(card.getByText(english("setupDataDeleted"))).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(card.getByRole("heading", { name: "My data" })));
  expect(card.queryByRole("button", { name: /^Delete. Answers not sent yet/ })).toBeNull();
});

test("a consent that holds cannot be deleted by itself", async () => {
  const { card } = await openMyData({ endedConsents: 0 });
  expect(card.queryByRole("button", { name: /^Delete. Consents/ })).toBeNull();
});

test("a copy of it is saved as a file", async () => {
  const { card, user, saved } = await openMyData();
  await user.click(button(card, "Save a copy of my data"));
  await card.findByText(english("setupDataSaved"));
  expect(saved).toEqual([{ name: "my-data-2026-11-23.json", text: "{}\n" }]);
});

test("deleting everything names what is lost, and ends where a first visit begins", async () => {
  const { card, user, background } = await openMyData();
  await user.click(button(card, "Delete everything"));
  const dialog = within(screen.getByRole("dialog", { name: english("setupDataEraseTitle") }));
  expect(dialog.getByText("Answers not sent yet, and lost then: 2")).toBeTruthy();
  expect(dialog.getByText("Check-ins you have begun, and lost then: 1")).toBeTruthy();
  expect(dialog.getByText(english("setupDataEraseInvite"))).toBeTruthy();
  expect(dialog.queryByText(english("setupDataEraseTherapist"))).toBeNull();
  await expectAccessible(document.body);
  await user.click(dialog.getByRole("button", { name: "Delete everything" }));
  expect(await screen.findByText(english("setupErased"))).toBeTruthy();
  expect(background.askedFor("eraseAll")).toEqual([null]);
  expect(screen.getByRole("heading", { level: 1, name: english("setupFirstTitle") })).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("region", { name: "My data" })).toBeNull());
});

test("kept after all, nothing is deleted", async () => {
  const { card, user, background } = await openMyData();
  await user.click(button(card, "Delete everything"));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Keep" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(background.askedFor("eraseAll")).toEqual([]);
});

test("a therapist is told what stays and what has to be set again", async () => {
  const { card, user } = await openMyData({ isTherapists: true });
  await user.click(button(card, "Delete everything"));
  expect(screen.getByText(english("setupDataEraseTherapist"))).toBeTruthy();
});

test("what was left behind by an earlier therapist can be seen and deleted without an invite", async () => {
  const { card } = await openMyData({ therapist: null }, null);
  expect(card.getByText(english("setupDataNoInvite"))).toBeTruthy();
  // The cards that would show more are not on this page.
  expect(card.queryByRole("link")).toBeNull();
  expect(button(card, "Delete everything")).toBeTruthy();
});

test("where nothing is held, nothing is said", async () => {
  const background = createFakeBackground();
  background.myData = NO_DATA;
  const { tellChanged } = await openSetup({ background });
  await screen.findByRole("heading", { level: 1, name: english("setupFirstTitle") });
  expect(screen.queryByRole("region", { name: "My data" })).toBeNull();
  background.myData = { ...NO_DATA, calls: 1 };
  tellChanged();
  await screen.findByRole("region", { name: "My data" });
  background.myData = NO_DATA;
  tellChanged();
  await waitFor(() => expect(screen.queryByRole("region", { name: "My data" })).toBeNull());
});

test("a background that cannot delete says so, and what is there stays listed", async () => {
  const { card, user, background } = await openMyData();
  await user.click(button(card, "Delete. Small choices: 1"));
  background.answering = false;
  await user.click(button(card, "Delete"));
  expect(await card.findByText(english("setupActionFailed"))).toBeTruthy();
  expect(card.getByText("Small choices: 1")).toBeTruthy();
});
