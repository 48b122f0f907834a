/**
 * The words of a scenario file for what was recorded, with names that mean nothing outside the file: documents d1, d2, …,
 * connections p1, …, rooms A, B, …, tabs and frames by number.
 */
import type { KeptFact } from "../core/session/recorded-facts.ts";
import type { TimedFact } from "./scenario-times.ts";

export type ScenarioEvent = { readonly at: number; readonly type: string } & Readonly<
  Record<string, string | number | boolean | null>
>;
type Words = readonly (Pick<ScenarioEvent, "type"> & Readonly<Record<string, string | number | boolean | null>>)[];

export interface Names {
  readonly doc: (key: string) => string;
  readonly peer: (doc: string, key: string) => string;
  readonly room: (key: string) => string;
  readonly tab: (tab: number) => number;
  readonly frame: (frame: number) => number;
}

export function openNames(facts: readonly TimedFact[]): Names {
  const [docs, rooms, tabs, frames] = [numbering(), numbering(), numbering(), numbering()];
  const peers = new Map<string, (key: string) => number>();
  const names: Names = {
    doc: (key) => `d${docs(key)}`,
    room: (key) => letterOf(rooms(key)),
    tab: (tab) => tabs(String(tab)),
    frame: (frame) => (frame === 0 ? 0 : frames(String(frame))),
    peer(doc, key) {
      const numbers = peers.get(doc) ?? numbering();
      peers.set(doc, numbers);
      return `p${numbers(key)}`;
    },
  };
  // In the order of the story, whoever asks first.
  for (const { fact } of facts) if (fact.type === "documentOpened" && fact.room !== null) names.room(fact.room);
  return names;
}

function numbering(): (key: string) => number {
  const known = new Map<string, number>();
  return (key) => {
    const number = known.get(key) ?? known.size + 1;
    known.set(key, number);
    return number;
  };
}

function letterOf(number: number): string {
  const round = Math.floor((number - 1) / 26);
  return String.fromCharCode(65 + ((number - 1) % 26)) + (round === 0 ? "" : String(round + 1));
}

/** Facts in the order of the story; the returned function remembers which documents live. */
export function wordsOf(names: Names): (timed: TimedFact) => readonly ScenarioEvent[] {
  const living = new Map<string, Announcement>();
  return ({ seconds, fact }) => {
    follow(living, fact);
    return words(names, fact, living).map((event) => ({ at: seconds, ...event }));
  };
}

type Announcement = Extract<KeptFact, { type: "documentOpened" }>;

function follow(living: Map<string, Announcement>, fact: KeptFact): void {
  if (fact.type === "documentOpened") living.set(fact.doc, fact);
  if (fact.type === "documentGone" || fact.type === "lost") living.delete(fact.doc);
  if (fact.type === "tabClosed") for (const [doc, { tab }] of living) if (tab === fact.tab) living.delete(doc);
  if (fact.type === "browserQuit") living.clear();
  if (fact.type === "routeChanged" && fact.room !== undefined) {
    const known = living.get(fact.doc);
    const enrolled = fact.room !== null && (fact.enrolled ?? false);
    if (known !== undefined) living.set(fact.doc, { ...known, room: fact.room, enrolled });
  }
}

function words(names: Names, fact: KeptFact, living: ReadonlyMap<string, Announcement>): Words {
  switch (fact.type) {
    case "documentOpened":
      return [announcement(names, fact)];
    case "documentGone":
      return [{ type: fact.type, doc: names.doc(fact.doc), via: fact.via }];
    case "lost":
      return [{ type: "documentGone", doc: names.doc(fact.doc), via: "crash", seen: false }];
    case "lastSign":
      // A route inside the room is a sign of life and nothing else.
      return [{ type: "routeChanged", doc: names.doc(fact.doc) }];
    case "capture":
      return [{ type: fact.type, doc: names.doc(fact.doc), live: fact.live }];
    case "peer": {
      const { type, doc, peer, state, loopback } = fact;
      return [{ type, doc: names.doc(doc), peer: names.peer(doc, peer), state, ...(loopback && { loopback }) }];
    }
    case "remoteMedia": {
      const { type, doc, peer, flowing } = fact;
      return [{ type, doc: names.doc(doc), peer: names.peer(doc, peer), flowing }];
    }
    case "dataChannel":
      return [{ type: fact.type, doc: names.doc(fact.doc), open: fact.open }];
    case "routeChanged":
      return [route(names, fact)];
    case "audible":
    case "sharing":
      return [{ type: fact.type, tab: names.tab(fact.tab), on: fact.on }];
    case "tabClosed":
      return [{ type: fact.type, tab: names.tab(fact.tab), windowClosing: fact.windowClosing }];
    case "online":
      return [{ type: fact.type, on: fact.on }];
    case "slept":
      return [{ type: fact.type, seconds: fact.forMs / 1_000 }];
    case "clockChanged":
      return [{ type: fact.type, bySeconds: fact.byMs / 1_000 }];
    case "permissionRevoked":
      return [{ type: fact.type, room: names.room(fact.room) }];
    case "client":
      return [{ type: "user", action: fact.action }];
    case "startManually":
      return [{ type: "user", action: fact.type }];
    case "windowClosed":
      return [{ type: "updateForced" }, ...[...living.values()].map((opened) => announcement(names, opened))];
    case "workerKilled":
    case "browserQuit":
    case "browserStarted":
    case "updateOffered":
    case "updateForced":
      return [{ type: fact.type }];
  }
}

function announcement(names: Names, { doc, tab, frame, room, enrolled }: Announcement): Words[number] {
  const place = { tab: names.tab(tab), frame: names.frame(frame), doc: names.doc(doc) };
  return { type: "documentOpened", ...place, room: room === null ? null : names.room(room), enrolled, via: "link" };
}

function route(names: Names, { doc, room, enrolled }: Extract<KeptFact, { type: "routeChanged" }>): Words[number] {
  const moved = { type: "routeChanged", doc: names.doc(doc) };
  if (room === undefined) return moved;
  return { ...moved, room: room === null ? null : names.room(room), enrolled: enrolled ?? false };
}
