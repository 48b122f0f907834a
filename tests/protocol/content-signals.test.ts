import { anything, assert, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_PEER_NUMBER, parseContentSignal } from "../../src/protocol/content-signals.ts";

const KEY = "0123456789abcdef".repeat(2);
const OPENED = { v: 1, kind: "documentOpened", documentKey: KEY, navigation: "reload", nonce: KEY };
const PEER = { v: 1, kind: "peerChanged", peer: 1, state: "connected", flowing: true, loopback: false };

describe("a signal that fits the table is built anew without its version", () => {
  test.each([
    [OPENED],
    [PEER],
    [{ ...PEER, peer: MAX_PEER_NUMBER, state: "closedByPage" }],
    [{ v: 1, kind: "captureChanged", live: true }],
    [{ v: 1, kind: "channelChanged", open: false }],
    [{ v: 1, kind: "documentLeaving", cached: true }],
    [{ v: 1, kind: "routeChanged" }],
    [{ v: 1, kind: "alive" }],
  ])("%j", (message) => {
    const { v: _, ...signal } = message;
    expect(parseContentSignal(message)).toEqual(signal);
    expect(parseContentSignal({ ...message, title: "Session with Dr. Rivera", url: "https://x.example" })).toEqual(
      signal,
    );
  });
});

describe("anything else is null", () => {
  test.each([
    ["no object", 7],
    ["an array", [PEER]],
    ["nothing", null],
    ["another version", { ...PEER, v: 2 }],
    ["no version", { kind: "alive" }],
    ["an unknown kind", { v: 1, kind: "submitAnswers" }],
    ["a kind of the prototype", { v: 1, kind: "constructor" }],
    ["a key that is too short", { ...OPENED, documentKey: KEY.slice(1) }],
    ["a key with more behind it", { ...OPENED, documentKey: `${KEY}\n` }],
    ["a key that is no text", { ...OPENED, nonce: [KEY] }],
    ["an unknown navigation", { ...OPENED, navigation: "https://meet.example" }],
    ["a peer below the first", { ...PEER, peer: 0 }],
    ["a peer beyond the last", { ...PEER, peer: MAX_PEER_NUMBER + 1 }],
    ["half a peer", { ...PEER, peer: 1.5 }],
    ["a peer that is a text", { ...PEER, peer: "1" }],
    ["an unknown state", { ...PEER, state: "closed" }],
    ["flowing that is no boolean", { ...PEER, flowing: 1 }],
    ["no loopback", { ...PEER, loopback: undefined }],
    ["capture that is no boolean", { v: 1, kind: "captureChanged", live: "true" }],
    ["a channel that is no boolean", { v: 1, kind: "channelChanged" }],
    ["leaving that is no boolean", { v: 1, kind: "documentLeaving", cached: 0 }],
  ])("%s", (_, message) => {
    expect(parseContentSignal(message)).toBeNull();
  });

  test("and nothing a page can make up throws", () => {
    assert(property(anything(), (message) => parseContentSignal(message) === null));
  });
});
