// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CRISIS_LINES } from "../../../src/core/safety/crisis-lines.ts";
import { PROMPT_WITHIN_MS } from "../../../src/core/session/prompt-within.ts";
import { LATE_MS } from "../../../src/ui/checkin/FormIntro.tsx";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { USUAL_SETUP } from "../setup/usual-setup.ts";
import { VIEW } from "./fake-background.ts";
import { openCheckInPage, settle } from "./open-check-in.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const text = () => document.body.textContent ?? "";
async function press(name: string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name }));
  await settle();
}

describe("the safety notice", () => {
  const speaking = (...languages: string[]) => vi.stubGlobal("navigator", { languages });
  const country = () => screen.findByRole<HTMLSelectElement>("combobox", { name: english("checkinCrisisCountry") });

  test("names the numbers of the browser's country, and since when they hold", async () => {
    speaking("de-AT", "de");
    const { container } = await openCheckInPage();
    expect((await country()).value).toBe("AT");
    const notice = within(screen.getByRole("note"));
    expect(notice.getByText("112")).toBeDefined();
    expect(notice.getByText("142")).toBeDefined();
    expect(text()).toContain("As of November 25, 2026");
    await expectAccessible(container);
  });

  test("where the browser names no country, none is guessed: it is asked", async () => {
    speaking("de", "en");
    const { container } = await openCheckInPage();
    expect((await country()).value).toBe("");
    expect(text()).not.toContain("Emergency:");
    expect(text()).toContain(english("checkinSafety"));
    await expectAccessible(container);
  });

  test("another country is one choice away, is remembered, and still stands there once it is saved", async () => {
    speaking("en-US");
    const { askedFor } = await openCheckInPage({ view: { ...VIEW, draft: { ...VIEW.draft, answers: { B1: 9 } } } });
    await userEvent.selectOptions(await country(), "NZ");
    expect(askedFor("setCountry")).toEqual([{ country: "NZ" }]);
    expect(within(screen.getByRole("note")).getByText("1737")).toBeDefined();
    await press("Send");
    expect((await country()).value).toBe("NZ");
    expect(within(screen.getByRole("note")).getByText("1737")).toBeDefined();
  });

  test("what the client chose before wins over the browser's language", async () => {
    speaking("en-US");
    await openCheckInPage({ view: { ...VIEW, country: "FR" } });
    expect((await country()).value).toBe("FR");
    expect(within(screen.getByRole("note")).getByText("3114")).toBeDefined();
  });

  test("every country of the list can be chosen, by its name", async () => {
    await openCheckInPage();
    const names = [...(await country()).options].map(({ textContent }) => textContent);
    expect(names).toHaveLength(Object.keys(CRISIS_LINES).length);
    expect(names).toContain("Germany");
    expect(names).toEqual(names.toSorted((a, b) => (a ?? "").localeCompare(b ?? "", "en")));
  });

  test("the practice's own line stands above them, in its own direction", async () => {
    await openCheckInPage({ view: { ...VIEW, crisisLine: "Unser Team: 030 123" } });
    const own = screen.getByText("Unser Team: 030 123");
    expect(own.tagName).toBe("BDI");
    const follows = own.compareDocumentPosition(await country()) & Node.DOCUMENT_POSITION_FOLLOWING;
    expect(follows).toBeTruthy();
  });

  test("it is no link and behind none, and nothing of it is folded away", async () => {
    await openCheckInPage();
    await country();
    const notice = screen.getByRole("note");
    expect(notice.querySelector("a, details, [hidden]")).toBeNull();
    expect(notice.closest("a, details, [hidden]")).toBeNull();
  });
});

