// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import type { OpenedFile } from "../../../src/ui/therapist/inbox.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, createBox, NOW, openClient, responseFile, UNCOVERED } from "./open-therapist.tsx";
import { course, responseOf } from "./patterns.ts";

afterEach(cleanup);

const fine: Answers = { B1: 8, G1: 7, T1: 9, R1: "no", V1: "no" };
const tense: Answers = { B1: 5, T1: 6, R1: "yes", R2: "notBroughtUp", V1: "lot", N1: "I was too tired to say it." };
const DAY = 86_400_000;

describe("one client", () => {
  test("is an early picture below four sessions", async () => {
    await openClient({ files: [1, 2, 3].map((seq) => responseFile(seq, fine)) });
    expect(await screen.findByText("Early picture, 3 of 4")).toBeTruthy();
  });

  test("is none from four on, and a session too short of answers does not count", async () => {
    await openClient({ files: [1, 2, 3, 4].map((seq) => responseFile(seq, fine)) });
    expect(screen.queryByText(/Early picture/)).toBeNull();
    cleanup();
    await openClient({ files: [1, 2, 3].map((seq) => responseFile(seq, fine)).concat(responseFile(4, { T1: 2 })) });
    expect(await screen.findByText("Early picture, 3 of 4")).toBeTruthy();
  });

  test("has a chart that says itself in a sentence, and the same as a table", async () => {
    await openClient({ files: [responseFile(1, fine), responseFile(2, tense)] });
    const chart = await screen.findByRole("img", { name: /^2 sessions,/ });
    expect(chart.getAttribute("aria-labelledby")).toBeTruthy();
    expect(screen.getByText(/Last session: bond 5, goals not answered, tasks 6/)).toBeTruthy();
    const [, newest, older] = within(screen.getByRole("table", { name: "Sessions as a table" })).getAllByRole("row");
    expect(
      within(newest!)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    ).toEqual([
      "5",
      "–not answered",
      "6",
      "5.5",
      "",
      "Something felt off. Not brought up in the session.",
      "The call got in the way a lot.",
      "",
    ]);
    expect(
      within(older!)
        .getAllByRole("cell")
        .slice(0, 6)
        .map(({ textContent }) => textContent),
    ).toEqual(["8", "7", "9", "8", "", "Nothing felt off."]);
  });

  test("draws three lines that differ in more than colour, broken where nothing was answered", async () => {
    await openClient({ files: [fine, { R1: "no" }, fine].map((answers, n) => responseFile(n + 1, answers)) });
    const chart = await screen.findByRole("img", { name: /^3 sessions,/ });
    const marks = [...chart.querySelectorAll("path.dot")];
    const shapes = new Set(marks.map((mark) => mark.getAttribute("d")));
    expect(shapes.size).toBe(3);
    expect([...chart.querySelectorAll("text")].map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(["Bond", "Goals", "Tasks"]),
    );
    expect(chart.querySelectorAll("polyline")).toHaveLength(6);
    expect(marks).toHaveLength(6);
  });

  test("I11: shows how many and which numbers never came, without calling them lost", async () => {
    await openClient({ files: [responseFile(1, fine), responseFile(4, fine), responseFile(6, fine)] });
    expect(await screen.findByText(/Not here from this client: 3, by number: 2–3, 5\./)).toBeTruthy();
  });

  test("a response that its client took back after it had arrived is set aside, not scored, and said", async () => {
    const taken = responseFile(2, fine);
    const id = taken.kind === "opened" ? taken.id : "";
    const asks = { ...responseFile(3, fine), content: { kind: "withdrawn", id } } as OpenedFile;
    await openClient({ files: [responseFile(1, fine), taken, asks] });
    expect(await screen.findByText("Taken back by your client, and not counted: 1.")).toBeTruthy();
    expect(screen.getByText(/^One response, on/)).toBeTruthy();
  });

  test("shows a number that came twice", async () => {
    const again = { ...responseFile(1, fine), id: "other" } as OpenedFile;
    await openClient({ files: [responseFile(1, fine), again] });
    expect(await screen.findByText(/number 1 came more than once/)).toBeTruthy();
  });
});

describe("what several sessions say together", () => {
  const steady = (seq: number): OpenedFile => responseFile(seq, fine);

  test("is said to the half point, from four sessions on, with what it was made of", async () => {
    const { view } = await openClient({ files: [1, 2, 3, 4].map(steady) });
    expect(view.textContent).toMatch(/Level: about 8, between 7 and 9\. Sessions it is made of: 4\./);
    expect(view.textContent).toMatch(/The mean of bond, goals and tasks usually lies between 7 and 9/);
  });

  test("shades where the mean usually lies, from the fifth session on", async () => {
    await openClient({ files: [1, 2, 3, 4, 5, 6].map(steady) });
    const band = screen.getByRole("img", { name: /^6 sessions,/ }).querySelector("path.band")!;
    expect(band.getAttribute("d")!.match(/M/g)).toHaveLength(2);
  });

  test("marks what happened above its session, each with a shape and a word, and counts it for who cannot see it", async () => {
    await openClient({ files: [1, 2, 3, 4].map(steady).concat(responseFile(7, tense)) });
    const chart = screen.getByRole("img", { name: /Worth asking about: 1\. Tension marked: 1\. Poor call: 1\./ });
    expect(chart.getAttribute("aria-labelledby")).toBeTruthy();
    const shapes = [...chart.querySelectorAll("path.event")].map((mark) => mark.getAttribute("d"));
    expect(new Set(shapes).size).toBe(4);
    expect(screen.getByText("A number that never came")).toBeTruthy();
  });

  test("says what poor calls cost from three of each on", async () => {
    const poor: Answers = { B1: 6, G1: 5, T1: 7, R1: "no", V1: "lot" };
    const files = [1, 2, 3].map(steady).concat([4, 5, 6].map((seq) => responseFile(seq, poor)));
    const { view } = await openClient({ files });
    expect(view.textContent).toContain(
      "Sessions with a poor call scored lower on average, by: 2. Good calls: 3. Poor calls: 3.",
    );
  });
});

