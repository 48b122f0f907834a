// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import type { AddOn } from "../../../src/core/invite/asked-add-ons.ts";
import type { CheckInView } from "../../../src/protocol/page-requests.ts";
import { addOn, SOMEBODY } from "../../core/alliance/add-ons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { VIEW } from "./fake-background.ts";
import { openCheckInPage, settle } from "./open-check-in.tsx";

afterEach(cleanup);

const HARM: AddOn = { instrument: addOn("risq"), outside: SOMEBODY };
const REACTIONS: AddOn = { instrument: addOn("sparq"), outside: null };
const viewWith = (one: AddOn): CheckInView => ({ ...VIEW, round: 4, addOn: one });
const question = (name: RegExp) => within(screen.getByRole("group", { name }));
const choose = (name: RegExp, answer: string) => userEvent.click(question(name).getByRole("radio", { name: answer }));
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const ROUTE = english("checkinOutside");
const SHARE = /Send these answers too/;
const item = (number: number) => new RegExp(`item ${number}, test text`);

async function answerAll(answers: readonly string[]): Promise<void> {
  for (const [at, answer] of answers.entries()) await choose(item(at + 1), answer);
}

describe("questions about harm", () => {
  test("stand after the usual ones, with the line of their licence, and nothing chosen", async () => {
    const { container } = await openCheckInPage({ view: viewWith(HARM) });
    const heading = screen.getByRole("heading", { level: 2, name: "A few more, now and then" });
    for (const above of [screen.getByRole("group", { name: /How safe/ }), screen.getByRole("textbox")])
      expect(above.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(container.textContent).toContain("You can leave these out. These answers stay with you");
    expect(container.textContent).toContain("Line of the authors, test text.");
    expect(screen.queryAllByRole<HTMLInputElement>("radio").filter(({ checked }) => checked)).toEqual([]);
    expect(screen.queryByText(ROUTE)).toBeNull();
    expect(screen.queryByRole("group", { name: SHARE })).toBeNull();
    await expectAccessible(container);
  });

  test("show the way outside after any yes, before every button that sends, and hide it again without one", async () => {
    const { container } = await openCheckInPage({ view: viewWith(HARM) });
    await choose(item(1), "Nay");
    expect(screen.queryByText(ROUTE)).toBeNull();
    await choose(item(3), "Aye");
    const route = screen.getByText(ROUTE);
    expect(route.closest("[role=status]")).not.toBeNull();
    expect(screen.getByText("Ms. North, 030 111")).toBeTruthy();
    expect(screen.getByText("The board")).toBeTruthy();
    expect(screen.queryByText(/Support line/)).toBeNull();
    const send = screen.getByRole("button", { name: "Send" });
    expect(route.compareDocumentPosition(send) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await expectAccessible(container);
    await choose(item(3), "Nay");
    expect(screen.queryByText(ROUTE)).toBeNull();
  });

  test("are not sent, nor the time they took, unless the client chooses it", async () => {
    const { askedFor, pass } = await openCheckInPage({ view: viewWith(HARM) });
    await choose(/How safe/, "8");
    await answerAll(["Nay", "Aye", "Nay", "Nay"]);
    await pass(50);
    await press("Send");
    await settle();
    const [sent] = askedFor("submitAnswers");
    expect(sent).toEqual({ checkInId: "check-in-1", answers: { B1: 8 }, wish: null, seconds: null, skipped: 5 });
  });

  test("leave the same as if nothing had been answered", async () => {
    const sendOf = async (answers: readonly string[], share: string | null) => {
      const { askedFor } = await openCheckInPage({ view: viewWith(HARM) });
      await choose(/How safe/, "8");
      await answerAll(answers);
      if (share !== null) await choose(SHARE, share);
      await press("Send");
      await settle();
      cleanup();
      return JSON.stringify(askedFor("submitAnswers"));
    };
    const unanswered = await sendOf([], null);
    expect(await sendOf(["Aye", "Aye", "Aye", "Aye"], null)).toBe(unanswered);
    expect(await sendOf(["Aye", "Nay", "Nay", "Nay"], "No, keep them with me")).toBe(unanswered);
    expect(await sendOf(["Aye"], null)).toBe(unanswered);
  });

  test("are sent by an explicit choice, all of them", async () => {
    const { askedFor, container } = await openCheckInPage({ view: viewWith(HARM) });
    await answerAll(["Nay", "Aye", "Nay"]);
    expect(screen.queryByRole("group", { name: SHARE })).toBeNull();
    expect(container.textContent).toContain(english("checkinHarmAll"));
    await choose(item(4), "Nay");
    await choose(SHARE, "Yes, send all of them");
    await expectAccessible(container);
    await press("Send");
    await settle();
    expect(askedFor("submitAnswers")).toMatchObject([
      { answers: {}, addOn: { instrument: "risq|1", answers: { i1: "0", i2: "1", i3: "0", i4: "0" } } },
    ]);
  });

  test("chosen to be sent and then left incomplete, none is sent", async () => {
    const { askedFor } = await openCheckInPage({ view: viewWith(HARM) });
    await choose(/How safe/, "8");
    await answerAll(["Nay", "Aye", "Nay", "Nay"]);
    await choose(SHARE, "Yes, send all of them");
    await userEvent.click(question(item(2)).getByRole("button", { name: /Clear/ }));
    await press("Send");
    await settle();
    expect(askedFor("submitAnswers")[0]).not.toHaveProperty("addOn");
  });

  test("have no button that keeps a single one: it is decided once, for all", async () => {
    await openCheckInPage({ view: viewWith(HARM) });
    await choose(item(1), "Aye");
    expect(question(item(1)).queryByRole("button", { name: english("controlKeepPrivate") })).toBeNull();
  });

  test("are there again, chosen as they were, after the popup was closed", async () => {
    const page = await openCheckInPage({ view: viewWith(HARM) });
    await choose(item(1), "Aye");
    await page.closeAndReopen();
    expect(question(item(1)).getByRole<HTMLInputElement>("radio", { name: "Aye" }).checked).toBe(true);
    expect(screen.getByText(ROUTE)).toBeTruthy();
  });

  test("work by keyboard alone", async () => {
    await openCheckInPage({ view: viewWith(HARM) });
    const user = userEvent.setup();
    question(item(2)).getByRole("radio", { name: "Nay" }).focus();
    await user.keyboard(" {ArrowDown}");
    expect(question(item(2)).getByRole<HTMLInputElement>("radio", { name: "Aye" }).checked).toBe(true);
    expect(screen.getByText(ROUTE)).toBeTruthy();
  });
});

describe("questions about reactions", () => {
  test("are sent like others, without those that were kept, and have no way outside", async () => {
    const { askedFor, container } = await openCheckInPage({ view: viewWith(REACTIONS) });
    expect(container.textContent).not.toContain(english("checkinHarmStays"));
    await choose(item(1), "4 High");
    await choose(item(2), "3");
    await userEvent.click(question(item(2)).getByRole("button", { name: english("controlKeepPrivate") }));
    expect(screen.queryByText(ROUTE)).toBeNull();
    await expectAccessible(container);
    await press("Send");
    await settle();
    expect(askedFor("submitAnswers")).toMatchObject([{ addOn: { instrument: "sparq|1", answers: { i1: 4 } } }]);
  });

  test("alone are enough to send", async () => {
    const { askedFor } = await openCheckInPage({ view: viewWith(REACTIONS) });
    await choose(item(3), "2");
    await press("Send");
    await settle();
    expect(askedFor("submitAnswers")).toHaveLength(1);
  });
});

test("a check-in without them says nothing of them, also after one that had them", async () => {
  await openCheckInPage({ view: viewWith(HARM) });
  cleanup();
  const { container, askedFor } = await openCheckInPage();
  expect(container.textContent).not.toContain(english("checkinAddOnTitle"));
  await choose(/How safe/, "8");
  await press("Send");
  await settle();
  expect(askedFor("submitAnswers")[0]).toMatchObject({ seconds: 15 });
});
