// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { NoticedEntry, NoticedSession, Offering } from "../../../src/core/session/noticed.ts";
import type { EndCause } from "../../../src/core/session/world.ts";
import { duration, explain, OBSTACLES } from "../../../src/ui/setup/noticed-words.ts";
import { readScenario } from "../../core/session/scenario.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, SAVED_AT, USUAL_SETUP } from "./usual-setup.ts";

afterEach(cleanup);

const MINUTE = 60_000;
const SESSION: NoticedSession = {
  kind: "session",
  story: 3,
  id: "s7",
  startedAt: SAVED_AT - 60 * MINUTE,
  endedAt: SAVED_AT - 10 * MINUTE,
  liveMs: 50 * MINUTE,
  cause: "hangup",
  waitedMs: 6_000,
  waitedLonger: false,
  offering: "popup",
  offeredAt: SAVED_AT - 10 * MINUTE + 6_000,
  answered: "submit",
  canExport: true,
};
const SHORT: NoticedEntry = {
  kind: "tooShort",
  story: 2,
  id: "s6",
  startedAt: SAVED_AT - 200 * MINUTE,
  endedAt: SAVED_AT - 198 * MINUTE,
  liveMs: 2 * MINUTE,
  cause: "remoteLeft",
  canExport: true,
};

function paired(entries: readonly NoticedEntry[] = [SESSION, SHORT]) {
  const background = createFakeBackground({ setup: USUAL_SETUP });
  background.noticed = { entries, obstacles: [] };
  return background;
}
const card = () => within(screen.getByRole("region", { name: "What it noticed" }));

test("a session says when it was, what was seen, how long was waited and how it was offered", async () => {
  await openSetup({ background: paired() });
  const [first] = await card().findAllByRole("listitem");
  expect(first!.textContent).toContain("Why did this open?");
  expect(first!.textContent).toContain(
    "The call went on for 50 minutes. Then the page closed it and switched the camera and the microphone off. We waited 6 seconds to be sure. Then the check-in opened. You sent your answers.",
  );
  await expectAccessible(document.body);
});

test("a call that was too short says so", async () => {
  await openSetup({ background: paired() });
  const second = (await card().findAllByRole("listitem"))[1]!;
  expect(second.textContent).toContain("Why did nothing open?");
  expect(second.textContent).toContain(
    "The call went on for 2 minutes. Then the other side went, and did not come back.",
  );
  expect(second.textContent).toContain(english("setupNoticedTooShort"));
});

test("with nothing noticed it says so, and what can never be seen", async () => {
  await openSetup({ background: paired([]) });
  expect(await card().findByText(english("setupNoticedNone"))).toBeTruthy();
  expect(card().getByText(english("setupNoticedBlank"))).toBeTruthy();
  expect(card().getByText(english("setupNoticedElsewhere"))).toBeTruthy();
  expect(card().queryByRole("button", { name: "Delete this list" })).toBeNull();
  await expectAccessible(document.body);
});

test.each(Object.entries(OBSTACLES).filter(([code]) => code !== "revoked"))("now in the way: %s", async (code, key) => {
  const background = paired([]);
  background.noticed = { entries: [], obstacles: [code as keyof typeof OBSTACLES] };
  await openSetup({ background });
  expect(await card().findByText(english(key))).toBeTruthy();
  expect(card().queryByText(english("setupNoticedBlank"))).toBeNull();
});

test("a site that the browser does not allow is named as the reason", async () => {
  const background = createFakeBackground({ setup: { ...USUAL_SETUP, permitted: false } });
  await openSetup({ background });
  expect(await card().findByText(english("setupNoticedNowRevoked"))).toBeTruthy();
});

test("the list can be deleted", async () => {
  const { user } = await openSetup({ background: paired() });
  await user.click(await card().findByRole("button", { name: "Delete this list" }));
  expect(await card().findByText("The list is deleted.")).toBeTruthy();
  expect(card().queryByText(/The call went on/)).toBeNull();
});

test("opened by the question, it begins there, with the newest answer unfolded", async () => {
  await openSetup({ background: paired(), sought: true });
  await waitFor(() => expect(document.activeElement?.textContent).toBe("What it noticed"));
  const unfolded = [...document.querySelectorAll("details")].map(({ open }) => open);
  expect(unfolded).toEqual([true, false, false]);
});

describe("a report", () => {
  async function report(entries: readonly NoticedEntry[] = [SESSION]) {
    const page = await openSetup({ background: paired(entries) });
    const button = await card().findByRole("button", { name: /^Save as a file for a report: / });
    button.closest("details")!.open = true;
    await page.user.click(button);
    return page;
  }

  test("shows the whole file before it can be saved", async () => {
    const { user, background, saved } = await report();
    expect(card().queryByRole("button", { name: "Save the file" })).toBeNull();
    await user.click(card().getByRole("radio", { name: "Something else" }));
    const shown = await card().findByRole("group", { name: "This is all that is in the file:" });
    const text = shown.textContent;
    expect(readScenario(text).events).toHaveLength(2);
    await expectAccessible(document.body);
    expect(saved).toEqual([]);
    await user.click(card().getByRole("button", { name: "Save the file" }));
    expect(saved).toEqual([{ name: "reported-as-it-was-3.json", text }]);
    expect(background.askedFor("readStory")).toEqual([{ story: 3 }]);
  });

  test("of what did not open cannot be that it opened too early", async () => {
    await report([SHORT]);
    expect(card().queryByRole("radio", { name: /It opened while/ })).toBeNull();
    expect(card().getAllByRole("radio")).toHaveLength(2);
  });

  test("of a recording that is not whole is not offered", async () => {
    await openSetup({ background: paired([{ ...SESSION, canExport: false }]) });
    expect(await card().findByText(english("setupNoticedNotWhole"))).toBeTruthy();
    expect(card().queryByRole("button", { name: /Save as a file/ })).toBeNull();
  });

  test("that the background does not answer says so and keeps the list", async () => {
    const { user, background } = await report();
    background.answering = false;
    await user.click(card().getByRole("radio", { name: "Something else" }));
    expect(await card().findByText(english("setupActionFailed"))).toBeTruthy();
    expect(card().getByText(/The call went on/)).toBeTruthy();
  });
});

const CAUSES: readonly EndCause[] = [
  "hangup",
  "navigation",
  "tabClosed",
  "held",
  "network",
  "remoteLeft",
  "crash",
  "sleep",
  "quit",
  "revoked",
];
const OFFERINGS: readonly Offering[] = [
  "popup",
  "window",
  "badgeChosen",
  "refused",
  "quiet",
  "paused",
  "late",
  "windows",
  "waiting",
  "byHand",
  "missed",
  "notOffered",
];

test("every cause and every way to offer has words of its own", () => {
  const words = (changes: Partial<NoticedSession>) => explain({ ...SESSION, ...changes }, "en", english).join(" ");
  expect(new Set(CAUSES.map((cause) => words({ cause }))).size).toBe(CAUSES.length);
  expect(new Set(OFFERINGS.map((offering) => words({ offering }))).size).toBe(OFFERINGS.length);
});

test.each([
  [1_000, "1 second"],
  [89_000, "89 seconds"],
  [90_000, "2 minutes"],
  [50 * MINUTE, "50 minutes"],
  [7_200_000, "2 hours"],
])("%i ms is %s", (ms, words) => expect(duration(ms, "en")).toBe(words));
