import fc from "fast-check";
import { ANSWER_TIMES_SECONDS } from "../../../src/core/alliance/answer-time.ts";
import { DIP_ENDS } from "../../../src/core/alliance/flags/dip-outcomes.ts";
import type { PilotCheckIn, PilotClient, PilotPart } from "../../../src/core/practice/pilot.ts";

export function pilotCheckIn(changed: Partial<PilotCheckIn> = {}): PilotCheckIn {
  return { week: "2026-W31", seconds: 30, tense: false, dip: null, ...changed };
}

/** `count` clients of each therapist, all alike but for what `of` says of each. */
export function pilot(
  counts: readonly number[],
  of: (client: number, therapist: number) => Partial<PilotClient> = () => ({}),
): readonly PilotPart[] {
  return counts.map((count, therapist) => ({
    therapist: `t${therapist}`,
    clients: Array.from({ length: count }, (_, n) => ({
      client: `c${n}`,
      platform: "zoom-web",
      held: null,
      checkIns: [pilotCheckIn()],
      ...of(n, therapist),
    })),
  }));
}

const checkIns = fc.array(
  fc.record<PilotCheckIn>({
    week: fc.constantFrom("2026-W30", "2026-W31", "2026-W32", "2026-W33"),
    seconds: fc.constantFrom(null, ...ANSWER_TIMES_SECONDS),
    tense: fc.constantFrom(null, true, false, false),
    dip: fc.constantFrom(null, null, ...DIP_ENDS),
  }),
  { maxLength: 6 },
);

const client = fc.record<Omit<PilotClient, "client">>({
  platform: fc.constantFrom("zoom-web", "zoom-web", "doxy-me", "jitsi", null),
  held: fc.option(fc.nat({ max: 9 }), { freq: 3 }),
  checkIns,
});

/** Pilots of every size around the limits. */
export const anyPilot: fc.Arbitrary<readonly PilotPart[]> = fc
  .array(fc.array(client, { maxLength: 14 }), { minLength: 1, maxLength: 6 })
  .map((parts) =>
    parts.map((clients, n) => ({
      therapist: `t${n}`,
      clients: clients.map((one, at) => ({ ...one, client: `c${at}` })),
    })),
  );
