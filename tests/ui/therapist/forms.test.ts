import { describe, expect, test } from "vitest";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { NOTHING_PICKED, type Picking } from "../../../src/ui/meeting-sites/picking.ts";
import { OTHER } from "../../../src/ui/meeting-sites/site-options.ts";
import { clientsFileText, newClientsIn } from "../../../src/ui/therapist/clients-list.ts";
import { EMPTY_INVITE, type InviteForm, readInviteForm } from "../../../src/ui/therapist/invite-form.ts";
import { readRoomForm } from "../../../src/ui/therapist/room-form.ts";
import { PLACE } from "./open-therapist.tsx";

const WRITING = { url: "", user: "", token: "writing" };

describe("an invite's form", () => {
  const address = (text: string): Picking => ({ ...NOTHING_PICKED, chosen: OTHER, address: text });
  const usual: InviteForm = { ...EMPTY_INVITE, label: "A. M.", picking: address("meet.example"), own: WRITING };
  const read = (overrides: Partial<InviteForm>) =>
    readInviteForm({ ...usual, ...overrides }, PLACE, { allowLocalhost: false });

  test("filled in as usual says what the invite is made of", () => {
    expect(read({})).toEqual({
      kind: "facts",
      facts: {
        label: "A. M.",
        instrument: "afs-core|1",
        videoHosts: ["meet.example"],
        own: WRITING,
        takeBackSeconds: 600,
      },
    });
  });

  test.each([
    ["label", ""],
    ["label", "   "],
    ["label", "x".repeat(61)],
    ["takeBackMinutes", ""],
    ["takeBackMinutes", "-1"],
    ["takeBackMinutes", "1441"],
    ["takeBackMinutes", "ten"],
  ] as const)("refuses %s %j beside that line", (field, text) => {
    const reading = read({ [field]: text });
    expect(reading.kind === "faults" && Object.keys(reading.faults)).toEqual([field]);
  });

  const site = (...hosts: readonly string[]) => ({ platform: null, hosts });
  const many = Array.from({ length: 11 }, (_, n) => `m${n}.example`);

  test.each([
    ["nothing chosen", { picking: NOTHING_PICKED }, "controlSiteFaultNone"],
    ["no address", { picking: address("") }, "controlSiteFaultAddress"],
    ["no site's name", { picking: address("my room") }, "controlSiteFaultShape"],
    ["this machine", { picking: address("localhost:3000") }, "controlSiteFaultShape"],
    ["only a phone", { picking: { ...NOTHING_PICKED, chosen: "byPhone" } }, "therapistFaultByHand"],
    ["more sites than an invite may name", { sites: [site(...many)] }, "therapistFaultSites"],
    [
      "a wrong address beside a good site",
      { sites: [site("a.example")], picking: address("?") },
      "controlSiteFaultAddress",
    ],
  ] as const)("refuses %s beside the sites", (_, overrides, key) => {
    expect(read(overrides)).toMatchObject({ kind: "faults", faults: { sites: { key } } });
  });

  const hostsOf = (overrides: Partial<InviteForm>) => {
    const reading = read(overrides);
    return reading.kind === "facts" ? reading.facts.videoHosts : null;
  };

  test("names the sites on the list and the one just chosen, each once", () => {
    const sites = [site("zoom.us", "app.zoom.us"), site("a.example")];
    expect(hostsOf({ sites, picking: address("https://app.zoom.us/wc/123456789/join") })).toEqual([
      "zoom.us",
      "app.zoom.us",
      "a.example",
    ]);
  });

  test("names the sites on the list where nothing more is chosen, or only a phone", () => {
    const sites = [site("a.example")];
    expect(hostsOf({ sites, picking: NOTHING_PICKED })).toEqual(["a.example"]);
    expect(hostsOf({ sites, picking: { ...NOTHING_PICKED, chosen: "byPhone" } })).toEqual(["a.example"]);
  });

  test("names every host that a chosen service needs", () => {
    expect(hostsOf({ picking: { ...NOTHING_PICKED, chosen: "zoom-web" } })).toEqual(["zoom.us", "app.zoom.us"]);
    expect(hostsOf({ picking: address("https://clinic.zoom.us/j/123456789") })).toEqual([
      "clinic.zoom.us",
      "app.zoom.us",
    ]);
  });
});

describe("the room of an invite", () => {
  const read = (address: string, dedicated = false) =>
    readRoomForm({ address, dedicated }, ["meet.example", "zoom.us", "meet.google.com"]);
  const roomOf = (address: string) => {
    const reading = read(address);
    return reading.kind === "facts" ? reading.facts.rooms?.[0] : reading.fault;
  };

  test("may be left out", () => expect(read("  ")).toEqual({ kind: "facts", facts: {} }));

  test("is left out where every call on the sites counts", () =>
    expect(read("", true)).toEqual({
      kind: "facts",
      facts: { dedicatedHosts: ["meet.example", "zoom.us", "meet.google.com"] },
    }));

  test.each([
    ["https://meet.example/room/7", "https://meet.example/room/7"],
    [" Meet.example/room/7 ", "https://meet.example/room/7"],
    ["https://meet.example/room/7?x=1#here", "https://meet.example/room/7"],
    ["https://meet.google.com/abc-defg-hij?authuser=1", "https://meet.google.com/abc-defg-hij"],
    ["https://zoom.us/j/1234567890?pwd=secret", "https://zoom.us/j/1234567890"],
    ["https://meet.google.com/", "therapistFaultRoomHome"],
    ["https://call.example/room/7", "therapistFaultRoom"],
    ["http://meet.example/room/7", "therapistFaultRoom"],
    ["https://me:secret@meet.example/room/7", "therapistFaultRoom"],
    ["our usual room", "therapistFaultRoom"],
    ["https://", "therapistFaultRoom"],
  ])("%j is %s", (typed, room) => expect(roomOf(typed)).toBe(room));
});

describe("a client list", () => {
  const record: ClientRecord = {
    client: "c1",
    label: "A. M.",
    secret: "A".repeat(43),
    recipients: ["age1therapist"],
    update: 1,
    pinnedKey: null,
    videoHosts: ["meet.example"],
    invitedAt: 1,
    expiresAt: 2,
    invite: "A1.payload.signature",
    phrase: ["garden", "copper", "window", "lemon"],
  };

  test("brings clients to another computer", () => {
    expect(newClientsIn(clientsFileText([record]), [], 9)).toEqual([
      { ...record, videoHosts: [], invitedAt: 9, expiresAt: 9, invite: null, phrase: [] },
    ]);
  });

  test("holds no invite: the client's writing token is nobody else's", () => {
    expect(clientsFileText([record])).not.toContain("A1.");
  });

  test("leaves clients who are here as they are", () => {
    expect(newClientsIn(clientsFileText([record]), [{ ...record, label: "Mine" }], 9)).toEqual([]);
  });

  test("of nobody is a list too", () => expect(newClientsIn(clientsFileText([]), [], 9)).toEqual([]));
  test("is no other text", () => expect(newClientsIn("my holiday", [], 9)).toBeNull());
});
