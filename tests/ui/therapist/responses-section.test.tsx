// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import type { OpenedFile, OpeningRefusal } from "../../../src/ui/therapist/inbox.ts";
import { ASIDE_WORDS, READING_WORDS } from "../../../src/ui/therapist/words.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, createBox, openResponses, openTherapist, responseFile } from "./open-therapist.tsx";

afterEach(cleanup);

const fine: Answers = { B1: 8, G1: 7, T1: 9, R1: "no", V1: "no" };
const tense: Answers = { B1: 5, T1: 6, R1: "yes", R2: "notBroughtUp", V1: "lot", N1: "I was too tired to say it." };

const list = () => screen.getByRole("region", { name: "Newest first" });
const rows = () => within(list()).getAllByRole("listitem");

describe("the list of responses", () => {
  test("shows the newest first, with its numbers, its tension in words, its wish and its text", async () => {
    await openResponses({ files: [responseFile(1, fine), responseFile(2, tense, { wish: "raise" })] });
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
    const { user } = await openResponses({ files: Array.from({ length: 25 }, (_, n) => responseFile(n + 1, fine)) });
    await screen.findByRole("region", { name: "Newest first" });
    expect(rows()).toHaveLength(20);
    await user.click(button("Show older"));
    expect(rows()).toHaveLength(25);
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });

  test("leads to the client, by keyboard too", async () => {
    const clients = [clientRecord(), clientRecord({ client: "c9", label: "Ben" })];
    const files = [responseFile(1, fine), responseFile(2, fine, { client: "c9" })];
    const { user } = await openResponses({ desk: { clients }, files });
    (await screen.findByRole("button", { name: "A. M." })).focus();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1, name: "A. M." }));
  });

  test("says what to expect while there is nothing", async () => {
    await openResponses();
    expect(await screen.findByText(/No responses yet. They appear here/)).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("shows answers to unknown questions without scoring them", async () => {
    const file = responseFile(1, { B1: 99 });
    await openResponses({ files: [file] });
    await screen.findByRole("region", { name: "Newest first" });
    expect(rows()[0]!.textContent).toContain("Questions this version does not know");
    expect(rows()[0]!.textContent).toContain("Bond–");
  });
});

test("new answers stay covered here, too, until they were guessed or chosen to be shown", async () => {
  const { user } = await openResponses({ files: [responseFile(20, fine)], box: createBox() });
  await screen.findByRole("region", { name: "Newest first" });
  expect(rows()[0]!.textContent).toContain("New answers, covered until you guess or look.");
  expect(rows()[0]!.textContent).not.toContain("Bond");
  await user.click(button("Show without guessing: A. M."));
  await waitFor(() => expect(rows()[0]!.textContent).toContain("Bond8"));
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
    await openResponses({ files });
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
    await openResponses({ files: [responseFile(1, fine)] });
    await screen.findByRole("region", { name: "Newest first" });
    expect(screen.queryByText(/Set aside/)).toBeNull();
  });
});

describe("looking for new answers", () => {
  test("happens by itself when the page opens", async () => {
    let looks = 0;
    const look = async () => ({ kind: "looked", fresh: looks++ }) as const;
    const { user } = await openResponses({ actions: { look } });
    expect(await screen.findByText(/^Up to date at/)).toBeTruthy();
    await user.click(button("Refresh"));
    expect(await screen.findByText(/^New: 1\. Up to date at/)).toBeTruthy();
    expect(looks).toBe(2);
  });

  test.each(["noReply", "noPermission", "wrongToken", "notAMailbox"] as const)(
    "that fails says why and keeps what was there: %s",
    async (reason) => {
      const look = async () => ({ kind: "failed", reason, fresh: 0 }) as const;
      await openResponses({ files: [responseFile(1, fine)], actions: { look } });
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
    const { user } = await openResponses({ desk: { place: null }, actions: { takeFiles } });
    expect(screen.queryByRole("button", { name: "Refresh" })).toBeNull();
    expect(await screen.findByText(/Nothing is fetched by itself/)).toBeTruthy();
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
    await openResponses({ actions: { openInbox } });
    expect(await screen.findByText("Opening sealed answers: 150 of 820")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("that finds the archive gone says so and offers nothing else", async () => {
    await openTherapist({ actions: { openInbox: () => Promise.reject(new Error("closed")) } });
    expect((await screen.findByRole("alert")).textContent).toContain("Nothing was changed");
  });
});
