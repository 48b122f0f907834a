import { expect, test } from "vitest";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import { endpointIdOf } from "../../../src/core/outbox/pairing.ts";
import { putRequest } from "../../../src/core/outbox/put-profile.ts";

const ENDPOINT: InviteEndpoint = {
  adapter: "put",
  profile: "mailbox",
  url: "https://box.example/under",
  box: "r7",
  token: "t0k",
};

test("the mailbox is asked to keep bytes under their id, with the client's own key", () => {
  expect(putRequest(ENDPOINT, "3f0c-11")).toEqual({
    url: "https://box.example/under/m/r7/3f0c-11",
    headers: { "content-type": "application/octet-stream", authorization: "Bearer t0k" },
  });
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
});