describe("a check-in that is opened late", () => {
  const ENDED_AT = new Date(2026, 10, 24, 15, 0).getTime();
  const open = (later: number) => openCheckInPage({ view: { ...VIEW, endedAt: ENDED_AT } }, ENDED_AT + later);

  test("says which session it is about, with day and time", async () => {
    const { container } = await open(LATE_MS + 1);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Three quick questions for Dr. Rivera?");
    expect(text()).toMatch(/your session that ended on Tuesday, November 24, 2026 at 3:00\sPM\./);
    expect(text()).not.toContain("This opened because");
    await expectAccessible(container);
  });

  test("can be put off, and says until when it waits: twelve hours after the end", async () => {
    await open(LATE_MS + 1);
    await press("Later");
    expect(text()).toMatch(/It waits for you until Wednesday\W+3:00\sAM\./);
  });

  test("cannot be put off once nothing would keep it", async () => {
    await open(PROMPT_WITHIN_MS);
    expect(screen.queryByRole("button", { name: "Later" })).toBeNull();
    expect(screen.getByRole("button", { name: "Skip this time" })).toBeDefined();
  });

  test("within two hours it need not", async () => {
    await open(LATE_MS);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("Your session has ended.");
    expect(text()).not.toContain("This is about your session");
  });
});

describe("after high scores", () => {
  const high = { ...VIEW, highRun: 3, draft: { ...VIEW.draft, answers: { B1: 10, G1: 10 } } };
  const answerTasks = async (value: string) =>
    userEvent.click(within(screen.getByRole("group", { name: /How much sense/ })).getByRole("radio", { name: value }));

  test("the fourth time running, one open question stands above the text box", async () => {
    const { container } = await openCheckInPage({ view: high });
    await answerTasks("10 Full sense");
    const question = screen.getByText(english("checkinCeilingBetter"));
    const order = question.compareDocumentPosition(screen.getByRole("textbox"));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await expectAccessible(container);
  });

  test.each([
    [7, "checkinCeilingMore"],
    [11, "checkinCeilingUnsaid"],
    [15, "checkinCeilingBetter"],
  ] as const)("they take turns (%i before)", async (highRun, key) => {
    await openCheckInPage({ view: { ...high, highRun } });
    expect(screen.getByText(english(key))).toBeDefined();
  });

  test.each([
    ["a lower answer", 3, "7"],
    ["a high one less", 2, "10 Full sense"],
  ])("not after %s", async (_, highRun, tasks) => {
    await openCheckInPage({ view: { ...high, highRun } });
    await answerTasks(tasks);
    expect(text()).not.toContain("Good to hear");
  });

  test("not for what the client keeps private", async () => {
    const draft = { answers: { B1: 10, G1: 10, T1: 10 }, keptPrivate: ["G1", "T1"], wish: null };
    await openCheckInPage({ view: { ...VIEW, highRun: 3, draft } });
    expect(text()).not.toContain("Good to hear");
  });
});

describe("a pause", () => {
  test("is one press on the form, and one press ends it and brings the form back", async () => {
    const { askedFor, container } = await openCheckInPage();
    await press("Pause for 2 weeks");
    expect(askedFor("setPaused")).toEqual([{ on: true }]);
    expect(askedFor("putOff")).toEqual([]);
    expect(screen.getByRole("heading", { name: "Paused" })).toBe(document.activeElement);
    await expectAccessible(container);
    await press("End the pause");
    expect(askedFor("setPaused").at(-1)).toEqual({ on: false });
    expect(screen.getByRole("button", { name: "Send" })).toBeDefined();
  });

  test("is said, with its last day, where there is nothing to answer, and can be ended there", async () => {
    let pausedUntil: number | null = Date.UTC(2026, 11, 9, 12);
    const { container, askedFor } = await openCheckInPage({
      view: null,
      answers: {
        readSetup: () => ({ ...USUAL_SETUP, pausedUntil }),
        setPaused: () => {
          pausedUntil = null;
          return null;
        },
      },
    });
    expect(text()).toContain("You will not be asked until December 9, 2026.");
    await expectAccessible(container);
    await press("End the pause");
    expect(askedFor("setPaused")).toEqual([{ on: false }]);
    await waitFor(() => expect(text()).not.toContain("You will not be asked"));
  });

  test("a check-in by hand in it is as always", async () => {
    const readSetup = () => ({ ...USUAL_SETUP, pausedUntil: Date.UTC(2026, 11, 9, 12) });
    await openCheckInPage({ view: null, answers: { readSetup } });
    await press("I just had a session");
    expect(screen.getByRole("button", { name: "Send" })).toBeDefined();
  });
});
