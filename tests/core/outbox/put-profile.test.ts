import { expect, test } from "vitest";
import type { PutEndpoint } from "../../../src/core/invite/endpoint.ts";
import { endpointIdOf } from "../../../src/core/outbox/pairing.ts";
import { putRequest } from "../../../src/core/outbox/put-profile.ts";

const ENDPOINT: PutEndpoint = {
  adapter: "put",
  profile: "mailbox",
  url: "https://box.example/under",
  box: "r7",
  token: "t0k",
};
const ELSEWHERE = { ...ENDPOINT, box: "" };
const BYTES = { "content-type": "application/octet-stream" };

test.each<[PutEndpoint, ReturnType<typeof putRequest>]>([
  [ENDPOINT, { url: "https://box.example/under/m/r7/3f0c", headers: BYTES, key: { user: null, token: "t0k" } }],
  [
    { ...ELSEWHERE, profile: "webdav", user: "ann" },
    {
      url: "https://box.example/under/3f0c.age",
      headers: { ...BYTES, "if-none-match": "*" },
      key: { user: "ann", token: "t0k" },
    },
  ],
  [
    { ...ELSEWHERE, profile: "webdav", token: "" },
    { url: "https://box.example/under/3f0c.age", headers: { ...BYTES, "if-none-match": "*" }, key: null },
  ],
  [
    { ...ELSEWHERE, profile: "nextcloud-drop" },
    {
      url: "https://box.example/under/3f0c.age",
      headers: { ...BYTES, "x-requested-with": "XMLHttpRequest" },
      key: { user: "anonymous", token: "t0k" },
    },
  ],
  [
    { ...ELSEWHERE, profile: "nextcloud-drop", user: "public" },
    {
      url: "https://box.example/under/3f0c.age",
      headers: { ...BYTES, "x-requested-with": "XMLHttpRequest" },
      key: { user: "public", token: "t0k" },
    },
  ],
  [
    { ...ELSEWHERE, profile: "couchdb", user: "ann" },
    {
      url: "https://box.example/under/3f0c",
      headers: { "content-type": "application/json" },
      key: { user: "ann", token: "t0k" },
    },
  ],
  [
    { ...ELSEWHERE, profile: "azure-sas", token: "sp=c&sig=a%2Bb" },
    {
      url: "https://box.example/under/3f0c.age?sp=c&sig=a%2Bb",
      headers: { ...BYTES, "x-ms-blob-type": "BlockBlob", "if-none-match": "*" },
      key: null,
    },
  ],
])("what is asked of $profile", (endpoint, request) => {
  expect(putRequest(endpoint, "3f0c")).toEqual(request);
});

test("a box or id cannot lead to another address", () => {
  expect(putRequest({ ...ENDPOINT, box: "../x?y#z" }, "a/b{box}$&").url).toBe(
    "https://box.example/under/m/..%2Fx%3Fy%23z/a%2Fb%7Bbox%7D%24%26",
  );
});

test("a renewed key is the same place, another address or box is not", () => {
  const id = endpointIdOf(ENDPOINT);
  expect(endpointIdOf({ ...ENDPOINT, token: "new" })).toBe(id);
  expect(endpointIdOf({ ...ENDPOINT, box: "r8" })).not.toBe(id);
  expect(endpointIdOf({ ...ENDPOINT, url: "https://other.example" })).not.toBe(id);
  expect(endpointIdOf({ ...ENDPOINT, profile: "webdav" })).not.toBe(id);
});
