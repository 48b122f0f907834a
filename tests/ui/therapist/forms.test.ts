import { describe, expect, test } from "vitest";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { clientsFileText, newClientsIn } from "../../../src/ui/therapist/clients-list.ts";
import { EMPTY_INVITE, hostsIn, type InviteForm, readInviteForm } from "../../../src/ui/therapist/invite-form.ts";
import { readRoomForm } from "../../../src/ui/therapist/room-form.ts";

describe("an invite's form", () => {
  const usual: InviteForm = { ...EMPTY_INVITE, label: "A. M.", sites: "meet.example", token: "writing" };
  const read = (overrides: Partial<InviteForm>) =>
    readInviteForm({ ...usual, ...overrides }, { allowLocalhost: false });

  test("filled in as usual says what the invite is made of", () => {
    expect(read({})).toEqual({
      kind: "facts",
      facts: { label: "A. M.", videoHosts: ["meet.example"], token: "writing", takeBackSeconds: 600 },
    });
  });

  test.each([
    ["label", ""],
    ["label", "   "],
    ["label", "x".repeat(61)],
    ["sites", ""],
    ["sites", "my room"],
    ["sites", "localhost:3000"],
    ["sites", "192.168.0.1"],
    ["sites", Array.from({ length: 11 }, (_, n) => `m${n}.example`).join(" ")],
    ["token", ""],
    ["token", "two words"],
    ["takeBackMinutes", ""],
    ["takeBackMinutes", "-1"],
    ["takeBackMinutes", "1441"],
    ["takeBackMinutes", "ten"],
  ] as const)("refuses %s %j beside that line", (field, text) => {
    const reading = read({ [field]: text });
    expect(reading.kind === "faults" && Object.keys(reading.faults)).toEqual([field]);
  });

  test.each([
    ["https://Meet.example/room/77?pwd=1", ["meet.example"]],
    ["meet.example, video.example;meet.example", ["meet.example", "video.example"]],
    ["meet.example:443\nhttps://meet.example:8443/x", ["meet.example"]],
    ["http://localhost:4000/room/a", ["localhost:4000"]],
  ] as const)("finds the sites in %j", (text, hosts) => expect(hostsIn(text)).toEqual(hosts));
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
