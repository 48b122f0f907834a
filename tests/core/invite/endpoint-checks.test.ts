import { describe, expect, test } from "vitest";
import { checkInvite } from "../../../src/core/invite/checks.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { endpointOriginsOf, originsOf, originsOfHosts } from "../../../src/core/invite/origins.ts";
import { USUAL_ENDPOINTS } from "./usual-endpoints.ts";
import { usualInvite } from "./usual-invite.ts";

/** As the invite would have it: a FHIR server reads, everything else is sealed. */
function check(endpoint: object, changed: Partial<Invite> = {}): string | null {
  const whole = endpoint as InviteEndpoint;
  const mode = whole.adapter === "fhir" ? "plain" : "sealed";
  return checkInvite(usualInvite({ mode, ...changed, endpoint: whole }), { allowLocalhost: false });
}

const { webdav, mailbox, couchdb, generic, postgrest, fhir, file } = USUAL_ENDPOINTS;
const drop = USUAL_ENDPOINTS["nextcloud-drop"];
const azure = USUAL_ENDPOINTS["azure-sas"];
const script = USUAL_ENDPOINTS["apps-script"];
const secretOf = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;

describe("an endpoint", () => {
  test.each(Object.entries(USUAL_ENDPOINTS))("is fine as usual: %s", (_, endpoint) => {
    expect(check(endpoint)).toBeNull();
  });

  test.each<[string, object]>([
    ["a folder with a name and password", { ...webdav, user: "ann", token: "pass word:!" }],
    ["a folder whose address is the key", { ...webdav, token: "" }],
    ["a file drop without password", { ...drop, token: "" }],
    ["a secret of 24 bytes", { ...generic, secret: secretOf(24) }],
    ["a secret of 64 bytes", { ...generic, secret: secretOf(64) }],
    ["a webhook that ends with a slash", { ...generic, url: "https://hooks.example/catch/1/abc/" }],
    [
      "a webhook with its key in the query",
      {
        ...generic,
        url: "https://p-12.logic.example/workflows/1/triggers/manual/paths/invoke?sp=%2Ft%2Frun&sig=a-b_c",
      },
    ],
    [
      "a script of an organisation",
      { ...script, url: "https://script.google.com/a/macros/clinic.example/s/AK_f-b/exec" },
    ],
    ["a FHIR server that wants no token", { ...fhir, token: "" }],
  ])("is fine: %s", (_, endpoint) => {
    expect(check(endpoint)).toBeNull();
  });

  test("may be plain where it takes a message, and must be where it reads it", () => {
    expect(check(generic, { mode: "plain" })).toBeNull();
    expect(check(fhir, { mode: "sealed" })).toBe("sealedNotPossible");
    for (const sealedOnly of [mailbox, webdav, drop, couchdb, azure, script, postgrest, file])
      expect(check(sealedOnly, { mode: "plain" })).toBe("plainNotAllowed");
  });

  test.each<[string, object, string]>([
    ["a box where there are none", { ...webdav, box: "b" }, "notUnderstood"],
    ["a mailbox without a box", { ...mailbox, box: "" }, "notUnderstood"],
    ["a mailbox with a user", { ...mailbox, user: "ann" }, "notUnderstood"],
    ["a mailbox token that reads", { ...mailbox, token: "r.0a1b.T" }, "keyTooStrong"],
    ["a name with a colon", { ...webdav, user: "a:b" }, "notUnderstood"],
    ["a name with a line break", { ...webdav, user: "a\r\nb" }, "notUnderstood"],
    ["a name in another script", { ...webdav, user: "änn" }, "notUnderstood"],
    ["a name without a password", { ...webdav, user: "ann", token: "" }, "notUnderstood"],
    ["a password with a line break", { ...webdav, user: "ann", token: "a\nb" }, "notUnderstood"],
    ["a password as a bearer token", { ...webdav, token: "pass word" }, "notUnderstood"],
    ["CouchDB for everybody", { ...couchdb, token: "" }, "notUnderstood"],
    ["user information in the address", { ...webdav, url: "https://a:b@dav.example" }, "endpointNotAllowed"],
    ["a query where nobody needs one", { ...webdav, url: "https://dav.example/?a=1" }, "endpointNotAllowed"],
    ["a signature with a user", { ...azure, user: "ann" }, "notUnderstood"],
    ["a signature that is none", { ...azure, token: "abc" }, "notUnderstood"],
    ["a signature with a fragment", { ...azure, token: "sp=c&sig=a#b" }, "notUnderstood"],
    ["a signature that reads", { ...azure, token: "sp=rc&sig=abc" }, "keyTooStrong"],
    ["a signature that lists", { ...azure, token: "sp=cl&sig=abc" }, "keyTooStrong"],
    ["n8n's address for tests", { ...generic, url: "https://n8n.example/webhook-test/abc" }, "endpointForTests"],
    ["a fragment", { ...generic, url: "https://n8n.example/webhook#abc" }, "endpointNotAllowed"],
    ["a query that breaks the line", { ...generic, url: "https://n8n.example/webhook?a\n" }, "endpointNotAllowed"],
    ["a secret without its mark", { ...generic, secret: Buffer.alloc(32).toString("base64") }, "notUnderstood"],
    ["a secret that is too short", { ...generic, secret: secretOf(23) }, "notUnderstood"],
    ["a secret that is too long", { ...generic, secret: secretOf(65) }, "notUnderstood"],
    ["a secret that is no base64", { ...generic, secret: `${secretOf(32)}=` }, "notUnderstood"],
    ["an empty secret", { ...generic, secret: "" }, "notUnderstood"],
    ["a secret where nobody checks it", { ...postgrest, secret: secretOf(32) }, "notUnderstood"],
    ["a webhook with a box", { ...generic, box: "b" }, "notUnderstood"],
    ["a script on another host", { ...script, url: "https://script.example/macros/s/x/exec" }, "notUnderstood"],
    ["a script still being written", { ...script, url: "https://script.google.com/macros/s/x/dev" }, "notUnderstood"],
    ["a script without a key", { ...script, token: "" }, "notUnderstood"],
    ["a script's key one can guess", { ...script, token: "secret" }, "notUnderstood"],
    ["a database without a token", { ...postgrest, token: "" }, "notUnderstood"],
    ["a database's secret key", { ...postgrest, token: "sb_secret_x" }, "keyTooStrong"],
    ["a FHIR server with a box", { ...fhir, box: "b" }, "notUnderstood"],
    ["a file with an address", { ...file, url: "https://x.example" }, "notUnderstood"],
    ["a file with a token", { ...file, token: "t" }, "notUnderstood"],
  ])("is refused: %s", (_, endpoint, reason) => {
    expect(check(endpoint)).toBe(reason);
  });

  test("that goes by hand cannot shorten timings", () => {
    expect(check(file, { settings: { rehearsal: { hangupGrace: 1 } } })).toBe("rehearsalNotAllowed");
  });
});

describe("the browser is asked for", () => {
  const sites = ["meet.example"];

  test("the endpoint's own origin, once", () => {
    expect(originsOf({ videoHosts: ["dav.example"], endpoint: webdav })).toEqual(["https://dav.example"]);
    expect(endpointOriginsOf({ endpoint: webdav })).toEqual(["https://dav.example"]);
  });

  test("both of Google's hosts for a script, also when it is asked for again", () => {
    const both = ["https://meet.example", "https://script.google.com", "https://script.googleusercontent.com"];
    expect(originsOf({ videoHosts: sites, endpoint: script })).toEqual(both);
    expect(originsOfHosts(sites, "script.google.com")).toEqual(both);
  });

  test("the sites alone where answers go by hand", () => {
    expect(originsOf({ videoHosts: sites, endpoint: file })).toEqual(["https://meet.example"]);
    expect(endpointOriginsOf({ endpoint: file })).toEqual([]);
  });
});
