/**
 * What the machine made of a step, for the log and for what an exported scenario expects: sessions, offers, and calls
 * that came to nothing. Only a comparison of two worlds; it decides nothing.
 */
import type { ClientAction, RoomKey, SessionId } from "./events.ts";
import type { StepFacts } from "./recorded-step.ts";
import type { EndCause, EndedSession, World } from "./world.ts";

/** A call that was over before it was long enough to count. */
export interface ShortCall {
  readonly id: SessionId;
  readonly room: RoomKey;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly liveMs: number;
  readonly cause: EndCause;
}

/** How an offer reached the client: by itself in one of two ways, or not, and why not. */
export type Showing = "popup" | "window" | "badgeChosen" | "refused" | "quiet" | "paused";

export type Outcome =
  | { readonly kind: "ended"; readonly session: EndedSession; readonly at: number }
  | { readonly kind: "tooShort"; readonly call: ShortCall; readonly at: number }
  /** `notBefore`: the background may have been asleep when it fell due. */
  | {
      readonly kind: "offered";
      readonly session: SessionId;
      readonly via: "popup" | "badge";
      readonly notBefore: number;
      readonly at: number;
    }
  | {
      readonly kind: "withdrawn" | "resumed" | "missed";
      readonly session: SessionId;
      readonly notBefore: number;
      readonly at: number;
    }
  | { readonly kind: "answered"; readonly session: SessionId; readonly action: ClientAction; readonly at: number }
  | { readonly kind: "shown"; readonly session: SessionId; readonly how: Showing; readonly at: number }
  | { readonly kind: "restarted"; readonly notBefore: number; readonly at: number };

export function outcomesOf(step: StepFacts): readonly Outcome[] {
  const { before, after, now: at } = step;
  const notBefore = Math.min(at, step.toldAt || at);
  if (step.effects.length === 0 && before.sessions === after.sessions) return [];
  return [
    ...resumedIn(before, after).map((session) => ({ kind: "resumed" as const, session, notBefore, at })),
    ...step.effects.flatMap((effect): readonly Outcome[] => {
      switch (effect.kind) {
        case "ended":
          return [{ kind: "ended", session: effect.session, at }];
        case "tooShort":
          return [{ kind: "tooShort", call: effect.call, at }];
        case "offer":
          return [
            { kind: "offered", session: effect.session, via: effect.via, notBefore: duenessOf(step, effect), at },
          ];
        case "withdraw":
          return [{ kind: "withdrawn", session: effect.session, notBefore, at }];
        case "restart":
          return [{ kind: "restarted", notBefore, at }];
      }
    }),
    ...changesOf(before, after, notBefore, at),
  ];
}

/** The machine was told at `toldAt` and did not offer it then. */
function duenessOf({ after, toldAt, now }: StepFacts, { session }: { readonly session: SessionId }): number {
  const decidedAt = after.sessions.find(({ id }) => id === session)?.decidedAt ?? now;
  return Math.min(now, Math.max(toldAt, decidedAt));
}

/** Went on after all: no ended session any more. */
function resumedIn(before: World, after: World): readonly SessionId[] {
  const live = new Set(Object.values(after.rooms).flatMap(({ call }) => call?.id ?? []));
  return before.sessions.filter(({ id }) => live.has(id) && !after.sessions.some((one) => one.id === id)).map(idOf);
}

function idOf({ id }: EndedSession): SessionId {
  return id;
}

function changesOf(before: World, after: World, notBefore: number, at: number): readonly Outcome[] {
  return after.sessions.flatMap((session): readonly Outcome[] => {
    const was = before.sessions.find(({ id }) => id === session.id);
    if (was === undefined || was === session) return [];
    const { id, answered } = session;
    return [
      ...(session.offer === "missed" && was.offer !== "missed"
        ? [{ kind: "missed" as const, session: id, notBefore, at }]
        : []),
      ...(answered !== null && answered !== was.answered
        ? [{ kind: "answered" as const, session: id, action: answered, at }]
        : []),
    ];
  });
}
