import { expect, test } from "vitest";
import { createCheckInOffer } from "../../src/background/check-in-offer.ts";
import type { Showing } from "../../src/core/session/recorded-outcomes.ts";

interface Situation {
  readonly popup?: "shown" | "silent" | "refused";
  readonly window?: "shown" | "refused";
  readonly openByItself?: boolean;
  /** A call begins after the first means was tried. */
  readonly callBegins?: boolean;
}

async function offer({ popup = "shown", window = "shown", openByItself = true, callBegins = false }: Situation = {}) {
  const tried: string[] = [];
  const noted: Showing[] = [];
  const means = (name: string, outcome: "shown" | "silent" | "refused") => async () => {
    tried.push(name);
    if (outcome === "shown") checkIns.confirmShown("s1");
    return outcome !== "refused";
  };
  const checkIns = createCheckInOffer({
    openPopup: means("popup", popup),
    openWindow: means("window", window),
    notify: async () => {
      tried.push("notification");
      return true;
    },
    openByItself: async () => openByItself,
    isOffered: async () => !(callBegins && tried.length > 0),
    tellPages: async () => {},
    note: async (_session, how) => {
      noted.push(how);
    },
    onNotShown: async () => {
      tried.push("badge");
    },
    after: async () => {},
  });
  await checkIns.offer("s1");
  return { tried, noted };
}

test("a popup that says it is shown is enough", async () => expect((await offer()).tried).toEqual(["popup"]));

test.each(["refused", "silent"] as const)("after a popup that is %s a small window opens", async (popup) =>
  expect((await offer({ popup })).tried).toEqual(["popup", "window"]),
);

test("where nothing opens, a notification is tried and the badge keeps the check-in", async () =>
  expect((await offer({ popup: "refused", window: "refused" })).tried).toEqual([
    "popup",
    "window",
    "notification",
    "badge",
  ]));

test("who wants only a badge gets no window", async () =>
  expect((await offer({ openByItself: false })).tried).toEqual(["notification", "badge"]));

test("a call that begins while a window opens stops all further tries, and the badge keeps the check-in", async () =>
  expect((await offer({ popup: "refused", callBegins: true })).tried).toEqual(["popup", "badge"]));

test.each([
  ["a popup", {}, ["popup"]],
  ["a small window", { popup: "refused" }, ["window"]],
  ["only the badge, as nothing could open", { popup: "refused", window: "refused" }, ["refused"]],
  ["only the badge, as the client wished", { openByItself: false }, ["badgeChosen"]],
  ["nothing at all, as a call began", { popup: "refused", callBegins: true }, []],
] as const)("that it became %s is noted for the log", async (_, situation, noted) =>
  expect((await offer(situation)).noted).toEqual(noted),
);
