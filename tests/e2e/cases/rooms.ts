import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import type { EndedSession } from "../../../src/core/session/world.ts";
import { ask } from "../harness/chromium.ts";
import { CHECK_IN_PAGE } from "../harness/client.ts";
import { closeCheckIns, pressInCheckIn, shownCheckIns } from "../harness/looking-in.ts";
import { acceptInvite, click, press, waitForText } from "../harness/pages.ts";
import { openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";

const QUESTION = "Was this a session with Dr. Rivera?";

/** A site where the client has other calls, too. The tests follow one client through their days. */
export function playRooms(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser), { invite: { dedicatedHosts: [] } });
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());

  async function endCall(room: string): Promise<void> {
    const { page, therapist } = await stage.call(room);
    await stage.talk();
    await press(page, "#leave");
    // Who stays in the room would take the next call there.
    await therapist.stop();
  }

  async function expectQuestion(): Promise<EndedSession> {
    const session = await stage.expectEnded(({ offer }) => offer === "open");
    await stage.untilSaid(QUESTION);
    return session;
  }

  /** A document that is not enrolled is not looked at: nothing can come of it. */
  async function expectLeftAlone(room: string): Promise<void> {
    const { page, therapist } = await stage.call(room);
    await stage.untilWorld("a document that is left alone", ({ docs }) =>
      Object.values(docs).some(({ enrolled, peers }) => !enrolled && Object.keys(peers).length > 0),
    );
    await press(page, "#leave");
    await therapist.stop();
    await stage.untilIdle();
  }

  test("an unknown room is asked about once; always means that the next call there brings the check-in", async () => {
    await endCall("therapy");
    await expectQuestion();
    await pressInCheckIn(stage.setup, "Yes, always ask here");
    await stage.untilShown();
    await pressInCheckIn(stage.setup, "Skip this time");
    await stage.untilSaid("Skipped");
    await closeCheckIns(stage.setup);
    await endCall("therapy");
    await stage.expectCheckIn(["hangup"]);
  });

  test("a room that was ruled out is silent for good", async () => {
    await endCall("work");
    await expectQuestion();
    await pressInCheckIn(stage.setup, "No, never here");
    await stage.untilSaid("Calls in this room are left alone");
    await closeCheckIns(stage.setup);
    await expectLeftAlone("work");
  });

  test("forgotten in the settings it is asked about again; closed unanswered, after that by the badge only", async () => {
    const { setup } = stage;
    await waitForText(setup, "Never asks");
    await setup.$$eval("li", (lines) =>
      lines
        .find(({ innerText }) => innerText.includes("Never asks"))
        ?.querySelector("button")
        ?.click(),
    );
    await waitForText(setup, "Forgotten");
    await endCall("work");
    const { id, endedAt } = await expectQuestion();
    await closeCheckIns(setup);
    await stage.untilWorld("nothing on the screen", ({ open }) => open === null);
    // So soon after, and unanswered, it is the same session that goes on.
    await endCall("work");
    await stage.untilWorld("an end in the badge", ({ sessions }) =>
      sessions.find((one) => one.id === id && one.endedAt > endedAt && one.offer === "badge"),
    );
    expect(await shownCheckIns(setup)).toEqual([]);
    const site = new URL(stage.site.origin).host;
    expect(await ask(setup, "openCheckIn", null)).toMatchObject({ roomQuestion: true, site });
  });

  test("who says so is not asked about any other room on the site", async () => {
    const question = await stage.client.extensionPage(CHECK_IN_PAGE);
    await click(question, "button", "No, and don't ask about other rooms on this site");
    await waitForText(question, "On this site you are only asked");
    await question.close();
    await expectLeftAlone("lunch");
  });

  test("a room that the invite names counts without a question", async () => {
    const { setup, site } = stage;
    await click(setup, "button", "I have a new invite");
    const rooms = [`${site.origin}/pages/call/named`];
    await acceptInvite(setup, await stage.invite({ update: 2, dedicatedHosts: [], rooms }));
    await endCall("named");
    await stage.expectCheckIn(["hangup"]);
  });
}
