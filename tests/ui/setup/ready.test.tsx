// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { HoldReason } from "../../../src/core/outbox/delivery.ts";
import { HOLD_REASONS } from "../../../src/ui/setup/reasons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, SAVED_AT, USUAL_INVITE, USUAL_SETUP, usualEnvelope } from "./usual-setup.ts";

afterEach(cleanup);

const HELD_BACK = usualEnvelope({ takeBackUntil: SAVED_AT + 600_000, withdrawal: "takeBack" });

/** What stands at the top of the page; the outbox tells of other places. */
const told = (): HTMLElement => screen.getAllByRole("alert")[0]!;

function paired(overrides: Partial<typeof USUAL_SETUP> = {}, waiting = [HELD_BACK]) {
  return createFakeBackground({ setup: { ...USUAL_SETUP, ...overrides }, waiting });
}

test("my data shows therapist, host, sites, readers, day and what waits", async () => {
  await openSetup({ background: paired() });
  const facts = [...document.querySelectorAll("dd")].map(({ textContent }) =>
    textContent?.replace(/[\u2068\u2069]/g, ""),
  );
  expect(facts).toEqual([
    "Dr. Rivera",
    "Only Dr. Rivera. On box.example they are sealed.",
    "box.example",
    "meet.example",
    "November 20, 2026",
  ]);
  expect(await screen.findByText(/You can take it back until then/)).toBeTruthy();
  await expectAccessible(document.body);
});

test("every reader is named: a practice with a key of its own, or whoever keeps a spare key", async () => {
  const readBy = (changes: Partial<typeof USUAL_SETUP.invite>) => {
    const recipients = ["age1therapist", "age1practice"];
    return openSetup({ background: paired({ invite: { ...USUAL_SETUP.invite, recipients, ...changes } }) });
  };
  const fact = () => document.querySelectorAll("dd")[1]?.textContent?.replace(/[\u2068\u2069]/g, "");
  await readBy({ practice: "Practice North" });
  expect(fact()).toBe(english("setupConsentSealedPractice", "Dr. Rivera", "Practice North"));
  cleanup();
  await readBy({});
  expect(fact()).toBe(english("setupConsentSealedSpare", "Dr. Rivera"));
});

