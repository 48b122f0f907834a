import { expect, onTestFinished, test } from "vitest";
import { startSite } from "../e2e/site/start-site.ts";

async function openSite() {
  const site = await startSite();
  onTestFinished(() => site.close());
  return site;
}

test.each(["call/one", "lobby", "probes", "flood", "left"])(
  "the tests' page %s is served with its script",
  async (page) => {
    const { origin } = await openSite();
    const reply = await fetch(`${origin}/pages/${page}`);
    expect(reply.status).toBe(200);
    const [script] = /\/pages\/[a-z-]+\.js/.exec(await reply.text()) ?? [];
    if (script !== undefined)
      expect((await fetch(origin + script)).headers.get("content-type")).toContain("javascript");
  },
);

test.each(["nothing", "call/one/two", "start-site.ts"])("/pages/%s is not there", async (page) => {
  const { origin } = await openSite();
  expect((await fetch(`${origin}/pages/${page}`)).status).toBe(404);
});

test("an offer waits for the therapist of its room and gets that answer", async () => {
  const { origin } = await openSite();
  const post = (path: string, body: string) => fetch(`${origin}/signal/${path}`, { method: "POST", body });
  const called = post("one/offer", "my offer");
  const taken = await (await fetch(`${origin}/signal/one/offer`)).json();
  expect(taken).toMatchObject({ sdp: "my offer" });
  expect((await post(`one/answer/${taken.number}`, "your answer")).status).toBe(204);
  expect(await (await called).json()).toEqual({ sdp: "your answer" });
  expect((await post(`one/answer/${taken.number}`, "again")).status).toBe(404);
});

test("a therapist who waits first gets the first offer; one who went away gets none", async () => {
  const { origin } = await openSite();
  const gone = new AbortController();
  const first = fetch(`${origin}/signal/one/offer`, { signal: gone.signal }).catch(() => "gone");
  const second = fetch(`${origin}/signal/one/offer`);
  gone.abort();
  expect(await first).toBe("gone");
  // A round trip, so that the server has seen the first one go.
  await fetch(`${origin}/`);
  const called = fetch(`${origin}/signal/one/offer`, { method: "POST", body: "offer" });
  const taken = await (await second).json();
  expect(taken).toMatchObject({ sdp: "offer" });
  await fetch(`${origin}/signal/one/answer/${taken.number}`, { method: "POST", body: "answer" });
  expect(await (await called).json()).toEqual({ sdp: "answer" });
});
