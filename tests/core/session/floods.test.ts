import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import { nextWakeAt, stepSession } from "../../../src/core/session/machine.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, MAX_DOCS, type World } from "../../../src/core/session/world.ts";

type Make = (round: number) => readonly SessionEvent[];

const opened = (doc: string, room: string, tab = 1, frame = 0): SessionEvent => {
  return { type: "documentOpened", doc, tab, frame, room, enrolled: true };
};
const connected = (doc: string, peer: string): readonly SessionEvent[] => [
  { type: "peer", doc, peer, state: "connected", loopback: false },
  { type: "remoteMedia", doc, peer, flowing: true },
];
const numbered = (prefix: string, round: number): string => `${prefix}${1_000 + round}`;

/** Every round some seconds after the one before. */
function flood(rounds: number, make: Make, everyMs = 0): World {
  const told: readonly SessionEvent[][] = Array.from({ length: rounds }, (_, round) => [...make(round)]);
  return [[opened("d", "A")], ...told].reduce(
    (world, events, round) =>
      events.reduce((before, event) => stepSession(before, event, 1 + round * everyMs, DEFAULT_TIMINGS).world, world),
    EMPTY_WORLD,
  );
}

describe("A flood", () => {
  const KINDS: readonly (readonly [string, bound: number, make: Make, everyMs: number])[] = [
    ["documents", 50_000, (i) => [opened(numbered("d", i), "A")], 0],
    ["frames", 50_000, (i) => [opened(numbered("d", i), "A", 1, i + 1)], 0],
    ["frames with devices on", 60_000, (i) => loudFrame(numbered("d", i), i), 0],
    ["rooms", 80_000, (i) => [opened(numbered("d", i), numbered("r", i))], 0],
    [
      "documents that come and go",
      25_000,
      (i) => [
        opened(numbered("d", i), numbered("r", i)),
        { type: "capture", doc: numbered("d", i), live: true },
        { type: "documentGone", doc: numbered("d", i), via: "unload" },
      ],
      0,
    ],
    ["connections", 40_000, (i) => connected("d", numbered("p", i)), 0],
    [
      "connections that are closed",
      5_000,
      (i) => [
        ...connected("d", numbered("p", i)),
        { type: "peer", doc: "d", peer: numbered("p", i), state: "closedByPage", loopback: false },
      ],
      0,
    ],
    [
      "calls, each in a room of its own",
      80_000,
      (i) => [
        ...(i === 0 ? [] : [{ type: "documentGone", doc: numbered("d", i - 1), via: "crash" } as const]),
        opened(numbered("d", i), numbered("r", i)),
        { type: "capture", doc: numbered("d", i), live: true },
        ...connected(numbered("d", i), "p"),
      ],
      DEFAULT_TIMINGS.establishMs + 1,
    ],
  ];

  test.each(KINDS)("of %s does not grow what is stored beyond a bound", (_name, bound, make, everyMs) => {
    const [some, more] = [220, 300].map((rounds) => JSON.stringify(flood(rounds, make, everyMs)).length) as [
      number,
      number,
    ];
    // Instants grow a digit now and then.
    expect(more).toBeLessThan(some * 1.02);
    expect(more).toBeLessThan(bound);
  });

  test("of frames in one tab does not push the page out that holds them, nor another tab's", () => {
    const { docs } = flood(300, (i) => [opened(numbered("f", i), "A", 1, i + 1), ...(i === 0 ? [lobby] : [])]);
    expect(Object.keys(docs)).toHaveLength(MAX_DOCS);
    expect(Object.keys(docs)).toEqual(expect.arrayContaining(["d", "lobby"]));
  });

  test("of frames that tell much leaves room for a document in another tab", () => {
    const crowded = flood(300, (i) => loudFrame(numbered("f", i), i));
    expect(stepSession(crowded, lobby, 2, DEFAULT_TIMINGS).world.docs.lobby).toBeDefined();
  });
});

const lobby = opened("lobby", "B", 2);

function loudFrame(doc: string, index: number): readonly SessionEvent[] {
  return [opened(doc, "A", 1, index + 1), { type: "capture", doc, live: true }];
}

describe("The work for one event", () => {
  const EVENTS: readonly SessionEvent[] = [
    { type: "alive", doc: numbered("d", 7) },
    { type: "capture", doc: numbered("d", 7), live: true },
    { type: "documentGone", doc: numbered("d", 7), via: "unload" },
    { type: "tabClosed", tab: 9, windowClosing: false },
    { type: "online", on: false },
    { type: "tick" },
  ];
  const PLACES = [
    ["in one room", () => "A"],
    ["each in a room of its own", (i: number) => numbered("r", i)],
  ] as const;

  test.each(PLACES)("grows no faster than the number of documents, %s", (_name, roomOf) => {
    const worldOf = (count: number): World =>
      flood(count, (i) => [opened(numbered("d", i), roomOf(i), i + 1), ...connected(numbered("d", i), "p")]);
    const [few, many] = [worldOf(20), worldOf(80)];
    for (const event of EVENTS) expect(readsFor(many, event)).toBeLessThanOrEqual(5 * readsFor(few, event));
  });
});

/** How often anything is looked up in a document. */
function readsFor(world: World, event: SessionEvent): number {
  let reads = 0;
  const counted = <T extends object>(of: T): T =>
    new Proxy(of, {
      get(target, key, receiver) {
        reads += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  const docs = Object.fromEntries(Object.entries(world.docs).map(([key, doc]) => [key, counted(doc)]));
  const step = stepSession({ ...world, docs }, event, 2, DEFAULT_TIMINGS);
  nextWakeAt(step.world, 2, DEFAULT_TIMINGS);
  return reads;
}