test("leaving does not offer to send what only the client can hand over", async () => {
  const { user } = await openSetup({ background: paired({ endpointHost: "" }, [usualEnvelope({ byHand: true })]) });
  await user.click(screen.getByRole("button", { name: "Leave this therapist" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.queryByRole("radio", { name: "Still send them" })).toBeNull();
  expect(dialog.getByRole("radio", { name: english("setupLeaveKeep") })).toHaveProperty("checked", true);
});

test("with nothing waiting it says so and offers no sending", async () => {
  await openSetup({ background: paired({}, []) });
  expect(await screen.findByText("No answers are here right now.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try to send now" })).toBeNull();
});

test("opening by itself can be switched off and on again", async () => {
  const { user, background } = await openSetup({ background: paired() });
  await user.click(screen.getByRole("radio", { name: "Only show a badge" }));
  await waitFor(() => expect(background.setup?.openByItself).toBe(false));
  await waitFor(() => expect(screen.getByRole("radio", { name: "Only show a badge" })).toHaveProperty("checked", true));
});

test("a permission taken away in the browser is shown, and one click asks for the same origins again", async () => {
  const { user, requested } = await openSetup({ background: paired({ permitted: false, held: "noPermission" }) });
  expect(told().textContent).toContain(english("setupPermission"));
  await expectAccessible(document.body);
  await user.click(screen.getByRole("button", { name: "Allow again" }));
  expect(requested).toEqual([["https://meet.example", "https://box.example"]]);
});

test("refusing it again says that the answers stay safe", async () => {
  const background = paired({ permitted: false });
  const { user } = await openSetup({ background, grant: async () => false });
  await user.click(screen.getByRole("button", { name: "Allow again" }));
  expect(await screen.findByText(english("setupStillRefused"))).toBeTruthy();
  expect(background.askedFor("retryNow")).toEqual([]);
});

test.each(Object.keys(HOLD_REASONS) as HoldReason[])("an endpoint held for %s says why", async (held) => {
  await openSetup({ background: paired({ held }) });
  expect(told().textContent).toContain(english(HOLD_REASONS[held]));
  const wanted = held === "noPermission" || held === "noConsent" ? "Allow again" : "Try to send now";
  expect(within(told()).getByRole("button", { name: wanted })).toBeTruthy();
});

test("leaving asks what becomes of waiting answers and deletes them only if wished", async () => {
  const { user, background } = await openSetup({ background: paired() });
  await user.click(screen.getByRole("button", { name: "Leave this therapist" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByRole("radio", { name: "Still send them" })).toHaveProperty("checked", true);
  await expectAccessible(document.body);
  await user.click(dialog.getByRole("radio", { name: "Delete them" }));
  await user.click(dialog.getByRole("button", { name: "Leave" }));
  expect(await screen.findByText(/You have left/)).toBeTruthy();
  expect(background.askedFor("leave")).toEqual([{ deleteWaiting: true }]);
});

test("while sending is off, leaving and the button at the top promise no sending", async () => {
  const background = paired({ held: "wrongKey" });
  background.sending = false;
  const { user } = await openSetup({ background });
  await user.click(within(told()).getByRole("button", { name: "Try to send now" }));
  const header = within(document.querySelector("main header")! as HTMLElement);
  expect(await header.findByText(english("setupSendingOff"))).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Leave this therapist" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(await dialog.findByText(english("setupSendingOff"))).toBeTruthy();
  await user.click(dialog.getByRole("radio", { name: "Delete them" }));
  expect(dialog.queryByText(english("setupSendingOff"))).toBeNull();
});

test("staying changes nothing", async () => {
  const { user, background } = await openSetup({ background: paired() });
  await user.click(screen.getByRole("button", { name: "Leave this therapist" }));
  await user.click(screen.getByRole("button", { name: "Stay" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(background.askedFor("leave")).toEqual([]);
});

test("leaving with nothing waiting asks about nothing", async () => {
  const { user, background } = await openSetup({ background: paired({}, [usualEnvelope({ state: "delivered" })]) });
  await user.click(screen.getByRole("button", { name: "Leave this therapist" }));
  expect(within(screen.getByRole("dialog")).queryByRole("radio")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Leave" }));
  await waitFor(() => expect(background.askedFor("leave")).toEqual([{ deleteWaiting: false }]));
});

test("an updated invite goes the same way through consent, and back leads to my data", async () => {
  const { user } = await openSetup({ background: paired(), invite: { ...USUAL_INVITE, update: 2 } });
  await user.click(screen.getByRole("button", { name: "I have a new invite" }));
  await expectAccessible(document.body);
  await user.click(screen.getByRole("button", { name: "Back" }));
  await user.click(await screen.findByRole("button", { name: "I have a new invite" }));
  await user.type(screen.getByLabelText("Your invite"), "A1.update");
  await user.click(screen.getByRole("button", { name: "Show me the invite" }));
  expect(await screen.findByRole("heading", { level: 1, name: /sends you new settings/ })).toBeTruthy();
});

test("news from the background is shown, but never over an invite being typed", async () => {
  const background = createFakeBackground();
  const { user, tellChanged } = await openSetup({ background });
  await user.type(screen.getByLabelText("Your invite"), "A1");
  background.setup = USUAL_SETUP;
  tellChanged();
  await waitFor(() => expect(background.askedFor("readSetup")).toHaveLength(2));
  expect(screen.getByLabelText<HTMLTextAreaElement>("Your invite").value).toBe("A1");
});

test("a pause is begun and ended in the settings, too, and says its last day", async () => {
  const { user, background } = await openSetup({ background: paired() });
  await user.click(screen.getByRole("button", { name: "Pause for 2 weeks" }));
  expect(await screen.findByText(/Until December 7, 2026 nothing opens/)).toBeTruthy();
  await expectAccessible(document.body);
  await user.click(screen.getByRole("button", { name: "End the pause" }));
  await waitFor(() => expect(background.setup?.pausedUntil).toBeNull());
});
