// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import type { OpenedFile, OpeningRefusal } from "../../../src/ui/therapist/inbox.ts";
import { ASIDE_WORDS, READING_WORDS } from "../../../src/ui/therapist/words.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, openTherapist, responseFile } from "./open-therapist.tsx";

afterEach(cleanup);

const fine: Answers = { B1: 8, G1: 7, T1: 9, R1: "no", V1: "no" };
const tense: Answers = { B1: 5, T1: 6, R1: "yes", R2: "notBroughtUp", V1: "lot", N1: "I was too tired to say it." };

const list = () => screen.getByRole("region", { name: "Newest first" });
const rows = () => within(list()).getAllByRole("listitem");
const view = () => screen.getByRole("region", { name: "A. M." });

describe("the list of responses", () => {
  test("shows the newest first, with its numbers, its tension in words, its wish and its text", async () => {
    await openTherapist({ files: [responseFile(1, fine), responseFile(2, tense, { wish: "raise" })] });
    await screen.findByRole("region", { name: "Newest first" });
    const [newest, older] = rows();
    expect(newest!.textContent).toMatch(/Bond5.*Goals–not answered.*Tasks6/);
    expect(newest!.textContent).toContain("Something felt off. Not brought up in the session.");
    expect(newest!.textContent).toContain("Asks you to bring it up");
    expect(newest!.textContent).toContain("I was too tired to say it.");
    expect(older!.textContent).toMatch(/Bond8.*Goals7.*Tasks9/);
    await expectAccessible(document.body);
  });

  test("shows twenty at once and the rest when asked", async () => {
    const { user } = await openTherapist({ files: Array.from({ length: 25 }, (_, n) => responseFile(n + 1, fine)) });
    await screen.findByRole("region", { name: "Newest first" });
    expect(rows()).toHaveLength(20);
    await user.click(button("Show older"));
    expect(rows()).toHaveLength(25);
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });

  test("leads to the client, by keyboard too, and back", async () => {
    const clients = [clientRecord(), clientRecord({ client: "c9", label: "Ben" })];
    const files = [responseFile(1, fine), responseFile(2, fine, { client: "c9" })];
    const { user } = await openTherapist({ desk: { clients }, files });
    (await screen.findByRole("button", { name: "A. M." })).focus();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(within(view()).getByRole("heading", { level: 2 }));
    expect(button("A. M.").getAttribute("aria-current")).toBe("true");
    await user.click(button("All responses"));
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Newest first" }));
  });

  test("says what to expect while there is nothing", async () => {
    await openTherapist();
    expect(await screen.findByText(/No responses yet. They appear here/)).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("shows answers to unknown questions without scoring them", async () => {
    const file = responseFile(1, { B1: 99 });
    await openTherapist({ files: [file] });
    await screen.findByRole("region", { name: "Newest first" });
    expect(rows()[0]!.textContent).toContain("Questions this version does not know");
    expect(rows()[0]!.textContent).toContain("Bond–");
  });
});

describe("one client", () => {
  test("is an early picture below four sessions", async () => {
    await openTherapist({ files: [1, 2, 3].map((seq) => responseFile(seq, fine)) });
    expect(await screen.findByText("Early picture, 3 of 4")).toBeTruthy();
  });

  test("is none from four on, and a session too short of answers does not count", async () => {
    await openTherapist({ files: [1, 2, 3, 4].map((seq) => responseFile(seq, fine)) });
    await screen.findByRole("region", { name: "A. M." });
    expect(screen.queryByText(/Early picture/)).toBeNull();
    cleanup();
    await openTherapist({ files: [1, 2, 3].map((seq) => responseFile(seq, fine)).concat(responseFile(4, { T1: 2 })) });
    expect(await screen.findByText("Early picture, 3 of 4")).toBeTruthy();
  });

  test("has a chart that says itself in a sentence, and the same as a table", async () => {
    await openTherapist({ files: [responseFile(1, fine), responseFile(2, tense)] });
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
      "Something felt off. Not brought up in the session.",
      "The call got in the way a lot.",
      "",
    ]);
    expect(
      within(older!)
        .getAllByRole("cell")
        .slice(0, 4)
        .map(({ textContent }) => textContent),
    ).toEqual(["8", "7", "9", "Nothing felt off."]);
  });

  test("draws three lines that differ in more than colour, broken where nothing was answered", async () => {
    await openTherapist({ files: [fine, { R1: "no" }, fine].map((answers, n) => responseFile(n + 1, answers)) });
    const chart = await screen.findByRole("img", { name: /^3 sessions,/ });
    const shapes = new Set([...chart.querySelectorAll("path")].map((mark) => mark.getAttribute("d")));
    expect(shapes.size).toBe(3);
    expect([...chart.querySelectorAll("text")].map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(["Bond", "Goals", "Tasks"]),
    );
    expect(chart.querySelectorAll("polyline")).toHaveLength(6);
    expect(chart.querySelectorAll("path")).toHaveLength(6);
  });

  test("I11: shows how many and which numbers never came, without calling them lost", async () => {
    await openTherapist({ files: [responseFile(1, fine), responseFile(4, fine), responseFile(6, fine)] });
    expect(await screen.findByText(/Not here from this client: 3, by number: 2–3, 5\./)).toBeTruthy();
  });

  test("a response that its client took back after it had arrived is set aside, not scored, and said", async () => {
    const taken = responseFile(2, fine);
    const id = taken.kind === "opened" ? taken.id : "";
    const asks = { ...responseFile(3, fine), content: { kind: "withdrawn", id } } as OpenedFile;
    await openTherapist({ files: [responseFile(1, fine), taken, asks] });
    expect(await screen.findByText("Taken back by your client, and not counted: 1.")).toBeTruthy();
    expect(screen.getByText("Your client took this response back.")).toBeTruthy();
    expect(screen.getByText(/^One response, on/)).toBeTruthy();
  });

  test("shows a number that came twice", async () => {
    const again = { ...responseFile(1, fine), id: "other" } as OpenedFile;
    await openTherapist({ files: [responseFile(1, fine), again] });
    expect(await screen.findByText(/number 1 came more than once/)).toBeTruthy();
  });
});

