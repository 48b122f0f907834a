import type { ClientAction, SessionEvent } from "../../../src/core/session/events.ts";
import { type Played, playScenario } from "./player.ts";
import type { Fact, TimedFact } from "./scenario.ts";

const ROOMS: Readonly<Record<string, { readonly tab: number; readonly room: string }>> = {
  A: { tab: 1, room: "A" },
  B: { tab: 2, room: "B" },
};
const CLIENT = ["submit", "later", "skip", "notASession", "neverHere"];
const PAUSES: Readonly<Record<string, number>> = { s: 1, min: 60 };

/**
 * Plays "0:00 two-way", "50:00 hang-up", "60:00 end": minutes and seconds, then what happens. `in B` names another room
 * than A, `end` is where the clock stops.
 */
export function play(...lines: readonly string[]): Played {
  const events: TimedFact[] = [];
  const docs: Record<string, number> = {};
  let until = 0;
  for (const line of lines) {
    const [time = "", ...words] = line.split(" ");
    const place = words.at(-2) === "in" ? (words.at(-1) ?? "A") : "A";
    const what = (words.at(-2) === "in" ? words.slice(0, -2) : words).join(" ");
    const [minutes = 0, seconds = 0] = time.split(":").map(Number);
    until = minutes * 60 + seconds;
    for (const fact of factsOf(what, place, docs)) events.push({ at: until, fact });
  }
  return playScenario({ settings: {}, startsAt: Date.UTC(2026, 0, 5, 9), events, until });
}

/** Every `two-way` is a new connection, in the room's document; every `reload` a new document. */
function factsOf(what: string, place: string, docs: Record<string, number>): readonly Fact[] {
  const told = (...events: readonly SessionEvent[]): readonly Fact[] =>
    events.map((event) => ({ kind: "told", event }));
  const { tab, room } = ROOMS[place]!;
  const doc = `${place}${docs[place] ?? 0}`;
  const peer = "p";
  const opened = (key: string): SessionEvent => ({
    type: "documentOpened",
    doc: key,
    tab,
    frame: 0,
    room,
    enrolled: true,
  });
  const state = (to: "connected" | "disconnected" | "closedByPage", loopback = false): SessionEvent => {
    return { type: "peer", doc, peer: `${peer}${docs.calls ?? 0}`, state: to, loopback };
  };
  const media = (flowing: boolean): SessionEvent => {
    return { type: "remoteMedia", doc, peer: `${peer}${docs.calls ?? 0}`, flowing };
  };
  const device = (live: boolean): SessionEvent => ({ type: "capture", doc, live });
  if (CLIENT.includes(what)) return told({ type: "client", action: what as ClientAction });
  const slept = /^slept (\d+) (s|min)$/.exec(what);
  if (slept !== null) return told({ type: "slept", forMs: Number(slept[1]) * PAUSES[slept[2]!]! * 1_000 });
  switch (what) {
    case "two-way":
      docs.calls = (docs.calls ?? 0) + 1;
      return told(opened(doc), device(true), state("connected"), media(true));
    case "media stops":
      return told(media(false));
    case "media back":
      return told(state("connected"), media(true));
    case "drop":
      return told(state("disconnected"));
    case "hang-up":
      return told(state("closedByPage"), device(false));
    case "closed, device on":
      return told(state("closedByPage"));
    case "device on":
      return told(opened(doc), device(true));
    case "device off":
      return told(device(false));
    case "both ends are here":
      return told(state("connected", true));
    case "page left":
      docs[place] = (docs[place] ?? 0) + 1;
      return told({ type: "documentGone", doc, via: "unload" });
    case "page crashes":
      docs[place] = (docs[place] ?? 0) + 1;
      return told({ type: "documentGone", doc, via: "crash" });
    case "page opened":
      return told(opened(doc));
    case "tab closed":
      docs[place] = (docs[place] ?? 0) + 1;
      return told({ type: "tabClosed", tab, windowClosing: false });
    case "offline":
    case "online":
      return told({ type: "online", on: what === "online" });
    case "browser quits":
      docs[place] = (docs[place] ?? 0) + 1;
      return [{ kind: "browserQuit" }];
    case "browser starts":
      return told({ type: "browserStarted" });
    case "permission revoked":
      return told({ type: "permissionRevoked", room });
    case "permission granted":
      return told({ type: "permissionGranted" });
    case "opened by hand":
      return told({ type: "startManually" });
    case "window closed":
      return told({ type: "windowClosed", session: "s1" });
    case "update offered":
      return told({ type: "updateOffered" });
    case "end":
      return [];
    default:
      throw new Error(`No line of a timeline says ${JSON.stringify(what)}.`);
  }
}
