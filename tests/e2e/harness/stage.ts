import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import { startPractice } from "../../../demo/practice.ts";
import type { InviteFacts } from "../../../src/adapters/sealing/invite.ts";
import type { EndCause, EndedSession, Call as LiveCall, World } from "../../../src/core/session/world.ts";
import { startSite } from "../site/start-site.ts";
import { type ScriptedTherapist, startTherapist } from "../site/therapist-peer.ts";
import { ask } from "./chromium.ts";
import { type Client, SETUP_PAGE } from "./client.ts";
import { HASTE } from "./haste.ts";
import { closeCheckIns, readSharingTabs, readWorld, shownCheckIns } from "./looking-in.ts";
import { acceptInvite, press, waitForState } from "./pages.ts";
import { until } from "./scene.ts";

export interface Call {
  readonly page: Page;
  readonly therapist: ScriptedTherapist;
}

/** A browser whose client has accepted an invite, sites to meet on, and what a case needs to say of it. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

interface Expected {
  /** How often it was on the screen; more than once only where the call came back in between. */
  readonly windows?: number | "any";
  readonly limitMs?: number;
}

const ENDED = "Your session has ended";

export interface StageOptions {
  readonly invite?: Partial<InviteFacts>;
  /** The sites of the invite, where they are not those the stage has. */
  readonly videoHosts?: readonly string[];
  /** The browser of somebody who has no invite: nothing is accepted. */
  readonly uninvited?: true;
}

