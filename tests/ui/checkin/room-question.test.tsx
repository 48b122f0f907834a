// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { type FakeOptions, VIEW } from "./fake-background.ts";
import { openCheckInPage, settle } from "./open-check-in.tsx";

afterEach(cleanup);

const ASKED = { ...VIEW, roomQuestion: true };
const OTHERS = "No, and don't ask about other rooms on this site";

const ask = (options: FakeOptions = {}) => openCheckInPage({ view: ASKED, ...options });
const heading = () => screen.getByRole("heading", { level: 1 });
const names = () => screen.getAllByRole("button").map(({ textContent }) => textContent);
async function press(name: string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name }));
  await settle();
}

describe("the question", () => {
  test("stands alone: why it opened, whose session, four answers and later", async () => {
    const { container, askedFor } = await ask();
    expect(heading().textContent).toBe("Was this a session with Dr. Rivera?");
    expect(container.textContent).toContain("This opened because a video call on meet.example ended.");
    expect(names()).toEqual([
      "Yes, always ask here",
      "Yes, just this once",
      "No, never here",
      OTHERS,
      "Later",
      "Language",
    ]);
    expect(screen.getByRole("group", { name: /^Was this a session with/ })).toBeTruthy();
    expect(screen.queryAllByRole("radio")).toEqual([]);
    expect(askedFor("checkInShown")).toEqual([{ checkInId: "check-in-1" }]);
    await expectAccessible(container);
  });

  test("offers to leave out other rooms only where the site is known", async () => {
    await ask({ view: { ...ASKED, site: null } });
    expect(screen.queryByRole("button", { name: OTHERS })).toBeNull();
  });

  test.each([
    ["Yes, always ask here", "always"],
    ["Yes, just this once", "once"],
  ])("answered with %s, goes on to the form, which starts at its heading", async (name, answer) => {
    const { askedFor } = await ask();
    await press(name);
    expect(askedFor("answerRoom")).toEqual([{ checkInId: "check-in-1", answer }]);
    expect(heading().textContent).toContain("Three quick questions");
    expect(document.activeElement).toBe(heading());
    // The background is told that something is on the screen, and by now it is no question.
    expect(askedFor("checkInShown")).toHaveLength(2);
  });

  test("is no time of answering", async () => {
    const { pass, askedFor } = await ask();
    await pass(300);
    await press("Yes, just this once");
    await pass(10);
    await userEvent.click(screen.getAllByRole("radio", { name: "7" })[0]!);
    await press("Send");
    expect(askedFor("submitAnswers")).toMatchObject([{ seconds: 15 }]);
  });

  test.each([
    ["No, never here", "never", "checkinRoomNeverText"],
    [OTHERS, "neverOthers", "checkinRoomNeverOthersText"],
  ] as const)("answered with %s, says what that means, and one press undoes it", async (name, answer, words) => {
    const { askedFor, container } = await ask();
    await press(name);
    expect(askedFor("answerRoom")).toEqual([{ checkInId: "check-in-1", answer }]);
    expect(askedFor("putOff")).toEqual([]);
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Not a session" }));
    expect(screen.getByText(english(words))).toBeTruthy();
    await expectAccessible(container);
    await press("It was a session");
    expect(askedFor("answerRoom").at(-1)).toEqual({ checkInId: "check-in-1", answer: "once" });
    expect(heading().textContent).toContain("Three quick questions");
  });

  test("put off comes back as the question", async () => {
    const { askedFor } = await ask();
    await press("Later");
    expect(askedFor("putOff")).toEqual([{ checkInId: "check-in-1", how: "later" }]);
    await press("Answer now");
    expect(heading().textContent).toBe("Was this a session with Dr. Rivera?");
    expect(askedFor("answerRoom")).toEqual([]);
  });

  test("answered once, is not asked again when the form is put off and opened again", async () => {
    await ask();
    await press("Yes, just this once");
    await press("Skip this time");
    await press("Answer after all");
    expect(heading().textContent).toContain("Three quick questions");
  });

  test("that could not be answered stays, and says so", async () => {
    await ask({ answers: { answerRoom: () => Promise.reject(new Error("no receiver")) } });
    await press("No, never here");
    expect(screen.getByText(english("checkinDidNotWork"))).toBeTruthy();
    expect(heading().textContent).toBe("Was this a session with Dr. Rivera?");
  });

  test("goes with a call that is live again", async () => {
    const { hear, happened } = await ask();
    await hear({ kind: "checkInWithdrawn", checkInId: "check-in-1" });
    expect(happened).toEqual(["closed"]);
    expect(screen.getByRole("heading", { name: "Your session goes on" })).toBeTruthy();
  });

  test("is answered with the keyboard alone", async () => {
    const { askedFor } = await ask();
    const user = userEvent.setup();
    await user.tab();
    await user.tab();
    expect(document.activeElement?.textContent).toBe("Yes, just this once");
    await user.keyboard("{Enter}");
    await settle();
    expect(askedFor("answerRoom")).toEqual([{ checkInId: "check-in-1", answer: "once" }]);
  });

  test("keeps a long name whole and in its own direction", async () => {
    document.documentElement.dir = "rtl";
    const therapist = "د. عبد الرحمن بن محمد الأنصاري الشيرازي";
    const { container } = await ask({ view: { ...ASKED, therapist } });
    expect(heading().querySelector("bdi")?.textContent).toBe(therapist);
    await expectAccessible(container);
    document.documentElement.dir = "ltr";
  });
});
