import { expect, test } from "vitest";
import { createCheckInOffer } from "../../src/background/check-in-offer.ts";

interface Situation {
  readonly popup?: "shown" | "silent" | "refused";
  readonly window?: "shown" | "refused";
  readonly openByItself?: boolean;
  /** A call begins after the first means was tried. */
  readonly callBegins?: boolean;
}

async function offer({ popup = "shown", window = "shown", openByItself = true, callBegins = false }: Situation = {}) {
  const tried: string[] = [];
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
    onNotShown: async () => {
      tried.push("badge");
    },
    after: async () => {},
  });
  await checkIns.offer("s1");
  return tried;
}

test("a popup that says it is shown is enough", async () => expect(await offer()).toEqual(["popup"]));

test.each(["refused", "silent"] as const)("after a popup that is %s a small window opens", async (popup) =>
  expect(await offer({ popup })).toEqual(["popup", "window"]),
);

test("where nothing opens, a notification is tried and the badge keeps the check-in", async () =>
  expect(await offer({ popup: "refused", window: "refused" })).toEqual(["popup", "window", "notification", "badge"]));

test("who wants only a badge gets no window", async () =>
  expect(await offer({ openByItself: false })).toEqual(["notification", "badge"]));

test("a call that begins while a window opens stops all further tries", async () =>
  expect(await offer({ popup: "refused", callBegins: true })).toEqual(["popup"]));
