import { readFileSync } from "node:fs";
import { packDefinition } from "../../../src/core/alliance/definition.ts";
import { findInstrument, INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { toQuestionnaire } from "../../../src/protocol/fhir-definitions.ts";
import { inviteLink } from "../../../src/protocol/invite-text.ts";
import { inviteToJson } from "../../../src/protocol/invite-writing.ts";
import { packEntries } from "../../../src/protocol/opened-pack.ts";
import { writePracticeExport } from "../../../src/protocol/practice-export.ts";
import {
  type CheckInResponse,
  toQuestionnaireResponse,
  toWithdrawnResponse,
} from "../../../src/protocol/questionnaire-response.ts";
import { addOn } from "../../core/alliance/add-ons.ts";
import { dummy } from "../../core/alliance/dummy.ts";
import { RECIPIENT, usualInvite } from "../../core/invite/usual-invite.ts";
import { pilot } from "../../core/practice/pilots.ts";
import { checkIn, RESPONSES as STORED, withdrawal } from "../fhir-samples.ts";

/** What each parser of the table takes, as others write it. */

export const ID = "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11";
const DIGEST = "q".repeat(42) + "A";
const KEY = "0123456789abcdef0123456789abcdef";
const AT = Date.UTC(2026, 10, 23, 19, 4);
const CORE = INSTRUMENTS[0]!;

const request = (kind: string, ask: unknown = null): unknown => ({ v: 1, kind, ask });
const ADD_ON = { instrument: "risq|1", answers: { i1: "0", i2: "1" } };
export const ANSWERS = { B1: 8, G1: 0, T1: 10, R1: "little", N1: "The plan." };
export const DRAFTS = [
  { answers: ANSWERS, keptPrivate: ["N1"], wish: "raise" },
  { answers: {}, keptPrivate: [], wish: null },
];
export const REQUESTS = [
  request("readSetup"),
  request("takeBack", { id: ID }),
  request("setSending", { on: false }),
  request("setInboxCheck", { everyMinutes: 60, notify: true }),
  request("answerRoom", { checkInId: ID, answer: "once" }),
  request("addSites", { platform: null, hosts: ["meet.example"] }),
  request("acceptInvite", { text: "A1.x.y", consentHash: DIGEST, openByItself: true }),
  request("keepDraft", { checkInId: ID, draft: DRAFTS[0] }),
  request("submitAnswers", { checkInId: ID, answers: ANSWERS, wish: null, seconds: 45, skipped: 2, addOn: ADD_ON }),
];
export const SIGNALS = [
  { v: 1, kind: "documentOpened", documentKey: KEY, navigation: "reload", nonce: KEY },
  { v: 1, kind: "peerChanged", peer: 1, state: "connected", flowing: true, loopback: false },
  { v: 1, kind: "captureChanged", live: true },
  { v: 1, kind: "documentLeaving", cached: false },
  { v: 1, kind: "alive" },
];
export const NEWS = [
  { v: 1, news: { kind: "changed" } },
  { v: 1, news: { kind: "checkInWithdrawn", checkInId: ID } },
];
export const POLICY = {
  practiceName: "Harbour Practice",
  practiceRecipient: RECIPIENT,
  crisisLine: "Our own line: 555 0100",
  questions: "afs-core|1",
  endpointKind: "mailbox",
  endpointAddress: "https://box.example/",
  endpointBox: "rivera",
};

const POST: Partial<Invite> = {
  endpoint: { adapter: "post", profile: "generic", url: "https://hook.example/x", box: "", token: "t" },
  practice: "Practice North",
  dedicatedHosts: ["meet.example"],
  rooms: ["https://meet.example/room/7"],
  settings: { minimumLiveSeconds: 600, takeBackSeconds: 60, rehearsal: { establish: 2 } },
};
export const INVITES = [usualInvite(), usualInvite(POST)].map(inviteToJson);
const TEXT = `A1.${"abc_-9".repeat(40)}.${"Z".repeat(85)}A`;
export const INVITE_TEXTS = [TEXT, inviteLink(TEXT), `Here is your link: ${inviteLink(TEXT)} until Friday`];

export const SIGNED = { p: '{"v":1}', sig: `${"Z".repeat(85)}A` };
const RESPONSE: CheckInResponse = {
  id: ID,
  client: "c1",
  instrument: "afs-core|1",
  submittedAt: AT,
  answers: ANSWERS,
  wish: "raise",
  seconds: 45,
  skipped: 2,
  endedAt: AT - 4 * 60_000,
};
const BESIDE = { instrument: "risq|1", hash: "3f9a0c11d2e4", answers: { i1: "0", i2: "1" } };
/** As JSON has it: what is undefined is not there. */
const asSent = (resource: unknown): unknown => JSON.parse(JSON.stringify(resource)) as unknown;
export const RESPONSES = [
  asSent(toQuestionnaireResponse(RESPONSE, CORE.items)),
  asSent(toQuestionnaireResponse({ ...RESPONSE, skippedBefore: 2, addOn: BESIDE }, CORE.items, addOn("risq").items)),
];
export const WITHDRAWAL = asSent(toWithdrawnResponse(RESPONSE));
const PAYLOAD = {
  v: 1,
  type: "response",
  id: ID,
  seq: 7,
  client: "c1",
  key: DIGEST,
  mac: DIGEST,
  to: DIGEST,
  instrument: "afs-core|1|3f9a0c11d2e4",
  at: "2026-11-23T19:04:00Z",
  consent: { hash: DIGEST, at: "2026-11-01T10:00:00Z" },
  body: RESPONSES[0],
};
export const PAYLOADS = [PAYLOAD, { ...PAYLOAD, type: "test", body: {} }, { ...PAYLOAD, v: 3 }];

const ITEM = { id: ID, size: 2_248, arrivedAt: AT };
export const MAILBOX_PAGES = [
  { items: [ITEM, ITEM], next: "17-x" },
  { items: [], next: null },
  { items: [ITEM], next: 17 },
];
export const COUCH_PAGE = {
  rows: [
    { id: ID, value: { rev: "1-a" } },
    { id: "_design/x", value: { rev: "2-b" } },
  ],
};
export const FOLDER_INDEX = [
  { name: `${ID}.age`, type: "file", mtime: "Mon, 23 Nov 2026 19:04:00 GMT", size: 2_248 },
  { name: "older", type: "directory", mtime: "Mon, 23 Nov 2026 19:04:00 GMT" },
];
export const MULTISTATUS = [
  `<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:response><d:href>/a/b%20c/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response><d:response><d:href>/a/${ID}.age</d:href><d:propstat><d:prop><d:resourcetype/><d:getcontentlength>2248</d:getcontentlength><d:getlastmodified>Mon, 23 Nov 2026 19:04:00 GMT</d:getlastmodified><d:getetag>&quot;a&#x31;&quot;</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`,
  `<D:multistatus xmlns:D="DAV:"><!-- none --><D:response><D:href><![CDATA[/a/x.age]]></D:href></D:response></D:multistatus>`,
];
export const FHIR_BASE = "https://fhir.example/r4";
export const RESOURCES = STORED.slice(0, 8).map(([, , resource]) => asSent(resource));
export const WITHDRAWAL_RESOURCE = asSent(withdrawal(CORE));
export const SEARCH_PAGE = {
  resourceType: "Bundle",
  link: [{ relation: "next", url: `${FHIR_BASE}?page=2` }],
  entry: [{ resource: { ...checkIn(CORE, ANSWERS).resource, meta: { lastUpdated: "2026-11-23T19:04:00Z" } } }],
};
export const TRANSACTION_REPLY = {
  resourceType: "Bundle",
  type: "transaction-response",
  entry: [{ response: { status: "201 Created" } }, { response: { status: "200 OK" } }],
};
export const HTTP_DATE = "Mon, 23 Nov 2026 19:04:00 GMT";
export const EARLIER_HTTP_DATE = "Mon, 23 Nov 2026 19:00:00 GMT";

export const CHECK_FACTS = { today: "2026-11-25", isTaken: () => false };
export const ATTESTATION = { attestedBy: "Dr. Rivera", attestedOn: "2026-11-01" };
export const DEFINITIONS = [dummy("wai-sr"), dummy("srs"), findInstrument("afs-core|1")!].map((one) =>
  asSent(packDefinition(one)),
);
export const QUESTIONNAIRE = asSent(toQuestionnaire(CORE));
export const CLIENTS_FILE = {
  v: 1,
  clients: [
    {
      client: "c1",
      secret: DIGEST,
      label: "Ann",
      recipients: [RECIPIENT],
      earlier: [["age1x"]],
      update: 2,
      pinnedKey: DIGEST,
    },
  ],
};
export const PRACTICE_EXPORT = JSON.parse(writePracticeExport(pilot([3])[0]!)) as unknown;
export const MARKS = { talked: { [ID]: AT }, shown: { [ID]: AT }, group: "The Fishers" };
export const GUESSES = { v: 1, guesses: [{ endedAt: AT, madeAt: AT, answers: { B1: 7, N1: "text" } }] };
const OPENED = { name: ID, digest: "d", arrivedAt: AT, client: "c1" };
export const PACKED = asSent(
  packEntries([
    { ...OPENED, kind: "opened", id: ID, seq: 1, key: "k", to: "t", content: { kind: "response", response: RESPONSE } },
    { ...OPENED, kind: "opened", id: ID, seq: 2, key: "k", to: "t", content: { kind: "withdrawn", id: ID } },
    { ...OPENED, kind: "opened", id: ID, seq: 3, key: "k", to: "t", content: { kind: "test" } },
    { ...OPENED, kind: "refused", reason: "notForUs", under: "u" },
  ]),
);

export const TARGETS = [`/m/rivera/${ID}`, "/m/rivera?since=1795000000000&limit=100"];
export const COMMANDS = ["--port 8080 --folder box", "add-client --box rivera --sign", "revoke 0a1b2c3d", "list"];
const HASH = "0".repeat(64);
export const TOKENS = [
  { kind: "added", id: "0a1b2c3d", role: "client", box: "rivera", hash: HASH, addedAt: AT },
  { kind: "revoked", id: "0a1b2c3d", revokedAt: AT },
]
  .map((line) => JSON.stringify(line))
  .join("\n");
export const ARMORED = readFileSync(new URL("../../fixtures/sealing/armored.txt", import.meta.url), "utf8");
export const POSTED = { specversion: "1.0", type: "aftersession.envelope", id: ID, data: ARMORED };
