import { describe, expect, test } from "vitest";
import { packDefinition } from "../../../src/core/alliance/definition.ts";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import { addOnsOf, dueAddOnOf } from "../../../src/core/invite/asked-add-ons.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { ATTRIBUTED, addOn, SOMEBODY } from "../alliance/add-ons.ts";
import { dummy } from "../alliance/dummy.ts";
import { usualInvite } from "./usual-invite.ts";

const [core, , together] = INSTRUMENTS as readonly [Instrument, Instrument, Instrument];
const text = (instrument: Instrument) => JSON.stringify(packDefinition(instrument));
const [risq, sparq] = [addOn("risq"), addOn("sparq")];
const both = usualInvite({ addOns: [text(risq), text(sparq)], outside: SOMEBODY });
const due = (round: number, invite: Invite = both, main = core) =>
  dueAddOnOf(invite, { main, round, today: "2026-11-30" });

describe("what an invite asks beside its set", () => {
  test("is nothing where it says nothing", () => {
    expect(addOnsOf(usualInvite(), core)).toEqual([]);
    expect(due(4, usualInvite())).toBeNull();
  });

  test("is due every fourth time, and brings the way outside where it asks about harm", () => {
    expect([1, 2, 3, 5].map((round) => due(round))).toEqual([null, null, null, null]);
    expect(due(4)).toEqual({ instrument: risq, outside: SOMEBODY });
    expect(due(8)).toEqual({ instrument: sparq, outside: null });
  });

  test("is not asked of several, whoever accepted it", () => {
    expect(addOnsOf(both, together)).toEqual([]);
  });

  test("is without the questions about harm where nobody is named, or the therapist is", () => {
    const { outside: _, ...nobody } = both;
    expect(addOnsOf(nobody, core)).toEqual([sparq]);
    const itself = { ...both, outside: { ...SOMEBODY, practice: both.issuer.name } };
    expect(addOnsOf(itself, core)).toEqual([sparq]);
  });

  test("is not shown from the day after its licence has ended", () => {
    const ended = addOn("sparq", { licence: { ...ATTRIBUTED, expires: "2026-11-29" } });
    expect(due(4, usualInvite({ addOns: [text(ended)] }))).toBeNull();
    const today = addOn("sparq", { licence: { ...ATTRIBUTED, expires: "2026-11-30" } });
    expect(due(4, usualInvite({ addOns: [text(today)] }))?.instrument.id).toBe("sparq");
  });

  test.each(["{", "null", "[]", "{}", text(dummy("wai-sr"))])("is passed over where it is none: %s", (broken) => {
    expect(addOnsOf(usualInvite({ addOns: [broken, text(sparq)] }), core)).toEqual([sparq]);
  });
});
