import { expect, test } from "vitest";
import { admitObserver, isOwnPage, type SenderFacts } from "../../src/protocol/message-gate.ts";

const OURS = { id: "abc", baseUrl: "chrome-extension://abc/" };
const ENROLLED = ["https://meet.example", "http://localhost:8123"];
const page = (overrides: Partial<SenderFacts> = {}): SenderFacts => ({
  id: "abc",
  url: "https://meet.example/room/7",
  origin: "https://meet.example",
  tabId: 4,
  frameId: 0,
  ...overrides,
});

test("an observer on an enrolled origin is heard", () =>
  expect(admitObserver(page(), OURS, ENROLLED)).toEqual({
    admitted: true,
    tab: 4,
    frame: 0,
    origin: "https://meet.example",
  }));

test.each([
  ["another extension", { id: "other" }],
  ["an origin the client did not allow", { origin: "https://mail.example" }],
  ["a host that only begins alike", { origin: "https://meet.example.evil.example" }],
  ["another port of this machine", { origin: "http://localhost:9" }],
  ["a sandboxed frame", { origin: "null" }],
  ["a sender without an origin", { origin: undefined }],
  ["a tab that is gone", { tabId: undefined }],
] as const)("%s is not heard", (_, overrides) =>
  expect(admitObserver(page(overrides), OURS, ENROLLED)).toEqual({ admitted: false }),
);

test("nobody is heard while nothing is enrolled", () =>
  expect(admitObserver(page(), OURS, [])).toEqual({ admitted: false }));

test("our own pages may ask", () =>
  expect(isOwnPage(page({ url: "chrome-extension://abc/src/ui/setup/index.html" }), OURS)).toBe(true));

test.each([
  ["a content script", {}],
  ["another extension's page", { id: "other", url: "chrome-extension://abc/x.html" }],
  ["a page whose address only contains ours", { url: "https://evil.example/?chrome-extension://abc/" }],
  ["a sender without an address", { url: undefined }],
] as const)("%s gets no answer at the page door", (_, overrides) =>
  expect(isOwnPage(page(overrides), OURS)).toBe(false),
);
