import { beforeAll, expect, test } from "vitest";
import { toBase64Url, toUtf8 } from "../../../src/adapters/sealing/bytes.ts";
import { type InviteFacts, inviteOf, makeInvite } from "../../../src/adapters/sealing/invite.ts";
import { issuerSigningKey } from "../../../src/adapters/sealing/issuer-key.ts";
import { openInvite } from "../../../src/adapters/sealing/open-invite.ts";
import { pack } from "../../../src/adapters/sealing/packing.ts";
import { signText } from "../../../src/adapters/sealing/signing.ts";
import { makeTherapistKey, type TherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { findInvite, inviteLink } from "../../../src/protocol/invite-text.ts";
import { inviteToJson } from "../../../src/protocol/invite-writing.ts";
import { INVITE_REASONS } from "../../../src/ui/setup/reasons.ts";
import { EXPIRES_AT, OTHER_RECIPIENT, usualInvite } from "../../core/invite/usual-invite.ts";
import { createDice, type Dice } from "./dice.ts";

/** All mutations together; INVITE_RUNS=500000 looks longer. */
const RUNS = Number(process.env.INVITE_RUNS ?? 50_000);
const SEED = Number(process.env.INVITE_SEED ?? 20_261_125);
/** Ends a hunt that hangs: beside all else on a busy machine one takes minutes. */
const LIMIT_MS = 900_000;
const RULES = { nowMs: EXPIRES_AT - 1, allowLocalhost: false };

let issuer: TherapistKey;
let mallory: TherapistKey;
let seeds: readonly string[];
/** What each of them says: nothing else may ever come out. */
let genuine: readonly string[];

const FULL: Partial<InviteFacts> = {
  recipients: [usualInvite().recipients[0] ?? "", OTHER_RECIPIENT],
  practice: "Practice North",
  videoHosts: ["meet.example", "call.example"],
  dedicatedHosts: ["call.example"],
  rooms: ["https://meet.example/room/7"],
  settings: { minimumLiveSeconds: 600, takeBackSeconds: 60 },
};

beforeAll(async () => {
  [issuer, mallory] = await Promise.all([makeTherapistKey("Dr. Rivera"), makeTherapistKey("Dr. Rivera")]);
  const { issuer: _, ...usual } = usualInvite();
  const facts: readonly InviteFacts[] = [usual, { ...usual, ...FULL }, { ...usual, update: 7, client: "other-client" }];
  seeds = await Promise.all(facts.map((each) => makeInvite(each, issuer)));
  genuine = facts.map((each) => JSON.stringify(inviteToJson(inviteOf(each, issuer))));
});

const SIGNS = "ABCXYZabcxyz0189-_.=%#&+/ \n\t\u00ad\u200b\ufeff\u202eé😀";

/** What happens on the way, by accident and by intent. */
const TEXT_WAYS: readonly ((text: string, dice: Dice) => string)[] = [
  (text, dice) => replaced(text, dice.below(text.length), dice.of([...SIGNS])),
  (text, dice) => replaced(text, dice.below(text.length), ""),
  (text, dice) => inserted(text, dice.below(text.length), dice.of([...SIGNS])),
  (text, dice) => text.slice(0, dice.below(text.length)),
  (text, dice) => text.slice(dice.below(text.length)),
  (text, dice) => doubled(text, dice),
  (text, dice) => swapped(text, dice.below(text.length - 1)),
  (text, dice) => bitFlipped(text, dice),
  (text, dice) => `${text.slice(0, 3)}${"A".repeat(dice.below(12_000))}${text.slice(3)}`,
  (text, dice) => joinedParts(text, dice),
  (text) => text.toLowerCase(),
  (text) => [...text].toReversed().join(""),
];

test(
  `whatever is done to the text of an invite, only the genuine one comes out (seed ${SEED})`,
  async () => {
    const dice = createDice(SEED);
    const reasons = new Set<string>();
    for (let run = 0; run < Math.floor(RUNS * 0.98); run++) {
      let text = dice.of(seeds);
      for (let times = dice.below(3); times >= 0; times--) text = dice.of(TEXT_WAYS)(text, dice);
      if (run % 4 === 0) text = inviteLink(text);
      reasons.add(await outcomeOf(text));
    }
    for (const reason of reasons) expect(["genuine", ...Object.keys(INVITE_REASONS)]).toContain(reason);
    if (RUNS >= 1_000)
      expect([...reasons]).toEqual(expect.arrayContaining(["damaged", "notAnInvite", "wrongSignature"]));
  },
  LIMIT_MS,
);

/** Fields left out, changed, of another kind, or more than there are. */
const JSON_WAYS: readonly ((whole: Record<string, unknown>, dice: Dice) => void)[] = [
  (whole, dice) => delete whole[dice.of(Object.keys(whole))],
  (whole, dice) => (whole[dice.of(Object.keys(whole))] = dice.of(ODD)),
  (whole, dice) => (whole[`x${dice.below(99)}`] = dice.of(ODD)),
  (whole, dice) => (whole.iss = { n: "Dr. Rivera", k: dice.of([issuer, mallory]).issuerPublic }),
  (whole, dice) => (whole.iss = { n: dice.of(ODD), k: dice.of(ODD) }),
  (whole, dice) => (whole.to = [dice.of([OTHER_RECIPIENT, "age1", 7, null])]),
  (whole, dice) => (whole.ep = { ...(whole.ep as object), u: dice.of(["https://evil.example", "javascript:1", 7]) }),
  (whole, dice) => (whole.n = dice.of([0, -1, 1e9, 1.5, Number.MAX_SAFE_INTEGER])),
];
const ODD: readonly unknown[] = [
  null,
  0,
  -1,
  "",
  "x".repeat(9_000),
  [],
  {},
  [[]],
  { __proto__: 1 },
  true,
  "\u0000",
  1e308,
];

test(
  `no change of what an invite says passes for its issuer's, whoever signs it (seed ${SEED})`,
  async () => {
    const dice = createDice(SEED + 1);
    const malloryKey = await issuerSigningKey(mallory);
    for (let run = 0; run < Math.ceil(RUNS * 0.02); run++) {
      const whole = JSON.parse(dice.of(genuine)) as Record<string, unknown>;
      for (let times = dice.below(3); times >= 0; times--) dice.of(JSON_WAYS)(whole, dice);
      const raw = dice.below(100) === 0 ? bomb(whole, dice) : JSON.stringify(whole);
      const body = `A1.${toBase64Url(await pack(toUtf8(raw)))}`;
      const signature = await signText(malloryKey, body);
      const opened = await openInvite(`${body}.${signature}`, RULES);
      // Mallory may invite in her own name, as anybody may; never in the therapist's.
      if (opened.kind === "ok") expect(opened.invite.issuer.key).toBe(mallory.issuerPublic);
      else expect(Object.keys(INVITE_REASONS)).toContain(opened.reason);
    }
  },
  LIMIT_MS,
);

test("a megabyte of anything is turned away before it is searched", () => {
  for (const text of ["A1.".repeat(350_000), "A".repeat(1_000_000), " ".repeat(1_000_000)])
    expect(findInvite(text)).toEqual({ kind: "refused", reason: "tooLarge" });
});

test.each(["A1.", ">\n", "=\r\n", "A1.A", "\u200b", "A1.AAAAAAAAAAAAAAAAAAAAAAAA.", "A999."])(
  "64 KB of %j are searched without being searched over and over",
  (part) => {
    // Not timed: a search that is not linear would not come to its end within the test's limit.
    expect(findInvite(part.repeat(Math.floor(65_536 / part.length))).kind).toBe("refused");
  },
);

async function outcomeOf(text: string): Promise<string> {
  const opened = await openInvite(text, RULES);
  if (opened.kind === "refused") return opened.reason;
  expect(genuine).toContain(JSON.stringify(inviteToJson(opened.invite satisfies Invite)));
  return "genuine";
}

function replaced(text: string, at: number, sign: string): string {
  return text.slice(0, at) + sign + text.slice(at + 1);
}

function inserted(text: string, at: number, sign: string): string {
  return text.slice(0, at) + sign + text.slice(at);
}

function doubled(text: string, dice: Dice): string {
  const [start, length] = [dice.below(text.length), dice.below(40) + 1];
  return text.slice(0, start + length) + text.slice(start);
}

function swapped(text: string, at: number): string {
  return text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
}

/** One bit of the packed bytes. */
function bitFlipped(text: string, dice: Dice): string {
  const [mark = "", payload = "", signature = ""] = text.split(".");
  const bytes = Buffer.from(payload, "base64url");
  if (bytes.length === 0) return text;
  bytes[dice.below(bytes.length)]! ^= 1 << dice.below(8);
  return `${mark}.${bytes.toString("base64url")}.${signature}`;
}

/** One invite's content under another's signature. */
function joinedParts(text: string, dice: Dice): string {
  const [mark, payload] = text.split(".");
  return [mark, payload, dice.of(seeds).split(".")[2]].join(".");
}

/** Small packed, large unpacked. */
function bomb(whole: Record<string, unknown>, dice: Dice): string {
  return JSON.stringify({ ...whole, pad: "x".repeat(8_000 + dice.below(200_000)) });
}
