import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createFhirAdapter, type FhirDeps } from "../../../src/adapters/endpoint/fhir.ts";
import type { FhirEndpoint } from "../../../src/core/invite/endpoint.ts";
import { readBody, startServer, type TestServer } from "./test-server.ts";
import { orderTo, outcome, USUAL_DEPS } from "./usual-order.ts";

const ID = "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11";
const RESOURCE = { resourceType: "QuestionnaireResponse", id: ID, status: "completed" };
const WITHDRAWN = { ...RESOURCE, status: "entered-in-error" };

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: TestServer | null = null;
let seen: Seen[] = [];
let known = new Set<string>();
afterEach(async () => {
  await server?.close();
  [server, seen, known] = [null, [], new Set()];
});

const deps = (changed: Partial<FhirDeps> = {}): FhirDeps => ({
  ...USUAL_DEPS,
  createOnly: { has: async (id) => known.has(id), add: async (id) => known.add(id) },
  ...changed,
});

/** Answers each request by its method; what it was asked is in `seen`. */
async function serve(answers: Readonly<Record<string, number>>): Promise<void> {
  await serveWith((request, response) => response.writeHead(answers[request.method!] ?? 500).end());
}
async function serveWith(answer: RequestListener): Promise<void> {
  server = await startServer(async (request, response) => {
    const { method, url, headers } = request;
    seen.push({ method: method!, url: url!, headers, body: (await readBody(request)).toString() });
    answer(request, response);
  });
}
async function deliver(
  resource: unknown = RESOURCE,
  changed: Partial<FhirDeps> = {},
  order: { readonly tries?: number; readonly isStillWanted?: () => Promise<boolean> } = {},
): Promise<string> {
  const endpoint: FhirEndpoint = { adapter: "fhir", profile: "r4", url: `${server!.url}/r4`, box: "", token: "t0k" };
  const bytes = typeof resource === "string" ? Buffer.from(resource) : Buffer.from(JSON.stringify(resource));
  return outcome(await createFhirAdapter(deps(changed))({ ...orderTo(endpoint, bytes, "envelope-1"), ...order }));
}
const asked = (): readonly string[] => seen.map(({ method, url }) => `${method} ${url}`);
const PUT = `PUT /r4/QuestionnaireResponse/${ID}`;
const POST = "POST /r4/QuestionnaireResponse";

test("a server that takes our ids gets the bytes as they were saved, under their id, with the client's key", async () => {
  await serve({ PUT: 201 });
  expect(await deliver()).toBe("delivered");
  expect(asked()).toEqual([PUT]);
  const [{ headers, body }] = seen as [Seen];
  expect(body).toBe(JSON.stringify(RESOURCE));
  expect(headers).toMatchObject({
    authorization: "Bearer t0k",
    "content-type": "application/fhir+json",
    "if-none-match": "*",
    prefer: "return=minimal",
  });
  for (const name of ["cookie", "referer", "origin"]) expect(headers).not.toHaveProperty(name);
});

test.each([200, 204, 412])("a repeat that is answered %d counts as delivered", async (status) => {
  await serve({ PUT: status });
  expect(await deliver()).toBe("delivered");
  expect(asked()).toEqual([PUT]);
});

describe("a server that chooses ids itself", () => {
  test.each([400, 404, 405, 422, 501, 505])("refuses the update with %d and is sent a create", async (status) => {
    await serve({ PUT: status, POST: 201 });
    expect(await deliver()).toBe("delivered");
    expect(asked()).toEqual([PUT, POST]);
    const [update, create] = seen as [Seen, Seen];
    expect(create.body).toBe(update.body);
    expect(create.headers["if-none-exist"]).toBe(`identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A${ID}`);
  });

  test("is remembered once a create did it, by address and not by envelope", async () => {
    await serve({ PUT: 405, POST: 201 });
    await deliver();
    await deliver();
    expect(asked()).toEqual([PUT, POST, POST]);
    expect([...known]).toEqual([`fhir|r4|${server!.url}/r4|`]);
  });

  test.each([200, 412])("says %d to the repeat: it is there", async (status) => {
    await serve({ PUT: 405, POST: status });
    expect(await deliver()).toBe("delivered");
  });

  test.each([
    [404, 404, "hold notThere"],
    [405, 405, "hold notTheEndpoint"],
    [400, 422, "park notUnderstood"],
    [405, 503, "retry endpointTrouble"],
    [405, 401, "hold wrongKey"],
    [405, 202, "taken"],
  ])("is not remembered after %d and %d", async (update, create, expected) => {
    await serve({ PUT: update, POST: create });
    expect(await deliver()).toBe(expected);
    expect(asked()).toEqual([PUT, POST]);
    expect(known.size).toBe(0);
  });
});

