import { describe, expect, test } from "vitest";
import { play } from "./timeline.ts";

const MINUTE = 60;

describe("A session ends", () => {
  test.each([
    ["seconds after a hang-up", "hang-up", "hangup", 6],
    ["seconds after its tab is closed", "tab closed", "tabClosed", 15],
    ["seconds after its page is left", "page left", "navigation", 15],
    ["minutes after the other side has gone", "media stops", "remoteLeft", 180],
    ["minutes after the connection has dropped", "drop", "network", 180],
    ["minutes after the page has closed the call and kept the device", "closed, device on", "held", 180],
    ["a minute and a half after its page has crashed", "page crashes", "crash", 90],
  ])("%s", (_title, what, cause, grace) => {
    const { sessions, prompts } = play("0:00 two-way", `50:00 ${what}`, "58:00 end");
    expect(sessions).toMatchObject([{ room: "A", startedAt: 0, endedAt: 50 * MINUTE, cause }]);
    expect(prompts).toEqual([{ session: "s1", at: 50 * MINUTE + grace, via: "popup", withdrawnAt: null }]);
  });

  test("when the computer fell asleep, if the call does not survive a long sleep", () => {
    const { sessions } = play("0:00 two-way", "70:00 slept 20 min", "70:05 drop", "75:00 end");
    expect(sessions).toMatchObject([{ endedAt: 50 * MINUTE, cause: "sleep", liveMs: 50 * MINUTE * 1_000 }]);
  });

  test("at the last sign of life, if the browser went and nobody comes back", () => {
    const { sessions } = play("0:00 two-way", "50:10 browser quits", "52:00 browser starts", "55:00 end");
    expect(sessions).toMatchObject([{ endedAt: 50 * MINUTE, cause: "quit" }]);
  });

  test("without a question when the permission is withdrawn", () => {
    const { sessions, prompts } = play("0:00 two-way", "50:00 permission revoked", "60:00 end");
    expect(sessions).toMatchObject([{ endedAt: 50 * MINUTE, cause: "revoked" }]);
    expect(prompts).toEqual([]);
  });
});

describe("A session goes on", () => {
  test("when a dropped connection is back exactly at the limit", () => {
    const { sessions } = play("0:00 two-way", "20:00 drop", "23:00 media back", "50:00 hang-up", "51:00 end");
    expect(sessions).toMatchObject([{ startedAt: 0, endedAt: 50 * MINUTE, liveMs: 47 * MINUTE * 1_000 }]);
  });

  test("through a reload", () => {
    const { sessions, prompts } = play(
      ...["0:00 two-way", "20:00 page left", "20:01 page opened", "21:00 two-way", "50:00 hang-up", "51:00 end"],
    );
    expect(sessions).toHaveLength(1);
    expect(prompts).toMatchObject([{ at: 50 * MINUTE + 6 }]);
  });

  test("while the client waits in the lobby of the same room, up to ten minutes", () => {
    const { prompts } = play("0:00 two-way", "20:00 hang-up", "20:03 device on", "40:00 end");
    expect(prompts).toMatchObject([{ at: 30 * MINUTE }]);
  });

  test("while the browser is offline, up to ten minutes", () => {
    const { prompts } = play("0:00 two-way", "20:00 offline", "20:05 drop", "40:00 end");
    expect(prompts).toMatchObject([{ at: 30 * MINUTE + 5 }]);
  });
});

describe("No session", () => {
  test("is a call of less than five minutes", () => {
    expect(play("0:00 two-way", "4:59 hang-up", "6:00 end")).toMatchObject({ sessions: [], prompts: [] });
    expect(play("0:00 two-way", "5:00 hang-up", "6:00 end").sessions).toHaveLength(1);
  });

  test("is a device check whose two ends are in the page", () => {
    expect(play("0:00 two-way", "8:00 both ends are here", "8:05 hang-up", "20:00 end").sessions).toEqual([]);
  });

  test("that is said to be both ends here takes back a call that was begun", () => {
    const { world } = play("0:00 two-way", "8:00 both ends are here", "8:01 end");
    expect(world.rooms.A?.call).toBeNull();
  });

  test("hears of what happens in another room", () => {
    const { sessions } = play(
      ...["0:00 two-way", "0:00 device on in B", "20:00 media stops", "20:01 device off", "20:02 device off in B"],
      ...["20:03 page left in B", "30:00 end"],
    );
    expect(sessions).toMatchObject([{ room: "A", cause: "remoteLeft" }]);
  });
});

