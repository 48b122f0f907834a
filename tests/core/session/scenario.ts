import type { SessionEvent } from "../../../src/core/session/events.ts";

/** A number, met within two seconds, or a span. */
export type Instant = number | readonly [from: number, to: number];

export interface Scenario {
  readonly id: string;
  readonly settings: Readonly<Record<string, number | boolean>>;
  readonly startsAt: number;
  readonly events: readonly TimedFact[];
  readonly until: number;
  readonly expect: {
    readonly sessions: readonly ExpectedSession[];
    readonly prompts: readonly ExpectedPrompt[];
    readonly neverPromptWithin: readonly (readonly [number, number])[];
    readonly update: { readonly notBefore: number; readonly notAfter: number } | null;
  };
}

export interface ExpectedSession {
  readonly room: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly cause: string | readonly string[];
  readonly overlong?: boolean;
  readonly struck?: boolean;
}

export interface ExpectedPrompt {
  readonly session: number;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly via: "popup" | "badge" | "either";
  readonly withdrawnAt?: Instant;
}

/** What happens at an instant: something the machine is told, or something only the player knows of. */
export type Fact =
  | { readonly kind: "told"; readonly event: SessionEvent }
  /** Nobody was there to notice, or it was not signed, or it fits no vocabulary. */
  | { readonly kind: "unheard"; readonly gone: string | null }
  | { readonly kind: "slowed"; readonly doc: string; readonly throttled: boolean }
  | { readonly kind: "workerKilled" | "browserQuit" };

export interface TimedFact {
  readonly at: number;
  readonly fact: Fact;
}

/** Far more than any flood of the corpus; a slip of the finger shall not fill the memory. */
const MAX_TIMES = 100_000;

const PEER_STATES = ["connecting", "connected", "disconnected", "failed", "closedByPage"] as const;
const WAYS_TO_GO = ["unload", "bfcache", "crash", "frameRemoved"] as const;
const ANSWERS = ["submit", "later", "skip", "notASession", "neverHere"] as const;

type Raw = Readonly<Record<string, unknown>>;

/** Reads one file of the corpus; throws with a sentence where it does not fit the format. */
export function readScenario(json: string): Scenario {
  const raw = record(parseJson(json), "A scenario");
  const expected = record(raw.expect, "expect");
  const startsAt = typeof raw.startsAt === "string" ? Date.parse(raw.startsAt) : Date.UTC(2026, 0, 5, 9);
  if (Number.isNaN(startsAt)) throw new Error("startsAt must be an instant.");
  return {
    id: text(raw.id, "id"),
    settings: record(raw.settings ?? {}, "settings") as Scenario["settings"],
    startsAt,
    events: list(raw.events, "events")
      .flatMap(expand)
      .sort((a, b) => a.at - b.at),
    until: number(raw.until, "until"),
    expect: {
      sessions: list(expected.sessions, "expect.sessions").map(expectedSession),
      prompts: list(expected.prompts, "expect.prompts").map(expectedPrompt),
      neverPromptWithin: spans(expected.neverPromptWithin ?? [], "expect.neverPromptWithin"),
      update: expected.update === undefined ? null : expectedUpdate(record(expected.update, "expect.update")),
    },
  };
}