describe("one request at a time for one id", () => {
  test("no create is sent while it is unknown what became of the update", async () => {
    await serveWith((request) => request.socket.destroy());
    expect(await deliver()).toBe("retry noReply");
    // A cut connection may make the network stack send once more by itself.
    expect(new Set(asked())).toEqual(new Set([PUT]));
  });

  test("the create begins only after the update was answered", async () => {
    let [open, most] = [0, 0];
    await serveWith((request, response) => {
      most = Math.max(most, (open += 1));
      setImmediate(() => {
        open -= 1;
        response.writeHead(request.method === "PUT" ? 405 : 201).end();
      });
    });
    await deliver();
    expect([asked().length, most]).toEqual([2, 1]);
  });

  test("both share one time limit, which ends before the lease", async () => {
    const signals: unknown[] = [];
    await serve({ PUT: 405, POST: 201 });
    await deliver(RESOURCE, {
      fetch: (url, init) => {
        signals.push(init.signal);
        return fetch(url, init);
      },
    });
    expect(signals).toHaveLength(2);
    expect(signals[0]).toBe(signals[1]);
  });

  test("what is taken back after the update was refused is not created", async () => {
    await serve({ PUT: 405, POST: 201 });
    const answers = [true, false];
    expect(await deliver(RESOURCE, {}, { isStillWanted: async () => answers.shift()! })).toBe("notSent");
    expect(asked()).toEqual([PUT]);
  });
});

test("409 is tried again three times, then parked", async () => {
  await serve({ PUT: 409 });
  expect(await deliver(RESOURCE, {}, { tries: 2 })).toBe("retry busy");
  expect(await deliver(RESOURCE, {}, { tries: 3 })).toBe("park refused");
  expect(asked()).toEqual([PUT, PUT]);
});

describe("a response that is taken back", () => {
  test("is emptied in its place, without a condition", async () => {
    await serve({ PUT: 200 });
    expect(await deliver(WITHDRAWN)).toBe("delivered");
    expect(asked()).toEqual([PUT]);
    expect(seen[0]!.headers).not.toHaveProperty("if-none-match");
    expect(JSON.parse(seen[0]!.body)).toEqual(WITHDRAWN);
  });

  test.each([400, 404, 405, 422])(
    "refused with %d is shown and holds nobody else up; no create follows",
    async (status) => {
      await serve({ PUT: status, POST: 201 });
      expect(await deliver(WITHDRAWN)).toBe("park refused");
      expect(asked()).toEqual([PUT]);
    },
  );

  test("is not sent to a server that chooses ids: ours are unknown there", async () => {
    await serve({ PUT: 200, POST: 201 });
    known.add(`fhir|r4|${server!.url}/r4|`);
    expect(await deliver(WITHDRAWN)).toBe("park refused");
    expect(seen).toEqual([]);
  });
});

describe("nothing is sent", () => {
  test.each<[string, Partial<FhirDeps>, string]>([
    ["without the browser's permission", { isPermitted: async () => false }, "hold noPermission"],
    ["without consent to send health data", { mayCollect: async () => false }, "hold noConsent"],
    ["to this machine by a release build", { allowLocalhost: false }, "hold notTheEndpoint"],
  ])("%s", async (_, changed, expected) => {
    await serve({ PUT: 201 });
    expect(await deliver(RESOURCE, changed)).toBe(expected);
    expect(seen).toEqual([]);
  });

  test.each(["age-encryption.org/v1 sealed", "{}", '{"resourceType":"Patient","id":"1"}', "\xff"])(
    "of what is no resource of ours: %j",
    async (text) => {
      await serve({ PUT: 201 });
      expect(await deliver(text)).toBe("park unreadable");
      expect(seen).toEqual([]);
    },
  );
});

test.each([301, 302, 307, 308])("a redirect with %d is not followed", async (status) => {
  await serveWith((_request, response) => response.writeHead(status, { location: "/elsewhere" }).end());
  expect(await deliver()).toBe("hold moved");
  expect(asked()).toEqual([PUT]);
});
