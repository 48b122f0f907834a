import { request } from "node:http";
import type { Duplex } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { type ClinicOptions, startClinic } from "../../demo/clinic/server.ts";

async function openClinic(options: ClinicOptions = {}) {
  const clinic = await startClinic(options);
  onTestFinished(() => clinic.close());
  return clinic;
}

/** The path as given: `fetch` would tidy up `..`. */
function statusOf(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

/** The opening of a WebSocket is all that PeerServer needs to know somebody. */
function connectPeer(port: number, id: string): Promise<Duplex> {
  const headers = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  const path = `/signalling/peerjs?key=peerjs&id=${id}&token=t&version=1.5.5`;
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers, agent: false })
      .on("upgrade", (_, socket) => resolve(socket))
      .on("error", reject)
      .end();
  });
}

test("the clinic is one server under two origins, on this machine only", async () => {
  const { origin, otherOrigin, port } = await openClinic();
  expect(origin).toBe(`http://localhost:${port}`);
  expect(otherOrigin).toBe(`http://127.0.0.1:${port}`);
  for (const each of [origin, otherOrigin]) expect((await fetch(`${each}/`)).status).toBe(200);
});

test.each([
  ["/", "I am the client", "text/html"],
  ["/room/quiet-room", 'data-side="client"', "text/html"],
  ["/room/quiet-room?rejoin=1", 'data-side="client"', "text/html"],
  ["/therapist/quiet-room", 'data-side="therapist"', "text/html"],
  ["/bye", "Goodbye", "text/html"],
  ["/clinic/clinic.css", "--ground", "text/css"],
  ["/clinic/room.js", "iceServers: []", "text/javascript"],
  ["/vendor/peerjs.js", "RTCPeerConnection", "text/javascript"],
])("%s is served", async (path, content, type) => {
  const { origin } = await openClinic();
  const reply = await fetch(origin + path);
  expect(reply.headers.get("content-type")).toContain(type);
  expect(await reply.text()).toContain(content);
});

test.each([
  "/favicon.ico",
  "/room/",
  "/room/..",
  "/room/Quiet%20Room",
  "/clinic/",
  "/clinic/../server.ts",
  "/clinic/..%2fserver.ts",
  "/clinic/nothing.js",
  "/pages/call/one",
])("%s is not", async (path) => {
  const { port } = await openClinic();
  expect(await statusOf(port, path)).toBe(404);
});

test("no page asks for anything from another server", async () => {
  const { origin } = await openClinic();
  for (const path of [
    "/",
    "/room/quiet-room",
    "/therapist/quiet-room",
    "/bye",
    "/clinic/clinic.css",
    "/clinic/room.js",
  ])
    expect(await (await fetch(origin + path)).text()).not.toMatch(/https?:\/\//);
});

test("the room knows whether its therapist is there, by the line to the PeerServer", async () => {
  const { origin, port } = await openClinic();
  const presence = async () => (await fetch(`${origin}/presence/quiet-room`)).json();
  expect(await presence()).toEqual({ therapist: false });
  const line = await connectPeer(port, "therapist-quiet-room");
  await expect.poll(presence).toEqual({ therapist: true });
  line.destroy();
  await expect.poll(presence).toEqual({ therapist: false });
});

test("a route of a test is asked first", async () => {
  const { origin } = await openClinic({
    routes: [
      (incoming, response) => {
        if (incoming.url !== "/extra") return false;
        response.end("extra");
        return true;
      },
    ],
  });
  expect(await (await fetch(`${origin}/extra`)).text()).toBe("extra");
  expect((await fetch(`${origin}/`)).status).toBe(200);
});
