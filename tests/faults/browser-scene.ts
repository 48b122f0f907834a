import type { Answer, Ask, PageRequestKind } from "../../src/protocol/page-requests.ts";
import type { BrowserClient } from "./browser-client.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { createLedger, drawAnswers, drawWish, type Ledger } from "./ledger.ts";
import type { Place, Practice } from "./practice.ts";
import type { Random } from "./random.ts";

/** Somebody presses Send again as long as nobody answers. */
const PRESSES = 5;
const SETTLE_MS = 12_000;
const CONSENT_HASH = "A".repeat(43);

export interface Stage {
  readonly client: BrowserClient;
  readonly proxy: FaultProxy;
  readonly practice: Practice;
}

/** One run: a client newly paired with a box of their own, and what they do. */
export interface Scene extends Stage {
  readonly ledger: Ledger;
  readonly places: readonly Place[];
  readonly problems: string[];
  /** Whom the client is paired with now. */
  readonly place: () => Place;
  submit(fault: string, random: Random): Promise<string>;
  /** Pressed and not waited for. */
  submitUnheard(fault: string, random: Random): Promise<string>;
  send(checkInId: string, where?: "here" | "elsewhere"): Promise<void>;
  draw(fault: string, checkInId: string, random: Random): void;
  newCheckIn(): Promise<string>;
  /** "Try again", not waited for. */
  press(): void;
  /** Leaves whoever it was, and accepts another therapist's invite: a client of their own. */
  pairAnew(deleteWaiting: boolean): Promise<Place>;
  /** The therapist sends a renewed invite, to another box or with another token. */
  renew(place: Place): Promise<void>;
  /** By id, the fault under which it was parked with a reason. */
  readonly parked: ReadonlyMap<string, string>;
  switchSending(on: boolean): Promise<void>;
  /** The therapist asks for all of this run again: nothing may be missing afterwards. */
  sendAgain(): Promise<void>;
  /** Taken back: this envelope must never be sent again. */
  silence(id: string): void;
  /** Those that were. */
  sentAgain(): readonly string[];
  /** The mailbox has lost these. */
  excuse(ids: readonly string[]): void;
  mayBeMissing(id: string): boolean;
  heal(): Promise<void>;
  settle(): Promise<void>;
}

