import type { Pairing } from "../core/outbox/pairing.ts";
import { unrecognisedUse } from "../core/session/device-use.ts";
import type { ClientFact, RoomKey } from "../core/session/events.ts";
import { noticedIn, obstaclesIn } from "../core/session/noticed.ts";
import type { RecordedPart } from "../core/session/recording.ts";
import type { Timings } from "../core/session/timings.ts";
import type { DeviceUse, World } from "../core/session/world.ts";
import type { Answer, Ask, CheckInView } from "../protocol/page-requests.ts";
import type { Translate } from "../protocol/strings.ts";

export interface NoticedDeskDeps {
  readonly recording: {
    readonly read: () => Promise<readonly RecordedPart[]>;
    readonly tidy: (now: number) => Promise<void>;
    readonly clear: () => Promise<unknown>;
  };
  readonly world: () => Promise<World>;
  readonly timings: () => Promise<Timings>;
  readonly pairing: () => Promise<Pairing | null>;
  readonly tell: (fact: ClientFact) => Promise<unknown>;
  readonly startCheckInFor: (use: DeviceUse) => Promise<CheckInView | null>;
  /** Host of the site a room is on; null where it is not known any more. */
  readonly siteOf: (room: RoomKey) => Promise<string | null>;
  readonly now: () => number;
  readonly t: Translate;
  /** A time of day, in the client's language. */
  readonly timeOfDay: (at: number) => string;
}

/** Says what was noticed, and gives it out to our own pages; nothing of it leaves this computer by itself. */
export function createNoticedDesk(deps: NoticedDeskDeps) {
  return {
    async read(): Promise<Answer<"readLog">> {
      await deps.recording.tidy(deps.now());
      const [parts, world, timings] = [await deps.recording.read(), await deps.world(), await deps.timings()];
      return { entries: noticedIn(parts, world, timings), obstacles: obstaclesIn(world) };
    },
    async readStory({ story }: Ask<"readStory">): Promise<Answer<"readStory">> {
      const parts = (await deps.recording.read()).filter((part) => part.story === story);
      return { parts, now: deps.now() };
    },
    clear: () => deps.recording.clear(),
    async readUse(): Promise<Answer<"readUse">> {
      const [world, timings] = [await deps.world(), await deps.timings()];
      const use = (await deps.pairing()) === null ? null : unrecognisedUse(world, deps.now(), timings);
      return use && { from: use.fromAt, words: wordsOf(use, await deps.siteOf(use.room), deps) };
    },
    async answerUse({ from, wasSession }: Ask<"answerUse">): Promise<Answer<"answerUse">> {
      const use = Object.values((await deps.world()).uses).find(({ fromAt }) => fromAt === from);
      // A session is answered with its check-in, which may be put off.
      if (wasSession && use !== undefined) return deps.startCheckInFor(use);
      await deps.tell({ type: "useAnswered", from });
      return null;
    },
  };
}
function wordsOf(
  { fromAt, untilAt }: DeviceUse,
  site: string | null,
  { t, timeOfDay }: Pick<NoticedDeskDeps, "t" | "timeOfDay">,
): string {
  const span = [timeOfDay(fromAt), timeOfDay(untilAt)];
  if (site === null) return t("checkinUseAnywhere", ...span);
  // Isolated: a name keeps its own direction inside the sentence.
  return t("checkinUse", `\u2068${site}\u2069`, ...span);
}

export type NoticedDesk = ReturnType<typeof createNoticedDesk>;
