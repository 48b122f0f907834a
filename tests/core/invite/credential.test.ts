import { describe, expect, test } from "vitest";
import { judgeCredential } from "../../../src/core/invite/credential-warning.ts";
import type { InviteEndpoint, PostEndpoint, PutEndpoint } from "../../../src/core/invite/endpoint.ts";

const PLACE = { url: "https://place.example/in", box: "" };
const put = (profile: PutEndpoint["profile"], token: string, changes: Partial<PutEndpoint> = {}): PutEndpoint => ({
  adapter: "put",
  profile,
  ...PLACE,
  token,
  ...changes,
});
const post = (profile: PostEndpoint["profile"], token: string): PostEndpoint => ({
  adapter: "post",
  profile,
  ...PLACE,
  token,
});
const fhir = (token: string): InviteEndpoint => ({ adapter: "fhir", profile: "r4", ...PLACE, token });
const FILE: InviteEndpoint = { adapter: "file", profile: "file", url: "", box: "", token: "" };

/** A token as PostgREST, Supabase and SMART servers give them out; nobody signed it. */
function jwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}

describe("a key that only writes, or of which nothing more can be told", () => {
  test.each<[string, InviteEndpoint]>([
    ["a client's mailbox token", put("mailbox", "w.0a1b.T")],
    ["a file drop without password", put("nextcloud-drop", "", { url: "https://c.example/public.php/dav/files/Xy" })],
    ["a file drop with password", put("nextcloud-drop", "pw", { url: "https://c.example/public.php/dav/files/Xy" })],
    [
      "a secret link of ownCloud",
      put("nextcloud-drop", "", { url: "https://c.example/remote.php/dav/public-files/Xy" }),
    ],
    ["a signature that creates", put("azure-sas", "sv=2022-11-02&sr=c&sp=c&se=2027-01-01&sig=a%2B")],
    ["a webhook", post("generic", "")],
    ["a webhook with a token", post("generic", "any-token")],
    ["a script's key", post("apps-script", "k".repeat(32))],
    ["a token of a role of one's own", post("postgrest", jwt({ role: "client_ann" }))],
    ["a token that is no JWT", post("postgrest", "abc")],
    ["a FHIR token that creates", fhir(jwt({ scope: "system/QuestionnaireResponse.c" }))],
    ["a FHIR token that writes", fhir(jwt({ scope: "patient/QuestionnaireResponse.write launch" }))],
    ["a FHIR token that creates and updates", fhir(jwt({ scope: "system/QuestionnaireResponse.cu" }))],
    ["a file", FILE],
  ])("%s", (_, endpoint) => expect(judgeCredential(endpoint)).toBe("fine"));
});

describe("a key that can do more, which the person is told", () => {
  test.each<[string, InviteEndpoint, string]>([
    ["a member of a CouchDB database", put("couchdb", "pw", { user: "ann" }), "readsDatabase"],
    ["a WebDAV account", put("webdav", "pw", { user: "ann" }), "mayReadFolder"],
    ["a WebDAV folder anybody may use", put("webdav", ""), "mayReadFolder"],
    [
      "a whole Nextcloud account",
      put("nextcloud-drop", "pw", { url: "https://c.example/remote.php/dav/files/ann" }),
      "mayReadFolder",
    ],
    ["a project's public token", post("postgrest", jwt({ iss: "supabase", role: "anon" })), "everybodys"],
    ["a project's public key", post("postgrest", "sb_publishable_abc"), "everybodys"],
    ["a FHIR token that reads", fhir(jwt({ scope: "launch patient/*.read" })), "mayReadServer"],
    ["a FHIR token that does all", fhir(jwt({ scope: "user/*.*" })), "mayReadServer"],
    ["a FHIR token with all rights of version 2", fhir(jwt({ scope: "system/*.cruds" })), "mayReadServer"],
    ["a FHIR token that searches", fhir(jwt({ scope: "system/QuestionnaireResponse.cs?status=x" })), "mayReadServer"],
    ["a FHIR token that reads only", fhir(jwt({ scope: "system/QuestionnaireResponse.r" })), "mayReadServer"],
  ])("%s", (_, endpoint, warning) => expect(judgeCredential(endpoint)).toBe(warning));
});

describe("a key that no client may hold", () => {
  test.each<[string, InviteEndpoint]>([
    ["a therapist's mailbox token", put("mailbox", "r.0a1b.T")],
    ["a signature that reads", put("azure-sas", "sp=rc&sig=x&sr=c")],
    ["a signature that lists", put("azure-sas", "sp=cl&sig=x")],
    ["a signature that writes over", put("azure-sas", "sp=w&sig=x")],
    ["a signature without rights", put("azure-sas", "sr=c&sig=x")],
    ["rights without a signature", put("azure-sas", "sp=c&sr=c")],
    ["rights twice", put("azure-sas", "sp=c&sp=rl&sig=x")],
    ["rights of a stored policy", put("azure-sas", "si=policy&sp=c&sig=x")],
    ["the service role of a database", post("postgrest", jwt({ iss: "supabase", role: "service_role" }))],
    ["the owner of a database", post("postgrest", jwt({ role: "postgres" }))],
    ["a project's secret key", post("postgrest", "sb_secret_abc")],
    ["a GitHub token", post("generic", "ghp_16C7e42F292c6912E7710c838347Ae178B4a")],
    ["a GitHub token of the new kind", post("generic", "github_pat_11ABC")],
    ["a GitLab token", put("webdav", "glpat-abc")],
    ["a Slack token", post("generic", "xoxb-1-2-abc")],
    ["a Google token", post("generic", "ya29.abc")],
    ["a Stripe key", post("generic", "sk_live_abc")],
    ["an AWS key", post("generic", "AKIAIOSFODNN7EXAMPLE")],
  ])("%s", (_, endpoint) => expect(judgeCredential(endpoint)).toBe("tooStrong"));
});