describe("what could not be used", () => {
  const ordering = ["repeated", "takenBack", "test"];
  const reasons = Object.keys(ASIDE_WORDS).filter((reason) => !ordering.includes(reason));

  test("is listed, each file with its reason", async () => {
    const files = reasons.map(
      (reason, n): OpenedFile => ({
        kind: "refused",
        name: `file-${n}`,
        arrivedAt: n,
        client: n === 0 ? "c1" : null,
        reason: reason as OpeningRefusal,
      }),
    );
    await openTherapist({ files });
    const aside = (await screen.findByText(`Set aside: ${reasons.length}`)).closest("details")!;
    for (const reason of reasons) {
      expect(aside.textContent).toContain(english(ASIDE_WORDS[reason as OpeningRefusal]));
    }
    expect(aside.textContent).toContain("A. M.");
    await expectAccessible(document.body);
  });

  test("has a sentence of its own for every reason", () => {
    const sentences = Object.values(ASIDE_WORDS).map((key) => english(key));
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test("leaves out nothing but the fold when all is well", async () => {
    await openTherapist({ files: [responseFile(1, fine)] });
    await screen.findByRole("region", { name: "Newest first" });
    expect(screen.queryByText(/Set aside/)).toBeNull();
  });
});

describe("looking for new answers", () => {
  test("happens by itself when the page opens", async () => {
    let looks = 0;
    const look = async () => ({ kind: "looked", fresh: looks++ }) as const;
    const { user } = await openTherapist({ actions: { look } });
    expect(await screen.findByText(/^Up to date at/)).toBeTruthy();
    await user.click(button("Refresh"));
    expect(await screen.findByText(/^New: 1\. Up to date at/)).toBeTruthy();
    expect(looks).toBe(2);
  });

  test.each(["noReply", "noPermission", "wrongToken", "notAMailbox"] as const)(
    "that fails says why and keeps what was there: %s",
    async (reason) => {
      const look = async () => ({ kind: "failed", reason, fresh: 0 }) as const;
      await openTherapist({ files: [responseFile(1, fine)], actions: { look } });
      expect(await screen.findByText(english(READING_WORDS[reason]))).toBeTruthy();
      expect(rows()).toHaveLength(1);
    },
  );

  test("is not offered without a mailbox, but files can be added by hand", async () => {
    const taken: string[] = [];
    const takeFiles = async (files: readonly File[]) => {
      taken.push(...files.map(({ name }) => name));
      return { fresh: 1, known: 1, tooLarge: ["film.mp4"] };
    };
    const { user } = await openTherapist({ desk: { mailbox: null }, actions: { takeFiles } });
    await user.click(button("Inbox"));
    expect(screen.queryByRole("button", { name: "Refresh" })).toBeNull();
    expect(await screen.findByText(/No mailbox is set up/)).toBeTruthy();
    await user.upload(screen.getByLabelText("Add files"), [new File(["x"], "a.age"), new File(["y"], "b.age")]);
    expect(
      await screen.findByText("Files added: 1. Already here: 1. Too large to be a sealed answer: film.mp4"),
    ).toBeTruthy();
    expect(taken).toEqual(["a.age", "b.age"]);
  });

  test("says how far the opening is", async () => {
    const openInbox = (onProgress: (done: number, total: number) => void) => {
      onProgress(150, 820);
      return new Promise<never>(() => {});
    };
    await openTherapist({ actions: { openInbox } });
    expect(await screen.findByText("Opening sealed answers: 150 of 820")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("that finds the archive gone says so and offers nothing else", async () => {
    await openTherapist({ actions: { openInbox: () => Promise.reject(new Error("closed")) } });
    expect((await screen.findByRole("alert")).textContent).toContain("Nothing was changed");
  });
});