export async function openStage(start: () => Promise<Client>, options: StageOptions = {}) {
  // Two enrolled sites: the second is the vendor's, whose pages are framed by the first.
  const [site, vendor] = [await startSite(), await startSite()];
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  const videoHosts = options.videoHosts ?? [site, vendor].map(({ origin }) => new URL(origin).host);
  const practice = await startPractice({ folder, videoHosts });
  const invite = (changes: Partial<InviteFacts> = {}): Promise<string> =>
    practice.invite({ settings: { takeBackSeconds: 0, rehearsal: HASTE }, ...options.invite, ...changes });
  let client = await start();
  let setup = await client.extensionPage(SETUP_PAGE);
  if (options.uninvited === undefined) await acceptInvite(setup, await invite());
  const pages = new Set<Page>();
  const therapists = new Set<ScriptedTherapist>();
  const expected = new Set<string>();

  async function untilWorld<T>(
    what: string,
    find: (world: World) => T | null | undefined | false,
    limitMs?: number,
  ): Promise<T> {
    let found: T | null | undefined | false = null;
    const look = async (): Promise<boolean> => {
      found = find(await readWorld(setup));
      return found !== null && found !== undefined && found !== false;
    };
    await until(look, what, limitMs).catch(async (cause: unknown) => {
      throw new Error(`${String(cause)}\n${JSON.stringify(await readWorld(setup), null, 1)}`);
    });
    return found as T;
  }

  return {
    site,
    vendor,
    practice,
    invite,
    get client(): Client {
      return client;
    },
    /** Stands for "a page of ours" when the test asks the background something. */
    get setup(): Page {
      return setup;
    },
    world: (): Promise<World> => readWorld(setup),
    sharingTabs: (): Promise<readonly number[]> => readSharingTabs(setup),
    untilWorld,
    async open(address: string): Promise<Page> {
      const page = await client.open(address);
      pages.add(page);
      await page.bringToFront();
      return page;
    },
    adopt(page: Page): Page {
      pages.add(page);
      return page;
    },
    async therapist(room: string, origin = site.origin): Promise<ScriptedTherapist> {
      const therapist = await startTherapist(origin, room);
      therapists.add(therapist);
      return therapist;
    },
    /** The client joins a scripted therapist on a page of nothing but the browser's own means. */
    async call(room: string, query = "", origin = site.origin): Promise<Call> {
      const therapist = await this.therapist(room, origin);
      const page = await this.open(`${origin}/pages/call/${room}${query}`);
      await waitForState(page, "lobby");
      await press(page, "#join");
      await Promise.all([therapist.inCall(), waitForState(page, "inCall")]);
      return { page, therapist };
    },
    /** A call that is long enough to count as a session, as the machine itself sees it. */
    talk: (): Promise<LiveCall> => untilWorld("a call of some length", longCallOf),
    /** The call goes on, and it is the same. */
    async expectLive(id: string): Promise<void> {
      await untilWorld(`call ${id} goes on`, (world) => callsOf(world).some((call) => call.id === id && !call.doubt));
    },
    /** The check-in is there, drawn, for one session that ended like this; answered and gone after this. */
    async expectCheckIn(causes: readonly EndCause[], { windows = 1, limitMs }: Expected = {}): Promise<EndedSession> {
      const session = await untilWorld(
        `an end by ${causes.join(" or ")}`,
        ({ sessions }) => sessions.find(({ id, offer }) => !expected.has(id) && offer !== "due") ?? null,
        limitMs,
      );
      await this.untilShown();
      expect(causes).toContain(session.cause);
      if (windows !== "any") expect(session.windows).toBe(windows);
      expected.add(session.id);
      // Before it is answered: what waits behind it opens then.
      await closeCheckIns(setup);
      await ask(setup, "putOff", { checkInId: session.id, how: "skip" });
      await untilWorld("the check-in gone", ({ open }) => open !== session.id);
      return session;
    },
    /** Beside what ended as expected, this one did too; what becomes of it is the case's. */
    async expectEnded(isIt: (session: EndedSession) => boolean): Promise<EndedSession> {
      const session = await untilWorld("an end", ({ sessions }) =>
        sessions.find((one) => !expected.has(one.id) && isIt(one)),
      );
      expected.add(session.id);
      return session;
    },
    /** A check-in on the screen says this. */
    untilSaid: (words: string): Promise<void> =>
      until(async () => (await shownCheckIns(setup)).some((text) => text.includes(words)), `"${words}"`),
    /** The check-in is on the screen; it is left there. */
    async untilShown(): Promise<void> {
      const isShown = async (): Promise<boolean> => (await shownCheckIns(setup)).some((text) => text.includes(ENDED));
      await until(isShown, "a check-in drawn").catch(async (cause: unknown) => {
        throw new Error(`${String(cause)}\nOn the screen: ${JSON.stringify(await shownCheckIns(setup))}`);
      });
    },
    /** Recorded, and rightly not asked about. */
    expectNothingOf({ id, windows }: EndedSession): void {
      expect(windows).toBe(0);
      expected.add(id);
    },
    untilNotShown: (): Promise<void> =>
      until(async () => (await shownCheckIns(setup)).length === 0, "no check-in on the screen"),
    /** Nobody is in a call and none is in doubt: what is not recorded by now never will be. */
    untilIdle: (): Promise<true> => untilWorld("no call", (world) => isIdle(world) || null),
    /** Everybody goes; whatever ended and was not expected is a fault. */
    async clear(): Promise<void> {
      await Promise.all([...pages].map((page) => page.close().catch(() => {})));
      await Promise.all([...therapists].map((therapist) => therapist.stop()));
      pages.clear();
      therapists.clear();
      await untilWorld("no document", (world) => (Object.keys(world.docs).length === 0 && isIdle(world)) || null);
      const { sessions } = await readWorld(setup);
      const unexpected = sessions.filter(({ id }) => !expected.has(id));
      for (const { id } of unexpected) {
        expected.add(id);
        await ask(setup, "putOff", { checkInId: id, how: "skip" });
      }
      await closeCheckIns(setup);
      expect(unexpected).toEqual([]);
      expect(sessions.filter(({ offer }) => offer === "due" || offer === "open")).toEqual([]);
    },
    async killBrowser(): Promise<void> {
      pages.clear();
      await client.killBrowser();
    },
    async restart(): Promise<void> {
      client = await client.restart();
      setup = await client.extensionPage(SETUP_PAGE);
    },
    async update(): Promise<void> {
      await client.update();
      setup = await client.extensionPage(SETUP_PAGE);
    },
    async close(): Promise<void> {
      await Promise.all([...therapists].map((therapist) => therapist.stop()));
      await client.stop();
      await Promise.all([site.close(), vendor.close(), practice.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function callsOf({ rooms }: World): readonly LiveCall[] {
  return Object.values(rooms).flatMap(({ call }) => call ?? []);
}

function longCallOf(world: World): LiveCall | null {
  const isLong = ({ liveMs, liveSince }: LiveCall): boolean =>
    liveMs + (liveSince === null ? 0 : Date.now() - liveSince) > (HASTE.minimumLive + 0.3) * 1_000;
  return callsOf(world).find((call) => call.doubt === null && isLong(call)) ?? null;
}

function isIdle({ rooms }: World): boolean {
  return Object.values(rooms).every(({ call, twoWaySince }) => call === null && twoWaySince === null);
}
