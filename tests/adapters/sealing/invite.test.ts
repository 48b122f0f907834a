import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { toBase64Url, toUtf8 } from "../../../src/adapters/sealing/bytes.ts";
import { checkPhrase } from "../../../src/adapters/sealing/check-phrase.ts";
import { type InviteFacts, inviteOf, makeInvite, readInvite } from "../../../src/adapters/sealing/invite.ts";
import { issuerSigningKey } from "../../../src/adapters/sealing/issuer-key.ts";
import { type InviteRules, openInvite } from "../../../src/adapters/sealing/open-invite.ts";
import { pack } from "../../../src/adapters/sealing/packing.ts";
import { signText } from "../../../src/adapters/sealing/signing.ts";
import { makeTherapistKey, type TherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import { inviteLink } from "../../../src/protocol/invite-text.ts";
import { inviteToJson } from "../../../src/protocol/invite-writing.ts";
import { EXPIRES_AT, usualInvite } from "../../core/invite/usual-invite.ts";

const RULES: InviteRules = { nowMs: EXPIRES_AT - 1, allowLocalhost: false };
const DEMO: InviteRules = { ...RULES, allowLocalhost: true };
const REHEARSAL = { hangupGraceSeconds: 1 };

let key: TherapistKey;
let text: string;
beforeAll(async () => {
  key = await makeTherapistKey("Dr. Rivera");
  text = await makeInvite(facts(), key);
});

function facts(changed: Partial<InviteFacts> = {}): InviteFacts {
  const { issuer: _, ...rest } = usualInvite();
  return { ...rest, recipients: [key.recipient], ...changed };
}

/** Whatever JSON, packed and rightly signed by `key`: what a broken or hostile issuer could make. */
async function signed(json: unknown, raw = JSON.stringify(json)): Promise<string> {
  const body = `A1.${toBase64Url(await pack(toUtf8(raw)))}`;
  return `${body}.${await signText(await issuerSigningKey(key), body)}`;
}

async function refusal(given: string, rules = RULES): Promise<string | null> {
  const opened = await openInvite(given, rules);
  return opened.kind === "refused" ? opened.reason : null;
}

describe("an invite", () => {
  test("comes back as it was made, with the phrase the therapist sees", async () => {
    const invite = inviteOf(facts(), key);
    expect(await readInvite(text, RULES)).toEqual({ kind: "ok", invite, phrase: await checkPhrase(invite) });
  });

  test("keeps its settings, and its rehearsal where the endpoint is this machine", async () => {
    const settings = { minimumLiveSeconds: 60, takeBackSeconds: 0 };
    expect(await openInvite(await makeInvite(facts({ settings }), key), RULES)).toMatchObject({ invite: { settings } });
    const endpoint = { ...facts().endpoint, url: "http://localhost:8787" };
    const local = { endpoint, videoHosts: ["localhost:3000"], settings: { rehearsal: REHEARSAL } };
    const rehearsal = await makeInvite(facts(local), key);
    expect(await openInvite(rehearsal, DEMO)).toMatchObject({ kind: "ok", invite: local });
    expect(await refusal(rehearsal)).toBe("endpointNotHttps");
  });

  test("keeps its rooms and which of its sites are for sessions only", async () => {
    const named = { dedicatedHosts: ["meet.example"], rooms: ["https://meet.example/room/7"] };
    expect(await openInvite(await makeInvite(facts(named), key), RULES)).toMatchObject({ kind: "ok", invite: named });
  });

  test("says nothing of rooms where there is nothing to say", async () => {
    const invite = inviteOf(facts({ dedicatedHosts: [], rooms: [] }), key);
    expect(Object.keys(inviteToJson(invite))).toEqual(Object.keys(inviteToJson(inviteOf(facts(), key))));
    expect(Object.keys(inviteToJson(invite))).not.toContain("r");
  });

  test("fits into a link every chat passes on", () => {
    expect(inviteLink(text).length).toBeLessThan(700);
  });

  test("is never made so that every client would refuse it", async () => {
    await expect(makeInvite(facts({ videoHosts: [] }), key)).rejects.toThrow("noVideoSite");
  });

  test("of a later version may say more; what we do not know is passed over", async () => {
    const json = { ...inviteToJson(inviteOf(facts(), key)), later: { x: 1 } };
    expect(await openInvite(await signed(json), RULES)).toMatchObject({ kind: "ok" });
  });
});

describe("an invite is refused", () => {
  test("after its last day", async () => {
    expect(await refusal(text, { ...RULES, nowMs: EXPIRES_AT + 1 })).toBe("expired");
  });

  test("when another key signed it", async () => {
    const [mallory, forged] = [await makeTherapistKey("Dr. Rivera"), inviteOf(facts(), key)];
    const body = `A1.${toBase64Url(await pack(toUtf8(JSON.stringify(inviteToJson(forged)))))}`;
    const signature = await signText(await issuerSigningKey(mallory), body);
    expect(await refusal(`${body}.${signature}`)).toBe("wrongSignature");
  });

  test("when the signature belongs to another invite of the same therapist", async () => {
    const other = await makeInvite(facts({ client: "somebody" }), key);
    const mixed = [...text.split(".").slice(0, 2), other.split(".")[2]].join(".");
    expect(await refusal(mixed)).toBe("wrongSignature");
  });

  test("when it would unpack to more than 16 KB, without unpacking it all", async () => {
    const json = inviteToJson(inviteOf(facts(), key));
    expect(await refusal(await signed(null, `${JSON.stringify(json)}${" ".repeat(17_000)}`))).toBe("tooLarge");
    expect(await refusal(await signed(null, " ".repeat(2_000_000)))).toBe("tooLarge");
  });

  const json = (change: (whole: Record<string, unknown>) => void) => {
    const whole = structuredClone(inviteToJson(inviteOf(facts(), key))) as Record<string, unknown>;
    change(whole);
    return whole;
  };
  const inside = (field: string, changed: object) => (whole: Record<string, unknown>) => {
    whole[field] = { ...(whole[field] as object), ...changed };
  };

  test.each<[string, (whole: Record<string, unknown>) => void, string]>([
    ["later version", (whole) => (whole.v = 2), "newerVersion"],
    ["no version", (whole) => delete whole.v, "notUnderstood"],
    ["something else that is signed", (whole) => (whole.t = "letter"), "notUnderstood"],
    ["no issuer", (whole) => delete whole.iss, "notUnderstood"],
    ["issuer without a name", inside("iss", { n: undefined }), "notUnderstood"],
    ["no endpoint", (whole) => delete whole.ep, "notUnderstood"],
    ["an adapter we do not speak", inside("ep", { a: "carrier-pigeon" }), "endpointUnknown"],
    ["a profile we do not speak", inside("ep", { p: "ftp" }), "endpointUnknown"],
    ["endpoint over http", inside("ep", { u: "http://box.example" }), "endpointNotHttps"],
    ["endpoint with a fragment", inside("ep", { u: "https://box.example#x" }), "endpointNotAllowed"],
    ["endpoint without a token", inside("ep", { t: undefined }), "notUnderstood"],
    ["one recipient, not a list", (whole) => (whole.to = key.recipient), "badRecipient"],
    ["no recipients", (whole) => (whole.to = []), "badRecipient"],
    ["a recipient of another kind", (whole) => (whole.to = ["age1pq1xyz"]), "badRecipient"],
    ["a practice that is a number", (whole) => (whole.pr = 7), "notUnderstood"],
    ["a practice without a name", (whole) => (whole.pr = ""), "notUnderstood"],
    ["a practice without a key", (whole) => (whole.pr = "North"), "notUnderstood"],
    ["the same reader twice", (whole) => (whole.to = [key.recipient, key.recipient]), "badRecipient"],
    ["five readers", (whole) => (whole.to = Array(5).fill(key.recipient)), "badRecipient"],
    ["no sites", (whole) => delete whole.h, "noVideoSite"],
    ["an empty list of sites", (whole) => (whole.h = []), "noVideoSite"],
    ["a site that is an address", (whole) => (whole.h = ["https://meet.example/"]), "badVideoSite"],
    ["a site kept for sessions, not a list", (whole) => (whole.d = "meet.example"), "badVideoSite"],
    ["a site kept for sessions that is none of its sites", (whole) => (whole.d = ["call.example"]), "badVideoSite"],
    ["one room, not a list", (whole) => (whole.r = "https://meet.example/7"), "badRoom"],
    ["a room that is a number", (whole) => (whole.r = [7]), "badRoom"],
    ["a room on another site", (whole) => (whole.r = ["https://call.example/7"]), "badRoom"],
    ["plain answers", (whole) => (whole.m = "plain"), "plainNotAllowed"],
    ["a third way", (whole) => (whole.m = "loud"), "notUnderstood"],
    ["number as text", (whole) => (whole.n = "1"), "notUnderstood"],
    ["time as text", (whole) => (whole.exp = "tomorrow"), "notUnderstood"],
    ["half a second", (whole) => (whole.exp = 1.5), "notUnderstood"],
    ["no client", (whole) => delete whole.c, "notUnderstood"],
    ["short secret", (whole) => (whole.s = "abc"), "notUnderstood"],
    ["no instrument", (whole) => delete whole.q, "notUnderstood"],
    ["settings that are a list", (whole) => (whole.set = []), "notUnderstood"],
    ["settings out of bounds", (whole) => (whole.set = { back: 1e9 }), "notUnderstood"],
    ["timings that are text", (whole) => (whole.set = { re: { grace: "1" } }), "notUnderstood"],
    ["a rehearsal far away", (whole) => (whole.set = { re: REHEARSAL }), "rehearsalNotAllowed"],
  ])("though rightly signed: %s", async (_, change, reason) => {
    expect(await refusal(await signed(json(change)))).toBe(reason);
  });

  test.each(["", "null", "[]", "7", "{", "\u0000"])("though rightly signed: %j is no invite", async (raw) => {
    expect(await refusal(await signed(null, raw))).toMatch(/damaged|notUnderstood/);
  });
});

describe("however an invite is changed", () => {
  const SIGNS = "ABCXYZabcxyz0189-_.";

  /** One to three characters replaced, left out, doubled or swapped: what happens on the way, and what attackers try. */
  function mutated(at: number, how: number, sign: string): string {
    const place = 3 + (at % (text.length - 3));
    const [before, here, after] = [text.slice(0, place), text[place] ?? "", text.slice(place + 1)];
    const ways = [
      before + sign + after,
      before + after,
      before + here + here + after,
      before + sign + here + after,
      before,
    ];
    return ways[how % ways.length] ?? before;
  }

  test("it is refused, and nothing breaks: 3,000 times", async () => {
    const reasons = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(4), fc.constantFrom(...SIGNS), async (at, how, sign) => {
        const given = mutated(at, how, sign);
        fc.pre(given !== text);
        const reason = await refusal(given);
        expect(reason).not.toBeNull();
        reasons.set(reason ?? "", (reasons.get(reason ?? "") ?? 0) + 1);
      }),
      { numRuns: 3_000 },
    );
    // What stands inside is looked at only as far as it takes to find the key that should have signed it.
    const beforeSigned = /^(damaged|wrongSignature|tooLarge|notAnInvite|newerVersion|notUnderstood)$/;
    expect([...reasons.keys()].filter((reason) => !beforeSigned.test(reason))).toEqual([]);
  });

  test("whatever is packed into one and signed, reading it never throws", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.constantFrom("v", "iss", "to", "ep", "c", "h", "d", "r", "set", "exp"),
        async (value, field) => {
          const whole: Record<string, unknown> = { ...inviteToJson(inviteOf(facts(), key)), [field]: value };
          await refusal(await signed(whole));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("bytes that are no packed text are damaged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        expect(await refusal(`A1.${toBase64Url(bytes)}.${text.split(".")[2]}`)).toMatch(
          /damaged|notUnderstood|tooLarge/,
        );
      }),
      { numRuns: 300 },
    );
  });
});
