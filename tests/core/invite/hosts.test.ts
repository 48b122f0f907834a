import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEndpointAddress, isVideoHost } from "../../../src/core/invite/hosts.ts";

const RELEASE = { allowLocalhost: false };
const DEMO = { allowLocalhost: true };

describe("endpoint addresses", () => {
  test.each([
    ["https://box.example", "box.example"],
    ["https://box.example:8443", "box.example:8443"],
    ["https://a.b-c.example/under/this_path", "a.b-c.example"],
    ["https://xn--bcher-kva.example", "xn--bcher-kva.example"],
  ])("%s is allowed", (url, host) => {
    expect(checkEndpointAddress(url, RELEASE)).toEqual({ kind: "address", host, local: false });
  });

  test.each([
    ["http://box.example", "endpointNotHttps"],
    ["ftp://box.example", "endpointNotHttps"],
    ["javascript://box.example", "endpointNotHttps"],
    ["http://localhost:8787", "endpointNotHttps"],
    ["http://127.0.0.1", "endpointNotHttps"],
    ["https://localhost", "endpointNotAllowed"],
    ["https://box.localhost", "endpointNotAllowed"],
    ["https://localhost.", "endpointNotAllowed"],
    ["https://127.0.0.1", "endpointNotAllowed"],
    ["https://10.0.0.1", "endpointNotAllowed"],
    ["https://2130706433", "endpointNotAllowed"],
    ["https://0x7f.0x1", "endpointNotAllowed"],
    ["https://127.1", "endpointNotAllowed"],
    ["https://[::1]", "endpointNotAllowed"],
    ["https://box.example@evil.example", "endpointNotAllowed"],
    ["https://user:word@box.example", "endpointNotAllowed"],
    ["https://box.example#x", "endpointNotAllowed"],
    ["https://box.example?x=1", "endpointNotAllowed"],
    ["https://box.example/", "endpointNotAllowed"],
    ["https://box.example/a/../b", "endpointNotAllowed"],
    ["https://box.example/a//b", "endpointNotAllowed"],
    ["https://box.example/a%2fb", "endpointNotAllowed"],
    ["https://box.example\\@evil.example", "endpointNotAllowed"],
    ["https://box.example:0443", "endpointNotAllowed"],
    ["https://box.example:443", "endpointNotAllowed"],
    ["https://box.example:65536", "endpointNotAllowed"],
    ["https://box.example:", "endpointNotAllowed"],
    ["https://Box.Example", "endpointNotAllowed"],
    ["https://bücher.example", "endpointNotAllowed"],
    ["https://box", "endpointNotAllowed"],
    ["https://.example", "endpointNotAllowed"],
    ["https://-box.example", "endpointNotAllowed"],
    ["https://box..example", "endpointNotAllowed"],
    ["https:// box.example", "endpointNotAllowed"],
    ["https://", "endpointNotAllowed"],
    ["box.example", "endpointNotAllowed"],
    ["", "endpointNotAllowed"],
    [`https://${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.example`, "endpointNotAllowed"],
    [`https://box.example/${"a".repeat(300)}`, "endpointNotAllowed"],
  ])("%s is refused: %s", (url, reason) => {
    expect(checkEndpointAddress(url, RELEASE)).toEqual({ kind: "refused", reason });
  });

  test.each(["http://localhost:8787", "http://127.0.0.1:1", "http://localhost"])(
    "%s is allowed in a rehearsal only",
    (url) => {
      expect(checkEndpointAddress(url, DEMO)).toMatchObject({ kind: "address", local: true });
      expect(checkEndpointAddress(url, RELEASE).kind).toBe("refused");
    },
  );

  test("a rehearsal does not open http to any other host", () => {
    for (const url of [
      "http://box.example",
      "http://127.0.0.2",
      "http://localhost.example",
      "http://localhost@evil.example",
    ])
      expect(checkEndpointAddress(url, DEMO)).toMatchObject({ kind: "refused" });
  });

  test("what is allowed means the same host to a browser, without user, query or fragment", () => {
    const part = fc.constantFrom(
      "https://",
      "box",
      ".example",
      ":8443",
      "/a",
      "@",
      "#",
      "?",
      "\\",
      "..",
      "%",
      "1",
      "[",
      " ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
        ),
        (url) => {
          const check = checkEndpointAddress(url, RELEASE);
          if (check.kind === "refused") return;
          const read = new URL(url);
          expect([read.protocol, read.host, read.username, read.search, read.hash]).toEqual([
            "https:",
            check.host,
            "",
            "",
            "",
          ]);
          expect(`${read.origin}${read.pathname === "/" ? "" : read.pathname}`).toBe(url);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("addresses that webhooks give out", () => {
  const check = (url: string) => checkEndpointAddress(url, RELEASE, "hook");

  test.each([
    "https://hook.example",
    "https://hook.example/",
    "https://hooks.example/catch/123/abc/",
    "https://hook.example/a%2Fb?sig=a%2Bb%3D&sp=/x",
    "https://hook.example?k=1",
  ])("%s is allowed", (url) => expect(check(url).kind).toBe("address"));

  test.each([
    "https://hook.example/a/../b",
    "https://hook.example/a/%2e%2e/b",
    "https://hook.example/a/.?b",
    "https://hook.example/a#b",
    "https://hook.example/a?",
    "https://hook.example/a?b#c",
    "https://hook.example/a?b'c",
    "https://hook.example/a b",
    "https://hook.example/%zz",
    "https://hook.example\\a",
    "https://u@hook.example/a",
    "https://hook.example:443/a",
    "http://hook.example/a",
    `https://hook.example/${"a".repeat(700)}`,
  ])("%s is refused", (url) => expect(check(url).kind).toBe("refused"));

  test("are called by browsers as they are written", () => {
    const part = fc.constantFrom(
      "/",
      "a",
      "%2F",
      "?",
      "=",
      "&",
      ".",
      "..",
      "~",
      "%41",
      "@",
      ":",
      ";",
      "'",
      '"',
      "^",
      "|",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const url = `https://hook.example/${parts.join("")}`;
        if (check(url).kind === "address") expect(new URL(url).href).toBe(url);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("video hosts", () => {
  test.each(["meet.example", "a.b.c.example", "zoom-1.example"])("%s is a video site", (host) => {
    expect(isVideoHost(host, RELEASE)).toBe(true);
  });

  test.each([
    "",
    "meet",
    "*.example",
    "meet.example:8443",
    "meet.example/room",
    "https://meet.example",
    "MEET.example",
    "meet.example.",
    "1.2.3.4",
    "meet.0x1f",
    "localhost",
    "meet.localhost",
    "user@meet.example",
  ])("%j is none", (host) => {
    expect(isVideoHost(host, RELEASE)).toBe(false);
  });

  test("this machine is a video site in a rehearsal only, with its port", () => {
    for (const host of ["localhost", "localhost:3000", "127.0.0.1:3000"]) {
      expect(isVideoHost(host, DEMO)).toBe(true);
      expect(isVideoHost(host, RELEASE)).toBe(false);
    }
    expect(isVideoHost("localhost:99999", DEMO)).toBe(false);
  });
});
