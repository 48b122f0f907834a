import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInviteJson } from "../../src/protocol/invite-json.ts";
import { inviteToJson } from "../../src/protocol/invite-writing.ts";
import { USUAL_ENDPOINTS } from "../core/invite/usual-endpoints.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const endpoints = Object.entries(USUAL_ENDPOINTS);

test.each(endpoints)("an invite to %s comes back as it was written", (_, endpoint) => {
  const invite = usualInvite({ endpoint, mode: endpoint.adapter === "fhir" ? "plain" : "sealed" });
  expect(parseInviteJson(JSON.parse(JSON.stringify(inviteToJson(invite))))).toEqual({ kind: "invite", invite });
});

test("what an endpoint does not need takes no room in a link", () => {
  const written = (name: keyof typeof USUAL_ENDPOINTS) =>
    inviteToJson(usualInvite({ endpoint: USUAL_ENDPOINTS[name] })).ep;
  expect(written("file")).toEqual({ a: "file", p: "file" });
  expect(Object.keys(written("generic") as object)).toEqual(["a", "p", "u", "k"]);
  expect(Object.keys(written("couchdb") as object)).toEqual(["a", "p", "u", "t", "n"]);
});

describe("an endpoint that is not one of these", () => {
  const parse = (ep: object) => parseInviteJson({ ...inviteToJson(usualInvite()), ep });
  test.each([
    { a: "put", p: "ftp" },
    { a: "post", p: "mailbox" },
    { a: "fhir", p: "r5" },
    { a: "file", p: "r4" },
    { a: "mail", p: "generic" },
    { p: "mailbox" },
    {},
    { a: ["put"], p: "mailbox" },
    { a: "put", p: "constructor" },
  ])("%j is unknown", (ep) => {
    expect(parse({ u: "https://box.example", b: "b", t: "t", ...ep })).toEqual({
      kind: "refused",
      reason: "endpointUnknown",
    });
  });

  test.each([{ u: 1 }, { b: null }, { t: {} }, { n: 5 }, { k: [] }])("%j is not understood", (wrong) => {
    for (const kind of [
      { a: "put", p: "webdav" },
      { a: "post", p: "generic" },
    ])
      expect(parse({ u: "https://dav.example", ...kind, ...wrong })).toEqual({
        kind: "refused",
        reason: "notUnderstood",
      });
  });
});

test("whom to call travels with the invite, and what is no text refuses it", () => {
  const invite = usualInvite({ settings: { crisisLine: "Krisendienst: 030 123, Tag und Nacht" } });
  const written = inviteToJson(invite);
  expect(parseInviteJson(JSON.parse(JSON.stringify(written)))).toEqual({ kind: "invite", invite });
  expect(parseInviteJson({ ...written, set: { sos: 112 } })).toEqual({ kind: "refused", reason: "notUnderstood" });
});

describe("what is asked beside the set", () => {
  const contact = fc.string({ maxLength: 160 });
  const outside = fc.record({ practice: contact, board: contact, supportLine: contact });
  const addOns = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 2 });

  test("comes back as it was written, whatever it says", () => {
    fc.assert(
      fc.property(addOns, outside, fc.boolean(), (texts, contacts, isNamed) => {
        const invite = usualInvite({ addOns: texts, ...(isNamed && { outside: contacts }) });
        expect(parseInviteJson(JSON.parse(JSON.stringify(inviteToJson(invite))))).toEqual({ kind: "invite", invite });
      }),
    );
  });

  test("takes no room where there is nothing", () => {
    expect(Object.keys(inviteToJson(usualInvite({ addOns: [] })))).toEqual(Object.keys(inviteToJson(usualInvite())));
  });

  test.each([{ x: "a" }, { x: [1] }, { x: {} }, { o: "b" }, { o: [] }, { o: { p: 1 } }, { o: null }])(
    "is not understood as %j",
    (wrong) => {
      const read = parseInviteJson({ ...inviteToJson(usualInvite()), ...wrong });
      expect(read).toEqual({ kind: "refused", reason: "notUnderstood" });
    },
  );
});
