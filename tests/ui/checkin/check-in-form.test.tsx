// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import { itemsFor } from "../../../src/core/alliance/asked-items.ts";
import { afsGroup } from "../../../src/core/alliance/instruments/afs-group.ts";
import { INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { VIEW } from "./fake-background.ts";
import { openCheckInPage } from "./open-check-in.tsx";

afterEach(cleanup);

const SAFE = /How safe did it feel/;
const OFF = /felt off between you two/;
const SORTED = /sort it out/;
const question = (name: RegExp) => within(screen.getByRole("group", { name }));
const choose = (name: RegExp, answer: string) => userEvent.click(question(name).getByRole("radio", { name: answer }));
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const checked = () => screen.queryAllByRole<HTMLInputElement>("radio").filter((radio) => radio.checked);

describe("the form as it opens", () => {
  test("says why it opened, who asks, who reads, and that nobody is watching", async () => {
    const { container } = await openCheckInPage();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "Your session has ended. Three quick questions for Dr. Rivera?",
    );
    expect(container.textContent).toContain("This opened because your video session on meet.example ended.");
    expect(container.textContent).toContain("Dr. Rivera will read this before your next session.");
    expect(container.textContent).toContain(english("checkinHonest"));
    await expectAccessible(container);
  });

  test("puts the safety notice before the text box and above Send", async () => {
    await openCheckInPage();
    const notice = screen.getByText(english("checkinSafety"));
    for (const below of [screen.getByRole("textbox"), screen.getByRole("button", { name: "Send" })])
      expect(notice.compareDocumentPosition(below) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test("has chosen nothing", async () => {
    await openCheckInPage();
    expect(screen.getAllByRole("radio").length).toBeGreaterThan(33);
    expect(checked()).toEqual([]);
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("");
  });

  test("tells the background that it was shown, once", async () => {
    const { askedFor } = await openCheckInPage();
    expect(askedFor("checkInShown")).toEqual([{ checkInId: "check-in-1" }]);
  });

  test("opened by hand it claims no session and no site", async () => {
    const { container } = await openCheckInPage({ view: { ...VIEW, site: null, endedAt: null } });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Three quick questions for Dr. Rivera?");
    expect(container.textContent).not.toContain("This opened because");
    expect(screen.queryByRole("button", { name: "Not a session" })).toBeNull();
  });

  test("says who else can read where answers are not sealed", async () => {
    const { container } = await openCheckInPage({ view: { ...VIEW, sealed: false } });
    expect(container.textContent).toContain(english("checkinWhoPlain", VIEW.therapist));
    expect(container.textContent).not.toContain("No one else will");
  });

  test.each(["Univ.-Prof. Dr. Dr. Maximiliane von Hohenlohe-Waldenburg-Schillingsfürst", "د. ليلى الزهراني"])(
    "shows the name %s whole and in its own direction",
    async (therapist) => {
      const { container } = await openCheckInPage({ view: { ...VIEW, therapist } });
      expect(screen.getByRole("heading", { level: 1 }).querySelector("bdi")?.textContent).toBe(therapist);
      await expectAccessible(container);
    },
  );
});

describe("answering", () => {
  test("the repair is asked only after some tension", async () => {
    await openCheckInPage();
    expect(screen.queryByRole("group", { name: SORTED })).toBeNull();
    await choose(OFF, "A little");
    expect(screen.getByRole("group", { name: SORTED })).toBeDefined();
    await choose(OFF, "No");
    expect(screen.queryByRole("group", { name: SORTED })).toBeNull();
  });

  test("every answer is kept at once, and one turn's changes in one message", async () => {
    const { askedFor } = await openCheckInPage();
    await choose(SAFE, "7");
    expect(askedFor("keepDraft").at(-1)).toEqual({
      checkInId: "check-in-1",
      draft: { answers: { B1: 7 }, keptPrivate: [], wish: null },
    });
    const before = askedFor("keepDraft").length;
    await userEvent.type(screen.getByRole("textbox"), "abc");
    expect(askedFor("keepDraft").length - before).toBe(3);
  });

  test("a popup that closed comes back with what was chosen", async () => {
    const { closeAndReopen } = await openCheckInPage();
    await choose(SAFE, "7");
    await userEvent.type(screen.getByRole("textbox"), "the move");
    await closeAndReopen();
    expect(question(SAFE).getByRole<HTMLInputElement>("radio", { name: "7" }).checked).toBe(true);
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("the move");
  });

  test("any answer can be taken back to none", async () => {
    const { askedFor } = await openCheckInPage();
    await choose(SAFE, "7");
    await userEvent.click(question(SAFE).getByRole("button", { name: "Clear" }));
    expect(checked()).toEqual([]);
    expect(askedFor("keepDraft").at(-1)?.draft.answers).toEqual({});
  });

  test("Esc takes everything off the screen and keeps the draft", async () => {
    const { happened, drafts, container } = await openCheckInPage();
    await choose(SAFE, "7");
    await userEvent.keyboard("{Escape}");
    expect(happened).toEqual(["closed"]);
    expect(container.textContent).toBe("Show again");
    expect(drafts.get("check-in-1")?.answers).toEqual({ B1: 7 });
    await press("Show again");
    expect(question(SAFE).getByRole<HTMLInputElement>("radio", { name: "7" }).checked).toBe(true);
  });
});

describe("sending", () => {
  test("hands on what was chosen, the wish, the rounded time and how many were skipped", async () => {
    const { askedFor, pass } = await openCheckInPage();
    await choose(SAFE, "7");
    await choose(/next session/, "Please bring this up with me");
    await userEvent.type(screen.getByRole("textbox"), "the move");
    await pass(22);
    await press("Send");
    expect(askedFor("submitAnswers")).toEqual([
      { checkInId: "check-in-1", answers: { B1: 7, N1: "the move" }, wish: "raise", seconds: 30, skipped: 4 },
    ]);
    expect(screen.getByRole("heading", { name: "Saved" })).toBeDefined();
  });

  test("an answer kept to oneself is not in what is sent, nor in its count", async () => {
    const { askedFor, container } = await openCheckInPage();
    await choose(SAFE, "2");
    await choose(/How close/, "7");
    await userEvent.click(question(SAFE).getByRole("button", { name: "Keep this one to myself" }));
    expect(container.textContent).toContain("This one stays with you.");
    await press("Send");
    expect(askedFor("submitAnswers")[0]).toMatchObject({ answers: { G1: 7 }, skipped: 4 });
  });

  test("a tension kept to oneself takes its repair with it", async () => {
    const { askedFor } = await openCheckInPage();
    await choose(SAFE, "8");
    await choose(OFF, "Yes");
    await choose(SORTED, "No");
    await userEvent.click(question(OFF).getByRole("button", { name: "Keep this one to myself" }));
    expect(question(SORTED).queryByRole("button", { name: "Keep this one to myself" })).toBeNull();
    expect(question(SORTED).getByRole("status").textContent).toContain("stays with you");
    await press("Send");
    expect(askedFor("submitAnswers")[0]?.answers).toEqual({ B1: 8 });
  });

  test("an empty form asks once, and is sent all the same if that is wished", async () => {
    const { askedFor, container } = await openCheckInPage();
    await press("Send");
    expect(askedFor("submitAnswers")).toEqual([]);
    expect(screen.getByText(english("checkinNothingToSend"))).toBeDefined();
    await expectAccessible(container);
    await press("Send as it is");
    expect(askedFor("submitAnswers")[0]).toMatchObject({ answers: {}, wish: null, skipped: 5 });
  });

  test("two presses send once", async () => {
    let answer: (value: never) => void = () => {};
    const { askedFor, container } = await openCheckInPage({
      answers: { submitAnswers: () => new Promise((resolve) => (answer = resolve as never)) },
    });
    await choose(SAFE, "7");
    await press("Send");
    await press("Saving");
    expect(askedFor("submitAnswers")).toHaveLength(1);
    expect(screen.getByRole("group", { name: SAFE }).closest("[inert]")).not.toBeNull();
    await expectAccessible(container);
    answer({ kind: "saved", id: "response-1", takeBackUntil: 0 } as never);
    expect(await screen.findByRole("heading", { name: "Saved" })).toBeDefined();
  });

  test.each([
    ["diskFull", "checkinNotSavedDisk"],
    ["storage", "checkinNotSavedStorage"],
    ["noInvite", "checkinNotSavedNoInvite"],
    ["unknownCheckIn", "checkinNotSavedGone"],
  ] as const)("what could not be saved (%s) says so, and nothing chosen is lost", async (reason, key) => {
    const { container } = await openCheckInPage({ answers: { submitAnswers: () => ({ kind: "notSaved", reason }) } });
    await choose(SAFE, "7");
    await press("Send");
    expect(screen.getByText(english(key))).toBeDefined();
    expect(question(SAFE).getByRole<HTMLInputElement>("radio", { name: "7" }).checked).toBe(true);
    expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
    await expectAccessible(container);
  });

  test("a background that does not answer loses nothing", async () => {
    await openCheckInPage({ answers: { submitAnswers: () => Promise.reject(new Error("no receiver")) } });
    await choose(SAFE, "7");
    await press("Send");
    expect(screen.getByText(english("checkinNotSaved"))).toBeDefined();
    expect(question(SAFE).getByRole<HTMLInputElement>("radio", { name: "7" }).checked).toBe(true);
  });

  test("a check-in that is gone is sent as a new one on the second try", async () => {
    const ids: string[] = [];
    await openCheckInPage({
      answers: {
        submitAnswers: ({ checkInId }) => {
          ids.push(checkInId);
          return checkInId === "check-in-1"
            ? { kind: "notSaved", reason: "unknownCheckIn" }
            : { kind: "saved", id: "response-1", takeBackUntil: 0 };
        },
      },
    });
    await choose(SAFE, "7");
    await press("Send");
    await press("Try again");
    expect(ids).toEqual(["check-in-1", "check-in-2"]);
    expect(screen.getByRole("heading", { name: "Saved" })).toBeDefined();
  });
});

test("the whole check-in works by keyboard alone", async () => {
  const { askedFor } = await openCheckInPage();
  for (const step of ["Later", "Skip this time", "Not a session", "Pause for 2 weeks", "Why did this open?"]) {
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe(step);
  }
  await userEvent.tab();
  await userEvent.keyboard("8");
  await userEvent.tab(); // keep private
  await userEvent.tab(); // clear
  await userEvent.tab();
  await userEvent.keyboard("10");
  const send = screen.getByRole("button", { name: "Send" });
  for (let n = 0; n < 30 && document.activeElement !== send; n++) await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  expect(askedFor("submitAnswers")[0]?.answers).toEqual({ B1: 8, G1: 10 });
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Saved" }));
});

test("a call that is live again takes the form off the screen and keeps what was chosen", async () => {
  const { hear, happened, drafts, container } = await openCheckInPage();
  await choose(SAFE, "7");
  await hear({ kind: "checkInWithdrawn", checkInId: "another" });
  expect(happened).toEqual([]);
  await hear({ kind: "checkInWithdrawn", checkInId: "check-in-1" });
  expect(happened).toEqual(["closed"]);
  expect(screen.getByRole("heading", { name: "Your session goes on" })).toBeDefined();
  expect(drafts.get("check-in-1")?.answers).toEqual({ B1: 7 });
  await expectAccessible(container);
});

test("questions of a later version are not guessed at", async () => {
  const { container } = await openCheckInPage({ view: { ...VIEW, instrument: null } });
  expect(screen.getByRole("heading", { name: "Please update" })).toBeDefined();
  await expectAccessible(container);
});

test("questions whose licence has ended are not shown, and the form says so", async () => {
  const { container } = await openCheckInPage({ view: { ...VIEW, instrument: null, licenceEnded: true } });
  expect(screen.getByRole("heading", { name: "These questions have run out" })).toBeDefined();
  expect(screen.queryByRole("radio")).toBeNull();
  await expectAccessible(container);
});

describe("each set that ships", () => {
  test.each(INSTRUMENTS)("$id is asked as it stands, with the line of its licence", async (instrument) => {
    const { container } = await openCheckInPage({ view: { ...VIEW, instrument } });
    for (const { text } of itemsFor(instrument, 1).filter(({ showIf }) => showIf === undefined))
      expect(screen.getAllByText(text).length).toBeGreaterThan(0);
    // In English, wherever the page runs to.
    expect(screen.getByText(instrument.licence.line).dir).toBe("auto");
    await expectAccessible(container);
  });

  test.each([
    [1, false],
    [4, true],
    [8, false],
  ])("the second question on the bond joins check-in %s: %s", async (round, asked) => {
    await openCheckInPage({ view: { ...VIEW, round } });
    const second = "How well did your therapist get what things are like for you?";
    expect(screen.queryAllByText(second).length > 0).toBe(asked);
  });

  test("in a group, something off with the leader asks for the repair and is thanked for", async () => {
    await openCheckInPage({ view: { ...VIEW, instrument: afsGroup } });
    await userEvent.click(screen.getByRole("radio", { name: "With the leader" }));
    expect(screen.getByText("Was it sorted out before the call ended?")).toBeDefined();
    await press("Send");
    expect(await screen.findByText(/That is hard to say/)).toBeDefined();
  });

  test("a translation its owner has not approved says so", async () => {
    await openCheckInPage({ view: { ...VIEW, instrument: { ...afsGroup, translationApproved: false } } });
    expect(screen.getByText(/has not checked these words/)).toBeDefined();
  });
});
