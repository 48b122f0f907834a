// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, createBox, NOW, openClient, openTherapist, responseFile } from "./open-therapist.tsx";
import { responseOf } from "./patterns.ts";

afterEach(cleanup);

const DAY = 86_400_000;
const fine = { B1: 8, G1: 8, T1: 8, R1: "no", V1: "no" };
const tense = { B1: 4, G1: 6, T1: 7, R1: "yes", R2: "no", V1: "no", N1: "Too fast" };
const clients = [clientRecord()];
const files = [fine, fine, tense].map((answers, n) =>
  responseOf({ client: "c1", seq: n + 1, at: NOW - (15 - 7 * n) * DAY, answers }),
);

test("new answers stay covered, whole, until the therapist guesses or chooses to look", async () => {
  await openTherapist({ desk: { clients }, files, box: createBox() });
  await screen.findByText(/^New answers, about the session on/);
  expect(screen.getByText("Clients whose new answers are covered: 1")).toBeTruthy();
  const line = screen.getByRole("heading", { name: "A. M." }).closest("li")!;
  expect(line.textContent).not.toMatch(/felt off|Too fast|Bond\s*4/);
  expect(within(line).getByRole("img").getAttribute("aria-label")).toContain("how many: 2.");
  await expectAccessible(document.body);
});

test("a guess is locked before the answers are shown, kept, and compared", async () => {
  const box = createBox();
  const { user } = await openTherapist({ desk: { clients }, files, box });
  await user.click(await screen.findByRole("button", { name: "Guess first: A. M." }));
  expect(document.activeElement!.textContent).toBe("What number do you think your client gave?");
  const scale = (name: RegExp) => screen.getByRole("group", { name });
  await user.click(within(scale(/How safe did it feel/)).getByRole("radio", { name: "8" }));
  await user.click(within(scale(/felt off/)).getByRole("radio", { name: "No" }));
  await expectAccessible(document.body);
  await user.click(button("Lock my guess and show the answers"));
  expect(await screen.findByText(/Your client marked that something felt off/)).toBeTruthy();
  expect(document.activeElement!.closest("li")!.textContent).toContain("A. M.");
  expect(box.records.get("guesses/c1")).toMatchObject({
    guesses: [{ endedAt: NOW - DAY, madeAt: NOW, answers: { B1: 8, R1: "no" } }],
  });
  expect(screen.getByText("You thought the last session went better than your client says.")).toBeTruthy();
  expect(screen.getByText(/What was it like for you\?/)).toBeTruthy();
  await user.click(button("A. M."));
  const table = within(screen.getByRole("table", { name: /2026/ }));
  expect(table.getAllByRole("cell").map(({ textContent }) => textContent)).toEqual(["8", "4", "No", "Yes"]);
  expect(screen.getByText("Pairs of guess and answer: 1. On average your guess was higher, by: 4.")).toBeTruthy();
  expect(screen.getByText(/is said from six pairs on/)).toBeTruthy();
});

test("an empty guess is none: the page asks for a number, and nothing is shown", async () => {
  const box = createBox();
  const { user } = await openTherapist({ desk: { clients }, files, box });
  await user.click(await screen.findByRole("button", { name: "Guess first: A. M." }));
  await user.click(button("Lock my guess and show the answers"));
  expect((await screen.findByRole("alert")).textContent).toContain("Choose at least one number");
  expect(screen.queryByText(/marked that something felt off\./)).toBeNull();
  expect(box.records.has("guesses/c1")).toBe(false);
});

test("looking without guessing is fine, and the answers stay in view when the page is opened again", async () => {
  const box = createBox();
  const { user } = await openTherapist({ desk: { clients }, files, box });
  await user.click(await screen.findByRole("button", { name: "Show without guessing: A. M." }));
  expect(await screen.findByText(/Your client marked that something felt off/)).toBeTruthy();
  cleanup();
  await openTherapist({ desk: { clients }, files, box });
  expect(await screen.findByText(/Your client marked that something felt off/)).toBeTruthy();
});

test("covering can be switched off for good; what was in view then is not covered when it is switched on again", async () => {
  const box = createBox();
  const { user } = await openTherapist({ desk: { clients }, files, box });
  const cover = await screen.findByRole("checkbox", { name: /^Cover new answers/ });
  await user.click(cover);
  expect(await screen.findByText(/Your client marked that something felt off/)).toBeTruthy();
  expect(box.records.get("overview/settings")).toEqual({ guessFirst: false });
  await user.click(cover);
  await waitFor(() => expect(box.records.get("overview/settings")).toEqual({ guessFirst: true }));
  expect(screen.queryByText(/^New answers, about/)).toBeNull();
});

test("all that is covered is shown at once when asked", async () => {
  const two = [clientRecord(), clientRecord({ client: "c9", label: "Ben" })];
  const more = responseOf({ client: "c9", seq: 1, at: NOW - DAY, answers: tense });
  const { user } = await openTherapist({ desk: { clients: two }, files: [...files, more], box: createBox() });
  await user.click(await screen.findByRole("button", { name: "Show all without guessing" }));
  await waitFor(() => expect(screen.getAllByText(/Your client marked that something felt off/)).toHaveLength(2));
});

test("answers that came long ago are not covered: nobody remembers that session", async () => {
  await openTherapist({ desk: { clients }, files: [responseFile(10, tense)], box: createBox() });
  expect(await screen.findByText(/Your client marked that something felt off/)).toBeTruthy();
});

test("a guess made after the answers were in view never counts", async () => {
  const late = { guesses: [{ endedAt: NOW - DAY, madeAt: NOW - 10, answers: { B1: 9 } }] };
  const marks = { talked: {}, shown: { "c1-3": NOW - 20 }, group: "" };
  const { view } = await openClient({
    desk: { clients },
    files,
    box: createBox({ "guesses/c1": late, "marks/c1": marks }),
  });
  expect(view.textContent).not.toContain("Your guesses and the answers");
});
