// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import type { WaitingEnvelope } from "../../../src/protocol/page-requests.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { envelope, type FakeOptions, VIEW } from "./fake-background.ts";
import { openCheckInPage, settle } from "./open-check-in.tsx";

afterEach(cleanup);

async function press(name: string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name }));
  await settle();
}
const text = () => document.body.textContent ?? "";
const radios = (checked: boolean) =>
  screen.getAllByRole<HTMLInputElement>("radio").filter((radio) => radio.checked === checked);

async function sendCheckIn(answers: Readonly<Record<string, number | string>> = { B1: 9 }, options: FakeOptions = {}) {
  const draft = { answers, keptPrivate: [], wish: null };
  const opened = await openCheckInPage({ view: { ...VIEW, draft }, ...options });
  await press("Send");
  return opened;
}

describe("saved", () => {
  test("says when it will be sent and counts down in words", async () => {
    const { pass, container } = await sendCheckIn();
    expect(screen.getByRole("heading", { name: "Saved" })).toBe(document.activeElement);
    expect(text()).toContain("It will be sent in 10 minutes. You can take it back until then.");
    await expectAccessible(container);
    await pass(61);
    expect(text()).toContain("in 9 minutes.");
    await pass(479);
    expect(text()).toContain("in 1 minute.");
    await pass(55);
    expect(text()).toContain("in 5 seconds.");
  });

  test("after that it waits for the network, then says that it was sent", async () => {
    const { pass, hear, envelopes } = await sendCheckIn();
    await pass(601);
    expect(text()).toContain("It will be sent when you are online.");
    expect(screen.queryByRole("button", { name: "Take it back" })).toBeNull();
    envelopes[0] = envelope({ state: "delivered" });
    await hear({ kind: "changed" });
    expect(screen.getByRole("heading", { name: "Sent" })).toBeDefined();
  });

  test("looks a few times itself, then leaves the background in peace", async () => {
    const { pass, askedFor } = await sendCheckIn();
    await pass(599);
    expect(askedFor("listWaiting")).toHaveLength(1);
    for (let n = 0; n < 300; n++) await pass(1);
    const looked = askedFor("listWaiting").length;
    expect(looked).toBeGreaterThan(3);
    await pass(3_600);
    expect(askedFor("listWaiting")).toHaveLength(looked);
  });

  test("what does not leave by itself is never said to be sent in ten minutes", async () => {
    await sendCheckIn({ B1: 9 }, { answers: { listWaiting: () => [envelope({ state: "parked" })] } });
    expect(text()).toContain(english("checkinStuck"));
    expect(text()).not.toContain("It will be sent");
    expect(screen.getByRole("button", { name: "Take it back" })).toBeDefined();
  });

  test("what is stuck is said, with the way to its reason", async () => {
    const { hear, envelopes, happened } = await sendCheckIn();
    envelopes[0] = envelope({ state: "parked", reason: "refused" });
    await hear({ kind: "changed" });
    expect(text()).toContain(english("checkinStuck"));
    await press("See why");
    expect(happened).toEqual(["setup opened"]);
  });

  test.each([
    [{ B1: 9, G1: 9 }, "checkinThanks"],
    [{ B1: 5, G1: 5 }, "checkinThanksLow"],
    [{ B1: 9, G1: 9, T1: 3 }, "checkinThanksLow"],
    [{ B1: 9, G1: 9, R1: "little" }, "checkinThanksLow"],
    [{ B1: 9, G1: 9, R1: "unsure" }, "checkinThanks"],
  ] as const)("after %o it says %s", async (answers, key) => {
    await sendCheckIn(answers);
    expect(screen.getByText(english(key))).toBeDefined();
  });

  test("repeats the safety notice", async () => {
    await sendCheckIn();
    expect(screen.getByText(english("checkinSafety"))).toBeDefined();
  });

  test("a check-in that was saved before says so", async () => {
    const before = { kind: "alreadySaved", id: "response-1", takeBackUntil: 0 } as const;
    await sendCheckIn({ B1: 9 }, { answers: { submitAnswers: () => before } });
    expect(screen.getByText(english("checkinSavedBefore"))).toBeDefined();
  });

  test("leads to the next check-in where more are waiting", async () => {
    const { askedFor } = await sendCheckIn({ B1: 9 }, { view: { ...VIEW, draft: draftOf({ B1: 9 }), behind: 2 } });
    expect(text()).toContain("More check-ins waiting: 2");
    await press("Next one");
    expect(askedFor("openCheckIn")).toHaveLength(2);
  });
});