describe("The offer", () => {
  const RESUMED_ONCE = ["0:00 two-way", "20:00 hang-up", "21:00 two-way", "30:00 hang-up"];

  test("is withdrawn when the call resumes, and the real end gets its own", () => {
    expect(play(...RESUMED_ONCE, "32:00 end").prompts).toEqual([
      { session: "s1", at: 20 * MINUTE + 6, via: "popup", withdrawnAt: 21 * MINUTE + 10 },
      { session: "s1", at: 30 * MINUTE + 6, via: "popup", withdrawnAt: null },
    ]);
  });

  test("is left to the badge once two windows were withdrawn", () => {
    const { prompts } = play(...RESUMED_ONCE, "31:00 two-way", "40:00 hang-up", "42:00 end");
    expect(prompts.map(({ via }) => via)).toEqual(["popup", "popup", "badge"]);
  });

  test("stays in the badge when its window is closed", () => {
    const { sessions, prompts, world } = play("0:00 two-way", "20:00 hang-up", "21:00 window closed", "60:00 end");
    expect(prompts).toHaveLength(1);
    expect(sessions).toMatchObject([{ offer: "badge", answered: null }]);
    expect(world.open).toBeNull();
  });

  test("does not come when the client has opened the check-in by hand while the end was in doubt", () => {
    const { sessions, prompts } = play("0:00 two-way", "20:00 drop", "21:00 opened by hand", "30:00 end");
    expect(prompts).toEqual([]);
    expect(sessions).toMatchObject([{ offer: "open" }]);
  });

  test("does not come when the check-in was submitted during the call", () => {
    const { sessions, prompts } = play(
      ...["0:00 two-way", "20:00 opened by hand", "21:00 submit", "30:00 hang-up", "40:00 end"],
    );
    expect(prompts).toEqual([]);
    expect(sessions).toMatchObject([{ offer: "done", answered: "submit" }]);
  });

  test("stays in the badge when a check-in opened during the call is put off", () => {
    const { sessions } = play("0:00 two-way", "20:00 opened by hand", "21:00 later", "30:00 hang-up", "40:00 end");
    expect(sessions).toMatchObject([{ offer: "badge", answered: "later" }]);
  });

  test("that is put off stays for its session, and a call that resumes is a new one", () => {
    const { sessions, prompts } = play(
      ...["0:00 two-way", "20:00 hang-up", "20:30 later", "21:00 two-way", "40:00 hang-up", "41:00 end"],
    );
    expect(sessions).toMatchObject([
      { endedAt: 20 * MINUTE, offer: "badge" },
      { startedAt: 21 * MINUTE, endedAt: 40 * MINUTE, offer: "open" },
    ]);
    expect(prompts).toHaveLength(2);
  });

  test("waits while the client is in another room's lobby, at most ten minutes", () => {
    const lobby = ["0:00 two-way", "19:00 device on in B", "20:00 hang-up"];
    expect(play(...lobby, "40:00 end").prompts).toMatchObject([{ at: 30 * MINUTE + 6 }]);
    expect(play(...lobby, "22:00 device off in B", "40:00 end").prompts).toMatchObject([{ at: 22 * MINUTE }]);
  });

  test("of a second session waits for the first to be answered, and becomes a badge when it has waited too long", () => {
    const both = ["0:00 two-way", "0:00 two-way in B", "20:00 tab closed", "21:00 tab closed in B"];
    const [first] = play(...both, "22:00 end").prompts;
    expect(first).toMatchObject({ session: "s1", via: "popup", at: 21 * MINUTE + 15 });
    expect(play(...both, "23:00 submit", "24:00 end").prompts[1]).toMatchObject({ via: "popup", at: 23 * MINUTE });
    const left = play(...both, "60:00 end").prompts[1];
    expect(left).toMatchObject({ session: "s2", via: "badge" });
    expect(left?.at).toBeCloseTo(51 * MINUTE, 1);
  });

  test("is not made for a room that is ruled out or revoked meanwhile", () => {
    const both = ["0:00 two-way", "0:00 two-way in B", "20:00 tab closed in B"];
    const { prompts, sessions } = play(...both, "21:00 permission revoked in B", "25:00 tab closed", "27:00 end");
    expect(sessions).toHaveLength(2);
    expect(prompts).toMatchObject([{ session: "s1" }]);
  });

  test("that is on the screen over night keeps its place, so that no second window joins it", () => {
    const { world } = play("0:00 two-way", "20:00 hang-up", "800:00 end");
    expect(world.open).toBe("s1");
  });
});

describe("A tab that is told twice to be closed", () => {
  test("does not rename a loss that a sleep explains", () => {
    const { sessions } = play(
      "0:00 two-way",
      "70:00 slept 20 min",
      "70:01 tab closed",
      "70:01 tab closed",
      "75:00 end",
    );
    expect(sessions).toMatchObject([{ endedAt: 50 * MINUTE, cause: "sleep" }]);
  });
});

describe("A permission", () => {
  test("that is given back lets the room be looked at again, from then on", () => {
    const { sessions } = play(
      ...["0:00 two-way", "20:00 permission revoked", "30:00 permission granted", "30:01 media back"],
      ...["50:01 hang-up", "52:00 end"],
    );
    expect(sessions).toMatchObject([
      { endedAt: 20 * MINUTE, cause: "revoked" },
      { startedAt: 30 * MINUTE, endedAt: 50 * MINUTE + 1, cause: "hangup" },
    ]);
  });
});

describe("An update", () => {
  test("waits for the call, the doubt and the window", () => {
    const { restartedAt } = play(
      ...["0:00 two-way", "10:00 update offered", "20:00 hang-up", "25:00 submit", "30:00 end"],
    );
    expect(restartedAt).toBe(25 * MINUTE);
  });
});