test("the table shows twelve sessions and the older ones when asked; every answer is there when it is opened", async () => {
  const { user } = await openClient({ files: Array.from({ length: 15 }, (_, n) => responseFile(n + 1, fine)) });
  const rows = () => within(screen.getByRole("table", { name: "Sessions as a table" })).getAllByRole("row");
  expect(rows()).toHaveLength(13);
  await user.click(button("Show older"));
  expect(rows()).toHaveLength(16);
  expect(screen.queryByText("How safe did it feel to say what was really on your mind today?")).toBeNull();
  await user.click(screen.getByText("All answers, session by session"));
  const session = (await screen.findAllByText(/2026$/, { selector: "summary" }))[0]!;
  await user.click(session);
  expect(await screen.findByText("How safe did it feel to say what was really on your mind today?")).toBeTruthy();
  expect(screen.getByText("8 / 10")).toBeTruthy();
  await expectAccessible(document.body);
});

describe("notes", () => {
  test("are saved while they are written, said once they are, and there again when the page is opened anew", async () => {
    const box = createBox(UNCOVERED);
    const { user } = await openClient({ files: [responseFile(1, fine)], box });
    await user.type(screen.getByRole("textbox", { name: "What I want to remember" }), "Ask about the move");
    expect(await screen.findByText(/^Saved at/)).toBeTruthy();
    expect(box.records.get("notes/c1")).toMatchObject({ text: "Ask about the move" });
    cleanup();
    await openClient({ files: [responseFile(1, fine)], box });
    expect(screen.getByDisplayValue("Ask about the move")).toBeTruthy();
  });

  test("that another window saved meanwhile are kept beside what is written here", async () => {
    const box = createBox(UNCOVERED);
    const { user } = await openClient({ files: [responseFile(1, fine)], box });
    await box.keep("notes/c1", { text: "From the other window", savedAt: NOW - 5 });
    await user.type(screen.getByRole("textbox", { name: "What I want to remember" }), "Here");
    expect(await screen.findByText("Another window had saved other notes. Both are here now.")).toBeTruthy();
    expect(box.records.get("notes/c1")).toMatchObject({ text: "From the other window\n\nHere" });
  });

  test("that cannot be saved stay on the screen, and the page says so", async () => {
    const box = createBox(UNCOVERED);
    const { user } = await openClient({
      files: [responseFile(1, fine)],
      box: { ...box, keep: () => Promise.reject() },
    });
    await user.type(screen.getByRole("textbox", { name: "What I want to remember" }), "Here");
    expect(await screen.findByText(/^Not saved\./)).toBeTruthy();
    expect(screen.getByDisplayValue("Here")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("are saved when the view is left in the middle of a word", async () => {
    const box = createBox(UNCOVERED);
    const { user } = await openClient({ files: [responseFile(1, fine)], box });
    await user.type(screen.getByRole("textbox", { name: "What I want to remember" }), "Hom");
    await user.click(button("All clients"));
    await waitFor(() => expect(box.records.get("notes/c1")).toMatchObject({ text: "Hom" }));
  });
});

describe("people who share a session", () => {
  const together = "afs-together|1";
  const clients = [clientRecord(), clientRecord({ client: "c9", label: "Ben" })];
  const at = NOW - DAY;
  const files = [
    responseOf({ client: "c1", seq: 1, at, instrument: together, answers: { B1: 9, G1: 8, T1: 8 } }),
    responseOf({ client: "c9", seq: 1, at: at + 60_000, instrument: together, answers: { B1: 5, G1: 7, T1: 8 } }),
  ];

  test("are told apart by a name that stays here, and lie far apart only for the therapist, without who said what", async () => {
    const box = createBox({ ...UNCOVERED, "marks/c9": { talked: {}, shown: {}, group: "Family R" } });
    const { user, view } = await openClient({ desk: { clients }, files, box });
    expect(view.textContent).not.toContain("far apart");
    await user.type(screen.getByRole("combobox", { name: "Couple, family or group" }), "Family R{Tab}");
    expect(
      await screen.findByText(/people of this group gave answers far apart, in points: Bond 4\. This is for you/),
    ).toBeTruthy();
    expect(box.records.get("marks/c1")).toMatchObject({ group: "Family R" });
    await user.click(button("Ben"));
    expect(screen.getByRole("heading", { level: 1, name: "Ben" })).toBeTruthy();
    await expectAccessible(document.body);
  });
});

test("one page is printed when asked", async () => {
  let printed = 0;
  const files = course({ client: "c1", pattern: "stable high", sessions: 20, lastAt: NOW });
  const { user, view } = await openClient({ files, actions: { print: () => void printed++ } });
  await user.click(button("Print one page"));
  expect(printed).toBe(1);
  expect(view.textContent).toContain("Newest sessions in this table: 12 of 20");
});
