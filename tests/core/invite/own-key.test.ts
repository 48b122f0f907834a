import { describe, expect, test } from "vitest";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import { checkEndpoint } from "../../../src/core/invite/endpoint-checks.ts";
import { NOTHING_OF_THEIR_OWN, ownKeyNeedsOf, withOwnKey } from "../../../src/core/invite/own-key.ts";
import { USUAL_ENDPOINTS } from "./usual-endpoints.ts";

/** What a place keeps of an endpoint in which each client has a key of their own. */
const shared = (endpoint: InviteEndpoint): InviteEndpoint => {
  if (endpoint.adapter !== "put") return { ...endpoint, token: "" };
  const { user: _, ...rest } = endpoint;
  return { ...rest, token: "" };
};

test.each<[keyof typeof USUAL_ENDPOINTS, string, string, string]>([
  ["mailbox", "never", "never", "needed"],
  ["webdav", "never", "optional", "optional"],
  ["nextcloud-drop", "optional", "never", "optional"],
  ["couchdb", "never", "optional", "needed"],
  ["azure-sas", "never", "never", "needed"],
  ["generic", "optional", "never", "optional"],
  ["apps-script", "optional", "never", "needed"],
  ["postgrest", "never", "never", "needed"],
  ["fhir", "never", "never", "optional"],
  ["file", "never", "never", "never"],
])("of a client's own at %s: link %s, name %s, key %s", (kind, url, user, token) => {
  expect(ownKeyNeedsOf(shared(USUAL_ENDPOINTS[kind]))).toEqual({ url, user, token });
});

test("a key that all share need not be asked for", () => {
  expect(ownKeyNeedsOf(USUAL_ENDPOINTS.postgrest).token).toBe("optional");
});

describe("the endpoint of one client's invite", () => {
  test.each(Object.values(USUAL_ENDPOINTS))("is the usual one again with what is theirs: $profile", (endpoint) => {
    const user = endpoint.adapter === "put" ? (endpoint.user ?? "") : "";
    const invited = withOwnKey(shared(endpoint), { url: "", user, token: endpoint.token });
    expect(invited).toEqual(endpoint);
    const mode = endpoint.adapter === "fhir" ? "plain" : "sealed";
    expect(checkEndpoint({ endpoint: invited, mode, settings: {} }, { allowLocalhost: false })).toBeNull();
  });

  test("is that of all where a client has nothing of their own", () => {
    for (const endpoint of Object.values(USUAL_ENDPOINTS))
      expect(withOwnKey(endpoint, NOTHING_OF_THEIR_OWN)).toEqual(endpoint);
  });

  test("never keeps the name of another beside a key of their own", () => {
    const own = { ...NOTHING_OF_THEIR_OWN, token: "theirs" };
    expect(withOwnKey(USUAL_ENDPOINTS.couchdb, own)).not.toHaveProperty("user");
    expect(withOwnKey({ ...USUAL_ENDPOINTS.webdav, user: "all" }, { ...own, user: "ann" })).toMatchObject({
      user: "ann",
      token: "theirs",
    });
  });

  test("keeps the one name by which a share knows everybody", () => {
    const share = { ...USUAL_ENDPOINTS["nextcloud-drop"], user: "public" };
    expect(withOwnKey(share, { ...NOTHING_OF_THEIR_OWN, token: "theirs" })).toMatchObject({ user: "public" });
  });

  test("is a link of their own where they have one", () => {
    const url = "https://cloud.example/public.php/dav/files/theirs";
    expect(withOwnKey(USUAL_ENDPOINTS["nextcloud-drop"], { ...NOTHING_OF_THEIR_OWN, url })).toMatchObject({ url });
  });
});