function parseJson(json: string): unknown {
  try {
    // Some editors begin a file with a mark of their own.
    return JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch {
    throw new Error("A scenario must be a JSON file.");
  }
}

function expectedSession(raw: Raw): ExpectedSession {
  text(raw.room, "The room of an expected session");
  instant(raw.startedAt, "startedAt");
  instant(raw.endedAt, "endedAt");
  if (raw.cause === undefined) throw new Error("An expected session must name its cause.");
  return raw as unknown as ExpectedSession;
}

function expectedPrompt(raw: Raw): ExpectedPrompt {
  for (const name of ["session", "notBefore", "notAfter"]) number(raw[name], name);
  oneOf(["popup", "badge", "either"], raw.via, "via");
  if (raw.withdrawnAt !== undefined) instant(raw.withdrawnAt, "withdrawnAt");
  return raw as unknown as ExpectedPrompt;
}

function expectedUpdate({ notBefore, notAfter }: Raw): NonNullable<Scenario["expect"]["update"]> {
  return { notBefore: number(notBefore, "update.notBefore"), notAfter: number(notAfter, "update.notAfter") };
}

function expand(raw: Raw): readonly TimedFact[] {
  const at = number(raw.at, "at");
  if (raw.type !== "repeat") return [{ at, fact: factOf(raw) }];
  const [times, every] = [number(raw.times, "times"), number(raw.every, "every")];
  if (times < 0 || times > MAX_TIMES) throw new Error(`times must be between 0 and ${MAX_TIMES}.`);
  return Array.from({ length: times }, (_, round) =>
    list(raw.events, "repeat.events").map((event) => {
      const filled = JSON.parse(JSON.stringify(event).replaceAll("{i}", String(round))) as Raw;
      return { at: at + round * every + number(filled.after, "after"), fact: factOf(filled) };
    }),
  ).flat();
}

function factOf(raw: Raw): Fact {
  if (raw.unsigned === true || raw.type === "garbage") return { kind: "unheard", gone: null };
  const told = (event: SessionEvent): Fact => ({ kind: "told", event });
  const docOf = (): string => text(raw.doc, "doc");
  const peerOf = (): string => text(raw.peer, "peer");
  switch (raw.type) {
    case "documentOpened": {
      const room = typeof raw.room === "string" ? raw.room : null;
      const [tab, frame] = [number(raw.tab, "tab"), number(raw.frame ?? 0, "frame")];
      return told({ type: "documentOpened", doc: docOf(), tab, frame, room, enrolled: raw.enrolled === true });
    }
    case "documentGone":
      if (raw.seen === false) return { kind: "unheard", gone: docOf() };
      return told({ type: "documentGone", doc: docOf(), via: oneOf(WAYS_TO_GO, raw.via, "via") });
    case "capture":
      return told({ type: "capture", doc: docOf(), live: raw.live === true });
    case "peer": {
      const state = oneOf(PEER_STATES, raw.state, "state");
      return told({ type: "peer", doc: docOf(), peer: peerOf(), state, loopback: raw.loopback === true });
    }
    case "remoteMedia":
      return told({ type: "remoteMedia", doc: docOf(), peer: peerOf(), flowing: raw.flowing === true });
    case "dataChannel":
      return told({ type: "dataChannel", doc: docOf(), open: raw.open === true });
    case "routeChanged": {
      if (raw.room === undefined) return told({ type: "routeChanged", doc: docOf() });
      const room = typeof raw.room === "string" ? raw.room : null;
      return told({ type: "routeChanged", doc: docOf(), room, enrolled: raw.enrolled === true });
    }
    case "visibility":
      return { kind: "slowed", doc: docOf(), throttled: raw.throttled === true };
    case "audible":
    case "sharing":
      return told({ type: raw.type, tab: number(raw.tab, "tab"), on: raw.on === true });
    case "tabClosed":
      return told({ type: "tabClosed", tab: number(raw.tab, "tab"), windowClosing: raw.windowClosing === true });
    case "online":
      return told({ type: "online", on: raw.on === true });
    case "slept":
      return told({ type: "slept", forMs: number(raw.seconds, "seconds") * 1_000 });
    case "clockChanged":
      return told({ type: "clockChanged", byMs: number(raw.bySeconds, "bySeconds") * 1_000 });
    case "browserStarted":
    case "updateOffered":
    case "updateForced":
      return told({ type: raw.type });
    case "workerKilled":
    case "browserQuit":
      return { kind: raw.type };
    case "permissionRevoked":
      return told({ type: "permissionRevoked", room: text(raw.room, "room") });
    case "user":
      if (raw.action === "startManually") return told({ type: "startManually" });
      return told({ type: "client", action: oneOf(ANSWERS, raw.action, "action") });
    default:
      throw new Error(`No event is called ${JSON.stringify(raw.type)}.`);
  }
}

function record(value: unknown, name: string): Raw {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${name} must be an object.`);
  return value as Raw;
}

function list(value: unknown, name: string): readonly Raw[] {
  if (!Array.isArray(value)) throw new Error(`${name} must be a list.`);
  return value.map((one) => record(one, name));
}

function number(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Error(`${name} must be a number.`);
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`${name} must be a text.`);
  return value;
}

function instant(value: unknown, name: string): void {
  if (Array.isArray(value) && value.length === 2) for (const end of value) number(end, name);
  else number(value, `${name}, or both ends of its span,`);
}

function spans(value: unknown, name: string): readonly (readonly [number, number])[] {
  if (!Array.isArray(value)) throw new Error(`${name} must be a list.`);
  return value.map((span: unknown) => {
    if (!Array.isArray(span) || span.length !== 2) throw new Error(`${name} must hold pairs of seconds.`);
    return [number(span[0], name), number(span[1], name)];
  });
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, name: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`${name} must be one of ${allowed.join(", ")}.`);
  return found;
}
