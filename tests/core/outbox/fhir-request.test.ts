import { describe, expect, test } from "vitest";
import type { FhirEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { Delivery } from "../../../src/core/outbox/delivery.ts";
import { decideDelivery, type EndpointReply } from "../../../src/core/outbox/delivery-outcome.ts";
import { formOf } from "../../../src/core/outbox/envelope-form.ts";
import {
  afterRefusal,
  type FhirWay,
  fhirReplies,
  fhirRequest,
  firstWay,
} from "../../../src/core/outbox/fhir-request.ts";

const ID = "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11";
const SERVER: FhirEndpoint = { adapter: "fhir", profile: "r4", url: "https://ehr.example/r4", box: "", token: "t0k" };

function reply(status: number, contentType: string | null = "application/fhir+json"): EndpointReply {
  return { kind: "reply", status, contentType, retryAfter: null, date: null, body: "{}", origin: null };
}
function decide(way: FhirWay, answered: EndpointReply, tries = 0): string {
  const sent = { id: ID, sha256: "0".repeat(64), withKey: true, tries };
  const delivery: Delivery = decideDelivery(fhirReplies(way), sent, answered);
  return "reason" in delivery ? `${delivery.kind} ${delivery.reason}` : delivery.kind;
}

describe("what is asked", () => {
  test("is an update by our own id that does nothing where it is there", () => {
    expect(fhirRequest(SERVER, ID, "update")).toEqual({
      method: "PUT",
      url: `https://ehr.example/r4/QuestionnaireResponse/${ID}`,
      headers: { "content-type": "application/fhir+json", prefer: "return=minimal", "if-none-match": "*" },
      key: { user: null, token: "t0k" },
    });
  });

  test("is a create that does nothing where the identifier is known", () => {
    const { method, url, headers } = fhirRequest(SERVER, ID, "create");
    expect([method, url]).toEqual(["POST", "https://ehr.example/r4/QuestionnaireResponse"]);
    expect(headers).not.toHaveProperty("if-none-match");
    expect(headers["if-none-exist"]).toBe(`identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A${ID}`);
  });

  test("to empty a response is an update without a condition", () => {
    const { method, headers } = fhirRequest(SERVER, ID, "replace");
    expect(method).toBe("PUT");
    expect(headers).not.toHaveProperty("if-none-match");
    expect(headers).not.toHaveProperty("if-none-exist");
  });

  test("names no key where the address is the key", () => {
    expect(fhirRequest({ ...SERVER, token: "" }, ID, "update").key).toBeNull();
  });
});

test.each([
  ["a new server", false, false, "update"],
  ["a server that chooses ids", false, true, "create"],
  ["a withdrawal", true, false, "replace"],
  ["a withdrawal at a server that chooses ids", true, true, null],
] as const)("%s begins as it must", (_, isWithdrawal, createOnly, way) => {
  expect(firstWay({ isWithdrawal, createOnly })).toBe(way);
});

describe("a server that does not let clients choose ids", () => {
  test.each([400, 404, 405, 422, 501, 505])("is sent a create after %d to an update, and no withdrawal", (status) => {
    expect(afterRefusal("update", status)).toBe("create");
    expect(afterRefusal("replace", status)).toBe("cannotReplace");
  });

  test.each([400, 404, 405, 422])("has its last word in %d to the create", (status) => {
    expect(afterRefusal("create", status)).toBeNull();
  });

  test.each([200, 201, 401, 403, 409, 410, 412, 413, 415, 429, 500, 503])("is not told by %d", (status) => {
    expect(afterRefusal("update", status)).toBeNull();
    expect(afterRefusal("replace", status)).toBeNull();
  });
});

/** The fhir column of the table of replies; what leads to the other way is above. */
describe.each(["update", "create"] as const)("after an %s", (way) => {
  test.each([
    [200, "delivered"],
    [201, "delivered"],
    [204, "delivered"],
    [202, "taken"],
    [203, "taken"],
    [206, "retry strangeReply"],
    [302, "hold moved"],
    [401, "hold wrongKey"],
    [403, "hold wrongKey"],
    [407, "retry networkSignIn"],
    [408, "retry busy"],
    [409, "retry busy"],
    [410, "hold gone"],
    [411, "park notUnderstood"],
    [412, "delivered"],
    [413, "park tooLarge"],
    [415, "park notUnderstood"],
    [418, "park refused"],
    [421, "retry busy"],
    [423, "retry busy"],
    [425, "retry busy"],
    [428, "park notUnderstood"],
    [429, "retry busy"],
    [431, "park notUnderstood"],
    [500, "retry endpointTrouble"],
    [503, "retry endpointTrouble"],
    [507, "retry full"],
    [511, "retry networkSignIn"],
    [599, "retry endpointTrouble"],
  ])("%d means %s", (status, outcome) => expect(decide(way, reply(status))).toBe(outcome));

  test("a web page is no FHIR server", () => {
    expect(decide(way, reply(200, "text/html; charset=utf-8"))).toBe("hold webPage");
  });

  test("409 is tried again three times, then parked", () => {
    expect([0, 1, 2, 3, 9].map((tries) => decide(way, reply(409), tries))).toEqual([
      "retry busy",
      "retry busy",
      "retry busy",
      "park refused",
      "park refused",
    ]);
  });

  test("silence and a redirect are what they are everywhere", () => {
    expect(decide(way, { kind: "nothing", online: true })).toBe("retry noReply");
    expect(decide(way, { kind: "redirect" })).toBe("hold moved");
  });
});

test.each([
  [400, "park notUnderstood"],
  [404, "hold notThere"],
  [405, "hold notTheEndpoint"],
  [422, "park notUnderstood"],
  [501, "hold notTheEndpoint"],
])("%d to the create means %s", (status, outcome) => expect(decide("create", reply(status))).toBe(outcome));

test("a withdrawal is not done because some condition failed", () => {
  expect([200, 201, 412].map((status) => decide("replace", reply(status)))).toEqual([
    "delivered",
    "delivered",
    "park refused",
  ]);
});

describe("the form in which answers leave", () => {
  const post = { adapter: "post", profile: "generic", url: "https://n8n.example/hook", box: "", token: "" } as const;

  test("is sealed wherever the consent said sealed", () => {
    for (const endpoint of [SERVER, post]) expect(formOf({ mode: "sealed", endpoint })).toBe("sealed");
  });

  test("is a resource for a FHIR server, and the signed text for others", () => {
    expect(formOf({ mode: "plain", endpoint: SERVER })).toBe("fhir");
    expect(formOf({ mode: "plain", endpoint: post })).toBe("signed");
  });
});
