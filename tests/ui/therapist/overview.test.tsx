// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, createBox, NOW, openTherapist, responseFile, UNCOVERED } from "./open-therapist.tsx";
import { course, type Pattern, responseOf } from "./patterns.ts";

afterEach(cleanup);

const DAY = 86_400_000;
const fine = { B1: 8, G1: 8, T1: 8, R1: "no", V1: "no" };

/** One client for each pattern, under a name that says which; sessions ended yesterday and the days before. */
function practice(...patterns: readonly Pattern[]) {
  const clients = patterns.map((pattern, n) => clientRecord({ client: `c${n}`, label: pattern }));
  const files = patterns.flatMap((pattern, n) =>
    course({ client: `c${n}`, pattern, sessions: 12, lastAt: NOW - (n + 1) * DAY, seed: n + 3 }),
  );
  return { desk: { clients }, files };
}
const names = () => screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
const lineOf = (name: string) => screen.getByRole("heading", { level: 2, name }).closest("li")!;

describe("the list of clients", () => {
  test("begins with whom to ask first, in the order of what their answers say", async () => {
    await openTherapist(
      practice("stable high", "dip in the newest session", "asks to bring it up", "low from the start", "tension"),
    );
    await screen.findByRole("heading", { name: "tension" });
    expect(names()).toEqual([
      "tension",
      "low from the start",
      "asks to bring it up",
      "dip in the newest session",
      "stable high",
    ]);
    expect(screen.getByText("Clients: 5. Worth asking about something: 4.")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("says for each what is seen, a line to open with, and why it is shown", async () => {
    const { user } = await openTherapist(practice("tension", "asks to bring it up", "stable high"));
    await screen.findByRole("heading", { name: "tension" });
    const tense = lineOf("tension");
    expect(tense.textContent).toContain("Your client marked that something felt off. It was not fully sorted out.");
    expect(tense.textContent).toContain("Can we look at it?");
    await user.click(within(tense).getByText("Why am I seeing this?"));
    expect(tense.textContent).toContain("Your client said so in the check-in. Nothing was calculated.");
    expect(lineOf("asks to bring it up").textContent).toContain("The letter to my brother.");
    expect(lineOf("stable high").textContent).toContain("Nothing stands out.");
  });

  test("has a small chart for each client that says itself in a sentence", async () => {
    await openTherapist(practice("stable high"));
    const chart = await screen.findByRole("img", {
      name: /^Chart of the newest sessions, how many: 12\. At the end: bond/,
    });
    expect(chart.querySelectorAll("polyline")).toHaveLength(3);
    expect(chart.querySelector("path.band")!.getAttribute("d")).not.toBe("");
  });

  test("finds by any part of a name, with or without accents, and says when there is none", async () => {
    const clients = ["Zoë Álvarez", "Ben"].map((label, n) => clientRecord({ client: `c${n}`, label }));
    const { user } = await openTherapist({ desk: { clients }, files: [responseFile(1, fine, { client: "c0" })] });
    const find = await screen.findByRole("searchbox", { name: "Find a client" });
    await user.type(find, "zoe alv");
    expect(names()).toEqual(["Zoë Álvarez"]);
    await user.type(find, "x");
    expect(screen.getByText("No client with this name.")).toBeTruthy();
  });

  test("is sorted by name or by the last session when asked", async () => {
    const { user } = await openTherapist(practice("tension", "early", "stable high"));
    await screen.findByRole("heading", { name: "tension" });
    const sort = screen.getByRole("combobox", { name: "Sort by" });
    await user.selectOptions(sort, "Name");
    expect(names()).toEqual(["early", "stable high", "tension"]);
    await user.selectOptions(sort, "Last session");
    expect(names()).toEqual(["tension", "early", "stable high"]);
  });

  test("is walked by arrow keys from name to name, and comes back to the one that was left", async () => {
    const { user } = await openTherapist(practice("tension", "stable high", "early"));
    (await screen.findByRole("button", { name: "tension" })).focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(document.activeElement).toBe(button(names().at(-1)!));
    await user.keyboard("{Home}{ArrowDown}{Enter}");
    const opened = document.activeElement!.textContent!;
    expect(document.activeElement!.tagName).toBe("H1");
    screen.getByRole("button", { name: "All clients" }).focus();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(button(opened));
  });

  test("leaves out who has ended, and says no silence of who is in a pause", async () => {
    const record = (client: string, label: string, more: object): ClientRecord => ({
      ...clientRecord({ client, label }),
      ...more,
    });
    const clients = [
      record("c0", "ended", { endedAt: NOW - DAY }),
      record("c1", "paused", { pausedAt: NOW - 9 * DAY }),
    ];
    const files = clients.flatMap(({ client }) =>
      course({ client, pattern: "silent since a dip", sessions: 9, lastAt: NOW - 40 * DAY }),
    );
    await openTherapist({ desk: { clients }, files });
    await screen.findByRole("heading", { name: "paused" });
    expect(names()).toEqual(["paused"]);
    expect(lineOf("paused").textContent).toContain("Paused since");
    expect(lineOf("paused").textContent).not.toContain("No answer since");
  });

  test("says that no answer came since, and for how long that is unusual", async () => {
    const clients = [clientRecord()];
    const files = course({ client: "c1", pattern: "silent since a dip", sessions: 9, lastAt: NOW - 40 * DAY });
    await openTherapist({ desk: { clients }, files });
    await screen.findByRole("heading", { name: "A. M." });
    expect(lineOf("A. M.").textContent).toMatch(/No answer since .*, after a session worth asking about\./);
    expect(lineOf("A. M.").textContent).toContain("a break is shown when it is longer than this many days: 14.");
  });

  test("says who has not answered yet, and of whom nobody knows the name", async () => {
    await openTherapist({ files: [responseFile(1, fine, { client: "stranger" })] });
    expect((await screen.findByRole("heading", { name: "New" })).closest("li")!.textContent).toContain(
      "No answer yet.",
    );
    expect(screen.getByRole("heading", { name: "Unknown client" })).toBeTruthy();
  });

  test("tells also of the session before the newest, if nobody talked about it", async () => {
    const clients = [clientRecord()];
    const tense = { ...fine, R1: "yes", R2: "no" };
    const files = [fine, fine, tense, fine].map((answers, n) =>
      responseOf({ client: "c1", seq: n + 1, at: NOW - (4 - n) * 7 * DAY, answers }),
    );
    const { user } = await openTherapist({ desk: { clients }, files });
    expect(await screen.findByText(/^From the session on .*: Tension marked$/)).toBeTruthy();
    await user.click(button("Talked about: A. M."));
    await waitFor(() => expect(lineOf("A. M.").textContent).toContain("Nothing stands out."));
  });
});

test("what a client wrote for next time is never passed over, even where nothing else stands out", async () => {
  const written = (wish: "read" | null) => [
    responseOf({ client: "c1", seq: 1, at: NOW - DAY, answers: { ...fine, N1: "How to sleep before the exam" }, wish }),
  ];
  await openTherapist({ desk: { clients: [clientRecord()] }, files: written(null) });
  expect(await screen.findByText("Your client wrote for next time:")).toBeTruthy();
  expect(lineOf("A. M.").textContent).toContain("How to sleep before the exam");
  cleanup();
  await openTherapist({ desk: { clients: [clientRecord()] }, files: written("read") });
  expect(await screen.findByText("Your client wrote something and asks you just to read it:")).toBeTruthy();
  expect(screen.getByText("Clients: 1. Worth asking about something: 0.")).toBeTruthy();
});

describe("what was talked about", () => {
  test("is marked where it stands, kept, and can be taken back; the next time it stands behind the others", async () => {
    const box = createBox(UNCOVERED);
    const { user } = await openTherapist({ ...practice("tension", "dip in the newest session"), box });
    await screen.findByRole("heading", { name: "tension" });
    await user.click(button("Talked about: tension"));
    await waitFor(() => expect(lineOf("tension").textContent).toContain("Marked as talked about on 23 Nov 2026."));
    expect(names()).toEqual(["tension", "dip in the newest session"]);
    expect(document.activeElement).toBe(button("Undo: tension"));
    expect(box.records.get("marks/c0")).toMatchObject({ talked: { "c0-12": NOW } });
    await user.keyboard("{Enter}");
    await waitFor(() => expect(lineOf("tension").textContent).toContain("Can we look at it?"));
    await user.click(button("Talked about: tension"));
    await screen.findByText(/Marked as talked about/);
    await user.click(button("tension"));
    await user.click(button("All clients"));
    expect(names()).toEqual(["dip in the newest session", "tension"]);
    await expectAccessible(document.body);
  });

  test("that could not be kept is not shown as marked, and the page says so", async () => {
    const box = { ...createBox(UNCOVERED), keep: () => Promise.reject(new Error("full")) };
    const { user } = await openTherapist({ ...practice("tension"), box });
    await screen.findByRole("heading", { name: "tension" });
    await user.click(button("Talked about: tension"));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be read or saved");
    expect(button("Talked about: tension")).toBeTruthy();
  });
});

test("while answers are still being opened it says how far that is", async () => {
  const openInbox = (onProgress: (done: number, total: number) => void) => {
    onProgress(150, 820);
    return new Promise<never>(() => {});
  };
  await openTherapist({ actions: { openInbox } });
  expect(await screen.findByText("Opening sealed answers: 150 of 820")).toBeTruthy();
  await expectAccessible(document.body);
});

test("without clients nothing is listed, and the page says how to begin", async () => {
  const { user } = await openTherapist({ desk: { clients: [] } });
  await user.click(button("Overview"));
  expect(await screen.findByText("No responses yet. Invite a client to begin.")).toBeTruthy();
});

test("no line calls a rule by its name, and nothing is ticked green", async () => {
  await openTherapist(practice("tension", "low from the start", "slow drift", "poor call", "stable high"));
  await screen.findByRole("heading", { name: "tension" });
  expect(document.body.textContent).not.toMatch(/\b(DIP|DRIFT|TENSE|LOW|FACET|RECOVERED|risk|alert)\b|✓|✔/);
  expect(names()).toHaveLength(5);
});
