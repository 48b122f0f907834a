import { expect, test } from "vitest";
import { NO_RUN } from "../../src/core/alliance/high-run.ts";
import { endpointIdOf } from "../../src/core/outbox/pairing.ts";
import { EMPTY_BOOK } from "../../src/core/session/room-book.ts";
import { type HeldData, writeMyData } from "../../src/protocol/my-data.ts";
import { NOON } from "../adapters/storage/fresh-database.ts";
import { USUAL_ENDPOINTS } from "../core/invite/usual-endpoints.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const NOTHING: HeldData = {
  pairing: null,
  consents: [],
  places: [],
  createOnly: [],
  entries: [],
  sealed: {},
  pauses: [],
  nextNumbers: {},
  rooms: EMPTY_BOOK,
  roomsSeen: {},
  ownSites: [],
  calls: null,
  noticed: [],
  choices: { language: "", country: null, openByItself: true, pausedUntil: null, sending: true, highRun: NO_RUN },
  lastVersion: "0.1.0",
  wasLost: false,
};

const written = (changes: Partial<HeldData>) =>
  JSON.parse(writeMyData({ ...NOTHING, ...changes }, NOON).text) as Record<string, unknown>;

test("the file says what it is, and its name says nothing", () => {
  const { name, text } = writeMyData(NOTHING, NOON);
  expect(name).toBe("my-data-2026-11-23.json");
  expect(JSON.parse(text)).toMatchObject({
    format: "aftersession-my-data",
    version: 1,
    madeAt: "2026-11-23T12:00:00.000Z",
    invite: null,
  });
});

test.each(Object.entries(USUAL_ENDPOINTS))("nothing in it opens the place: %s", (_, endpoint) => {
  const invite = usualInvite({ endpoint, secret: "the-invite-secret" });
  const endpointId = endpointIdOf(endpoint);
  const pairing = { invite, acceptedAt: NOON, consentHash: "h", publicKey: "pub", mac: "the-mac" };
  const consent = { hash: "h", acceptedAt: NOON, client: "c", endpointId, endedAt: null };
  const pause = { endpointId, reason: null, since: NOON, probeAt: null, failures: 1 };
  const file = written({ pairing, consents: [consent], places: [endpointId], pauses: [pause] });
  const text = JSON.stringify(file);
  const { adapter, profile, url, ...keys } = endpoint;
  const path = url.replace(/^https:\/\/[^/]*\/?/, "");
  const secrets = ["the-invite-secret", "the-mac", path, ...Object.values(keys)].filter(
    (one): one is string => typeof one === "string" && one.length > 3,
  );
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  const host = url.replace(/^https:\/\//, "").replace(/\/.*/, "");
  expect(file.invite).toMatchObject({ issuer: invite.issuer, endpoint: { adapter, profile, host }, publicKey: "pub" });
  expect(file.consents).toEqual([
    {
      hash: "h",
      acceptedAt: "2026-11-23T12:00:00.000Z",
      client: "c",
      place: { adapter, profile, host },
      endedAt: null,
    },
  ]);
  expect(file.places).toEqual([{ adapter, profile, host, choosesIds: false }]);
});

test("instants are dates, lengths and counts stay numbers", () => {
  const calls = { world: { sessions: [{ endedAt: NOON, liveMs: 3_000_000, windows: 1 }] } };
  expect(written({ calls, nextNumbers: { c: 4 } })).toMatchObject({
    calls: { world: { sessions: [{ endedAt: "2026-11-23T12:00:00.000Z", liveMs: 3_000_000, windows: 1 }] } },
    nextNumbers: { c: 4 },
  });
});
