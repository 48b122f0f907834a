import type { Pairing } from "../core/outbox/pairing.ts";
import { unrecognisedUse } from "../core/session/device-use.ts";
import type { ClientFact } from "../core/session/events.ts";
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
  readonly startCheckInFor: (endedAt: number) => Promise<CheckInView | null>;
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
      const [world, timings, pairing] = [await deps.world(), await deps.timings(), await deps.pairing()];
      const use = pairing === null ? null : unrecognisedUse(world, deps.now(), timings);
      if (use === null || pairing === null) return null;
      return { from: use.fromAt, words: wordsOf(use, pairing.invite.videoHosts, deps) };
    },
    async answerUse({ from, wasSession }: Ask<"answerUse">): Promise<Answer<"answerUse">> {
      const use = Object.values((await deps.world()).uses).find(({ fromAt }) => fromAt === from);
      await deps.tell({ type: "useAnswered", from });
      return wasSession && use !== undefined ? deps.startCheckInFor(use.untilAt) : null;
    },
  };
}
/** The room is a hash only: with several sites it is not known which one. */
function wordsOf(
  { fromAt, untilAt }: DeviceUse,
  videoHosts: readonly string[],
  { t, timeOfDay }: Pick<NoticedDeskDeps, "t" | "timeOfDay">,
): string {
  const span = [timeOfDay(fromAt), timeOfDay(untilAt)];
  const [site, ...others] = videoHosts;
  if (site === undefined || others.length > 0) return t("checkinUseAnywhere", ...span);
  // Isolated: a name keeps its own direction inside the sentence.
  return t("checkinUse", `\u2068${site}\u2069`, ...span);
}

export type NoticedDesk = ReturnType<typeof createNoticedDesk>;
