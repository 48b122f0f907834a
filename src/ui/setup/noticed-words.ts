import type { ClientAction } from "../../core/session/events.ts";
import type { NoticedEntry, NoticedSession, Obstacle, Offering } from "../../core/session/noticed.ts";
import type { EndCause } from "../../core/session/world.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { dayAndTime, time } from "./local-words.ts";

const CAUSES: Readonly<Record<EndCause, MessageKey>> = {
  hangup: "setupNoticedHangup",
  navigation: "setupNoticedNavigation",
  tabClosed: "setupNoticedTabClosed",
  held: "setupNoticedHeld",
  network: "setupNoticedNetwork",
  remoteLeft: "setupNoticedRemoteLeft",
  crash: "setupNoticedCrash",
  sleep: "setupNoticedSleep",
  quit: "setupNoticedQuit",
  revoked: "setupNoticedRevoked",
};

const OFFERINGS: Readonly<Record<Offering, MessageKey>> = {
  popup: "setupNoticedPopup",
  window: "setupNoticedWindow",
  badgeChosen: "setupNoticedBadgeChosen",
  refused: "setupNoticedRefused",
  quiet: "setupNoticedQuiet",
  paused: "setupNoticedPaused",
  late: "setupNoticedLate",
  windows: "setupNoticedWindows",
  waiting: "setupNoticedWaiting",
  byHand: "setupNoticedByHand",
  missed: "setupNoticedMissed",
  notOffered: "setupNoticedNotOffered",
};

const ANSWERS: Readonly<Record<ClientAction, MessageKey>> = {
  submit: "setupNoticedSent",
  later: "setupNoticedLater",
  skip: "setupNoticedSkipped",
  notASession: "setupNoticedStruck",
  neverHere: "setupNoticedNeverHere",
};

export const OBSTACLES: Readonly<Record<Obstacle, MessageKey>> = {
  callLive: "setupNoticedNowCall",
  inDoubt: "setupNoticedNowDoubt",
  heldBack: "setupNoticedNowHeldBack",
  deviceOn: "setupNoticedNowDevice",
  ruledOut: "setupNoticedNowRuledOut",
  revoked: "setupNoticedNowRevoked",
};

const OPENED: ReadonlySet<Offering> = new Set<Offering>(["popup", "window"]);

export function hasOpened(entry: NoticedEntry): boolean {
  return entry.kind === "session" && OPENED.has(entry.offering);
}

export function titleOf(entry: NoticedEntry, lang: string, t: Translate): string {
  const span = [dayAndTime(entry.startedAt, lang), time(entry.endedAt, lang)] as const;
  switch (entry.kind) {
    case "session":
      return t("setupNoticedSession", ...span);
    case "tooShort":
      return t("setupNoticedShort", ...span);
    case "noCall":
      return t("setupNoticedNoCall", ...span);
  }
}

/** Why it came, or did not come, as sentences. */
export function explain(entry: NoticedEntry, lang: string, t: Translate): readonly string[] {
  switch (entry.kind) {
    case "session":
      return explainSession(entry, lang, t);
    case "tooShort":
      return [t("setupNoticedLasted", duration(entry.liveMs, lang)), t(CAUSES[entry.cause]), t("setupNoticedTooShort")];
    case "noCall":
      return [t(entry.device ? "setupNoticedDeviceOnly" : "setupNoticedOneSide")];
  }
}

function explainSession(session: NoticedSession, lang: string, t: Translate): readonly string[] {
  const { liveMs, cause, waitedMs, waitedLonger, offering, answered } = session;
  const waited = waitedLonger ? "setupNoticedWaitedLonger" : "setupNoticedWaited";
  return [
    t("setupNoticedLasted", duration(liveMs, lang)),
    t(CAUSES[cause]),
    ...(waitedMs >= 1_000 ? [t(waited, duration(waitedMs, lang))] : []),
    t(OFFERINGS[offering]),
    ...(answered === null ? [] : [t(ANSWERS[answered])]),
  ];
}

/** Seconds below a minute and a half, whole minutes below two hours, then hours. */
export function duration(ms: number, lang: string): string {
  const [value, unit] =
    ms < 90_000 ? [ms / 1_000, "second"] : ms < 7_200_000 ? [ms / 60_000, "minute"] : [ms / 3_600_000, "hour"];
  const format = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(lang, format).format(value);
}
