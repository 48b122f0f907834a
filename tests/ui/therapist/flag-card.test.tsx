// @vitest-environment happy-dom
import { cleanup, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import { expectAccessible } from "../accessibility.ts";
import { openClient, responseFile } from "./open-therapist.tsx";

afterEach(cleanup);

const usual: Answers = { B1: 8, G1: 8, T1: 8, R1: "no", V1: "no" };
const lower: Answers = { B1: 5, G1: 7, T1: 6, R1: "no", V1: "no" };

/** The last of them ended today, as the page's clock has it. */
const answered = (...all: readonly Answers[]) =>
  all.map((answers, n) => responseFile(20 - all.length + n + 1, answers));
async function openWith(...all: readonly Answers[]): Promise<HTMLElement> {
  return (await openClient({ files: answered(...all) })).view;
}

describe("what is worth asking about", () => {
  test("is said in words, with a line to open with, and why, with the numbers and how often it is wrong", async () => {
    const view = await openWith(usual, usual, usual, usual, usual, lower);
    expect(
      within(view).getByText("The last session scored lower than this client's sessions usually do."),
    ).toBeTruthy();
    expect(view.textContent).toContain("What was different? What would make it easier to say hard things?");
    const why = within(view).getByText("Why am I seeing this?").closest("details")!;
    expect(why.textContent).toContain("was 6. In the 5 sessions before it was 8 on average, so it was 2 lower.");
    expect(why.textContent).toContain("For this client, 1.3 or more is shown.");
    expect(view.textContent).toContain("Bond is farthest below where it usually is: 5 instead of 8.");
    expect(why.textContent).toMatch(/In a simulation, \d+ of 100 clients for whom nothing had changed/);
    await expectAccessible(document.body);
  });

  test("is nothing while nothing changes", async () => {
    const view = await openWith(usual, usual, usual, usual, usual, usual);
    expect(within(view).queryByText("Why am I seeing this?")).toBeNull();
  });

  test("says first what the client said, and below it what was calculated", async () => {
    const tense = { ...lower, R1: "yes", R2: "notBroughtUp" };
    const text = (await openWith(usual, usual, usual, usual, usual, tense)).textContent;
    expect(text).toMatch(/marked that something felt off\. It was not fully sorted out\..*scored lower/);
    expect(text).toContain("Your client said so in the check-in. Nothing was calculated.");
  });

  test("says a poor call before all it may have done", async () => {
    const text = (await openWith(usual, usual, usual, usual, usual, { ...lower, V1: "lot" })).textContent;
    expect(text).toContain("The call was poor. The session scored lower");
    expect(text).toContain("What did we lose because of that?");
  });

  test("says that it is well again", async () => {
    const text = (await openWith(usual, usual, usual, usual, usual, lower, usual)).textContent;
    expect(text).toContain("What helped us get back on track?");
    expect(text).not.toMatch(/In a simulation/);
  });

  test("is low in a first session, without a baseline", async () => {
    const text = (await openWith({ B1: 5, G1: 5, T1: 4 })).textContent;
    expect(text).toContain("The last session was not easy for your client.");
    expect(text).toContain("The lowest answer was: 4. A mean of 5 or less, or one answer of 3 or less, is shown");
  });

  test("says that no answer came after such a session", async () => {
    const files = [1, 2, 3, 4].map((seq) => responseFile(seq, usual)).concat(responseFile(5, lower));
    const { view } = await openClient({ files });
    expect(view.textContent).toMatch(/No answer since .*, after a session worth asking about\./);
    expect(view.textContent).toContain("Is there something you would rather say aloud?");
  });

  test("never calls a rule by its name", async () => {
    const text = (await openWith(usual, usual, usual, usual, usual, { ...lower, R1: "little" })).textContent ?? "";
    expect(text).not.toMatch(/\b(DIP|DRIFT|TENSE|LOW|FACET|paperDip|RECOVERED)\b/);
  });
});
