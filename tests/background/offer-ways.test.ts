import { expect, test } from "vitest";
import { bringUp } from "../../src/background/offer-ways.ts";
import type { OfferEffect } from "../../src/core/session/offers.ts";
import type { RoomVerdict } from "../../src/core/session/room-book.ts";

type Via = Extract<OfferEffect, { kind: "offer" }>["via"];

async function whatHappens(verdict: RoomVerdict, via: Via, paused = false): Promise<readonly string[]> {
  const done: string[] = [];
  const doing = (name: string) => async () => {
    done.push(name);
  };
  await bringUp(
    { kind: "offer", session: "s1", room: "r1", via },
    {
      judge: async () => verdict,
      isPaused: async () => paused,
      notePaused: doing("noted as paused"),
      skip: doing("skipped"),
      openWindow: doing("window"),
      keepInBadge: doing("badge"),
      noteQuiet: doing("noted"),
      strike: doing("struck"),
    },
  );
  return done;
}

test.each([
  ["counts", "popup", ["window"], "a room of sessions brings the check-in up"],
  ["ask", "popup", ["window"], "an unknown room brings the question up"],
  [
    "askQuietly",
    "popup",
    ["noted", "badge"],
    "a question that was closed once waits behind the badge, and the log says so",
  ],
  [
    "silent",
    "popup",
    ["noted", "struck"],
    "a room ruled out while its call went on is asked about nowhere, and the log says so",
  ],
  ["counts", "badge", [], "what is for the badge only opens nothing"],
  ["ask", "badge", [], "a question for the badge only opens nothing"],
  ["askQuietly", "badge", [], "a quiet question for the badge only opens nothing"],
  ["silent", "badge", ["noted", "struck"], "a room ruled out leaves the badge, too"],
] as const)("%s by %s: %j, since %s", async (verdict, via, done, _why) =>
  expect(await whatHappens(verdict, via)).toEqual(done),
);

test.each(["counts", "ask", "askQuietly"] as const)(
  "in a pause nothing comes up and no badge stays (%s)",
  async (verdict) => {
    expect(await whatHappens(verdict, "popup", true)).toEqual(["noted as paused", "skipped"]);
    expect(await whatHappens(verdict, "badge", true)).toEqual(["noted as paused", "skipped"]);
  },
);

test("a room ruled out stays one in a pause: it is no session that was skipped", async () =>
  expect(await whatHappens("silent", "popup", true)).toEqual(["noted", "struck"]));