export async function openScene(stage: Stage): Promise<Scene> {
  const { client, proxy, practice } = stage;
  const ledger = createLedger();
  const places: Place[] = [];
  const problems: string[] = [];
  const excused = new Set<string>();
  const silent = new Map<string, number>();
  const parked = new Map<string, string>();
  const startedAt = Date.now();
  let [off, recovered] = [false, false];
  let place: Place | null = null;
  let update = 1;

  /** Until somebody answers: a person would press again. */
  async function insist<K extends PageRequestKind>(kind: K, question: Ask<K>): Promise<Answer<K>> {
    for (let press = 1; ; press += 1) {
      try {
        return await client.ask(kind, question);
      } catch (cause) {
        if (press === PRESSES) throw cause;
      }
    }
  }
  async function accept(next: Place): Promise<void> {
    const text = await practice.invite(next, update);
    const said = await insist("acceptInvite", { text, consentHash: CONSENT_HASH, openByItself: false });
    // Pressed again where nobody answered: it may have been heard the first time.
    if (said.kind === "refused" && said.reason !== "alreadyAccepted") throw new Error(`Refused: ${said.reason}`);
    place = next;
    const known = places.findIndex(({ box }) => box === next.box);
    if (known === -1) places.push(next);
    else places[known] = next;
  }
  const current = (): Place => {
    if (place === null) throw new Error("Nobody is paired.");
    return place;
  };
  function draw(fault: string, checkInId: string, random: Random): void {
    const given = { answers: drawAnswers(checkInId, random), wish: drawWish(random) };
    const known = { said: "unsure", id: null, takenBack: false } as const;
    ledger.add({ checkInId, fault, box: current().box, ...given, ...known });
  }
  function askOf(checkInId: string): Ask<"submitAnswers"> {
    const one = ledger.all.find((submitted) => submitted.checkInId === checkInId);
    if (one === undefined) throw new Error(`${checkInId} was never drawn.`);
    return { checkInId, answers: one.answers, wish: one.wish, seconds: 30, skipped: 1 };
  }
  const newCheckIn = async (): Promise<string> => {
    const view = await insist("startCheckIn", null);
    if (view === null) throw new Error("No check-in can be started.");
    return view.checkInId;
  };
  async function send(checkInId: string, where: "here" | "elsewhere" = "here"): Promise<void> {
    const kept =
      where === "here"
        ? await insist("submitAnswers", askOf(checkInId))
        : await client.askElsewhere("submitAnswers", askOf(checkInId));
    if (kept.kind === "notSaved") return void problems.push(`${checkInId} was not saved: ${kept.reason}`);
    const before = ledger.all.find((one) => one.checkInId === checkInId)?.id ?? kept.id;
    if (before !== kept.id) problems.push(`${checkInId} was saved twice: ${before}, ${kept.id}`);
    ledger.change(checkInId, { said: "saved", id: kept.id });
  }

  /** "Try again" beside each one that is parked. */
  async function release(): Promise<void> {
    for (const { id, checkInId, lastReason } of (await rowsOf(scene)).filter(({ state }) => state === "parked")) {
      const fault = ledger.all.find((one) => one.id === id || one.checkInId === checkInId)?.fault ?? "";
      if (lastReason === null) problems.push(`${id} was parked without a reason`);
      parked.set(id, fault);
      await insist("release", { id });
    }
  }
  async function switchSending(on: boolean): Promise<void> {
    await insist("setSending", { on });
    off = !on;
  }

  const scene: Scene = {
    ...stage,
    ledger,
    places,
    problems,
    place: current,
    newCheckIn,
    draw,
    send,
    async submit(fault, random) {
      const checkInId = await newCheckIn();
      draw(fault, checkInId, random);
      await send(checkInId);
      return checkInId;
    },
    async submitUnheard(fault, random) {
      const checkInId = await newCheckIn();
      draw(fault, checkInId, random);
      void client.ask("submitAnswers", askOf(checkInId)).catch(() => {});
      return checkInId;
    },
    press: () => void client.ask("retryNow", null).catch(() => {}),
    async pairAnew(deleteWaiting) {
      await insist("leave", { deleteWaiting });
      await client.giveSite();
      update = 1;
      await accept(await practice.takePlace());
      return current();
    },
    async renew(next) {
      update += 1;
      await accept(next);
    },
    parked,
    switchSending,
    async sendAgain() {
      await insist("sendAgainSince", { since: startedAt });
      await scene.settle();
      recovered = true;
    },
    silence: (id) => void silent.set(id, proxy.sightings.countOf(id)),
    sentAgain: () => [...silent].filter(([id, count]) => proxy.sightings.countOf(id) > count).map(([id]) => id),
    excuse(ids) {
      for (const id of ids) excused.add(id);
    },
    mayBeMissing: (id) => !recovered && (excused.has(id) || proxy.sightings.hasLied(id)),
    async heal() {
      await proxy.heal();
      await practice.start();
      await client.mend();
      if (off) await switchSending(true);
    },
    /** Presses "try again" until nothing waits but what a stopped background still has a lease on. */
    async settle() {
      const deadline = Date.now() + SETTLE_MS;
      for (;;) {
        await release();
        await insist("retryNow", null).catch(() => {});
        const waiting = await waitingOf(scene);
        if (!waiting.some(({ state }) => state === "queued")) return;
        if (Date.now() > deadline) {
          const { sending, pauses } = await insist("readOutbox", null);
          return void problems.push(`still waits: ${JSON.stringify({ waiting, sending, pauses })}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
  };
  await scene.pairAnew(false);
  return scene;
}

export async function rowsOf({ client, places }: Scene) {
  return client.rows(places.map((place) => place.client));
}

/** What of this run has not come to an end. */
export async function waitingOf(scene: Scene) {
  const waits: readonly string[] = ["queued", "sending"];
  return (await rowsOf(scene)).filter(({ state }) => waits.includes(state));
}