describe("taking it back", () => {
  test("nothing is sent, and answering again starts with what was chosen", async () => {
    const { container, askedFor } = await sendCheckIn({ B1: 9, N1: "the move" });
    await press("Take it back");
    expect(askedFor("takeBack")).toEqual([{ id: "response-1" }]);
    expect(text()).toContain("Nothing was sent.");
    await expectAccessible(container);
    await press("Answer again");
    expect(radios(true).map(({ value }) => value)).toEqual(["9"]);
    await press("Send");
    expect(askedFor("submitAnswers")[1]).toMatchObject({ answers: { B1: 9, N1: "the move" } });
  });

  test("too late is said, with what can still be done", async () => {
    await sendCheckIn({ B1: 9 }, { answers: { takeBack: () => "tooLate" } });
    await press("Take it back");
    expect(screen.getByText(english("checkinTooLate"))).toBeDefined();
    expect(screen.queryByRole("button", { name: "Take it back" })).toBeNull();
    expect(document.body.textContent).not.toContain("You can take it back");
  });

  test("a background that does not answer leaves it as it is", async () => {
    await sendCheckIn({ B1: 9 }, { answers: { takeBack: () => Promise.reject(new Error("no receiver")) } });
    await press("Take it back");
    expect(screen.getByText(english("checkinDidNotWork"))).toBeDefined();
    expect(screen.getByRole("button", { name: "Take it back" })).toBeDefined();
  });
});

describe("not now", () => {
  test.each([
    ["Later", "later", "Later is fine", "Answer now"],
    ["Skip this time", "skip", "Skipped", "Answer after all"],
    ["Not a session", "notASession", "Not a session", "It was a session"],
  ])("%s is one press, and one press undoes it", async (label, how, title, undo) => {
    const draft = draftOf({ B1: 4 });
    const { askedFor, container } = await openCheckInPage({ view: { ...VIEW, draft } });
    await press(label);
    expect(askedFor("putOff")).toEqual([{ checkInId: "check-in-1", how }]);
    expect(askedFor("submitAnswers")).toEqual([]);
    expect(screen.getByRole("heading", { name: title })).toBe(document.activeElement);
    await expectAccessible(container);
    await press(undo);
    expect(radios(true).map(({ value }) => value)).toEqual(["4"]);
    expect(askedFor("checkInShown").at(-1)).toEqual({ checkInId: "check-in-1" });
    expect(askedFor("keepDraft").at(-1)).toEqual({ checkInId: "check-in-1", draft });
  });

  test("it can be told to stop opening by itself", async () => {
    const { askedFor } = await openCheckInPage();
    await press("Skip this time");
    await press("Stop opening by itself");
    expect(askedFor("setOpenByItself")).toEqual([{ on: false }]);
    expect(screen.getByText(english("checkinStopped"))).toBeDefined();
  });

  test("where it did not work, the form stays", async () => {
    await openCheckInPage({ answers: { putOff: () => Promise.reject(new Error("no receiver")) } });
    await press("Later");
    expect(screen.getByText(english("checkinDidNotWork"))).toBeDefined();
    expect(screen.getByRole("button", { name: "Send" })).toBeDefined();
  });
});

describe("nothing to answer", () => {
  test("says so, and that all is sent", async () => {
    const { container } = await openCheckInPage({ view: null });
    expect(screen.getByRole("heading", { name: "No check-in is waiting." })).toBeDefined();
    expect(text()).toContain("All sent.");
    await expectAccessible(container);
  });

  test("says what waits and what is stuck", async () => {
    const states: readonly WaitingEnvelope["state"][] = ["waiting", "sending", "parked", "delivered"];
    await openCheckInPage({ view: null, answers: { listWaiting: () => states.map((state) => envelope({ state })) } });
    expect(text()).toContain("Saved and waiting to be sent: 2");
    expect(text()).toContain("Could not be sent yet: 1");
    expect(text()).not.toContain("All sent.");
  });

  test("a session that was not noticed can be answered by hand", async () => {
    await openCheckInPage({ view: null });
    await press("I just had a session");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Three quick questions for Dr. Rivera?");
  });

  test("a check-in that begins to wait meanwhile appears", async () => {
    let view: typeof VIEW | null = null;
    const { hear } = await openCheckInPage({ view: null, answers: { openCheckIn: () => view } });
    view = VIEW;
    await hear({ kind: "changed" });
    expect(screen.getByRole("button", { name: "Send" })).toBeDefined();
  });

  test("without an invite it says what to do", async () => {
    const { container, happened } = await openCheckInPage({ view: null, answers: { readSetup: () => null } });
    expect(screen.getByRole("heading", { name: "You need an invite first" })).toBeDefined();
    await expectAccessible(container);
    await press("Open the settings");
    expect(happened).toEqual(["setup opened"]);
  });

  test("a background that does not answer can be asked again", async () => {
    let awake = false;
    const openCheckIn = () => (awake ? VIEW : Promise.reject(new Error("no receiver")));
    const { container } = await openCheckInPage({ answers: { openCheckIn } });
    expect(screen.getByRole("heading", { name: "This did not open" })).toBeDefined();
    await expectAccessible(container);
    awake = true;
    await press("Try again");
    expect(screen.getByRole("button", { name: "Send" })).toBeDefined();
  });
});

function draftOf(answers: Readonly<Record<string, number | string>>) {
  return { answers, keptPrivate: [], wish: null };
}
