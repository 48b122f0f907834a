import type { FhirEndpoint, FileEndpoint, PostEndpoint, PutEndpoint } from "../../../src/core/invite/endpoint.ts";

const put = (
  profile: PutEndpoint["profile"],
  url: string,
  token: string,
  more: Partial<PutEndpoint> = {},
): PutEndpoint => ({
  adapter: "put",
  profile,
  url,
  box: "",
  token,
  ...more,
});
const post = (
  profile: PostEndpoint["profile"],
  url: string,
  token: string,
  more: Partial<PostEndpoint> = {},
): PostEndpoint => ({
  adapter: "post",
  profile,
  url,
  box: "",
  token,
  ...more,
});

/** One of each kind, as an invite would name it. */
export const USUAL_ENDPOINTS = {
  mailbox: put("mailbox", "https://box.example", "w.0a1b2c3d.T", { box: "rivera" }),
  webdav: put("webdav", "https://dav.example/in/ann", "t0k"),
  "nextcloud-drop": put("nextcloud-drop", "https://cloud.example/public.php/dav/files/aBcD", "pass word"),
  couchdb: put("couchdb", "https://couch.example/ann", "pw", { user: "ann" }),
  "azure-sas": put(
    "azure-sas",
    "https://rivera.blob.core.windows.net/in",
    "sv=2022-11-02&sr=c&sp=c&se=2027-01-01T00%3A00Z&sig=a%2Bb%3D",
  ),
  generic: post("generic", "https://n8n.example/webhook/3f0c", "", {
    secret: `whsec_${"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}`,
  }),
  "apps-script": post("apps-script", "https://script.google.com/macros/s/AKfycb_x-1/exec", "k".repeat(32)),
  postgrest: post("postgrest", "https://db.example/rest/v1", "header.payload.signature"),
  fhir: { adapter: "fhir", profile: "r4", url: "https://fhir.example/R4", box: "", token: "t0k" } as FhirEndpoint,
  file: { adapter: "file", profile: "file", url: "", box: "", token: "" } as FileEndpoint,
} as const;
