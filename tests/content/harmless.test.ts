import { describe, expect, test } from "vitest";
import { installHooks } from "../../src/content/hooks.ts";
import { createLookalike, createSimulatedPage, settle } from "./simulated-page.ts";

const HOOKED = [
  ["RTCPeerConnection", ["setLocalDescription", "setRemoteDescription", "createDataChannel", "close"]],
  ["MediaDevices", ["getUserMedia"]],
  ["MediaStreamTrack", ["stop", "clone"]],
  ["MediaStream", ["clone"]],
] as const;
const METHODS = HOOKED.flatMap(([owner, names]) => names.map((name) => [owner, name] as const));

function createPages() {
  const [plain, hooked] = [createSimulatedPage(), createSimulatedPage()];
  installHooks(hooked.hooked);
  return { plain, hooked };
}

describe("a page's own use still works", () => {
  test.each(METHODS)("%s.prototype.%s keeps its name, its length and how it can be changed", (owner, name) => {
    const { plain, hooked } = createPages();
    const [before, after] = [plain, hooked].map(
      (page) => Object.getOwnPropertyDescriptor(page.hooked[owner]!.prototype, name)!,
    );
    expect(after!.value).not.toBe(undefined);
    expect({ name: after!.value.name, length: after!.value.length }).toEqual({
      name: before!.value.name,
      length: before!.value.length,
    });
    expect({ ...after, value: null }).toEqual({ ...before, value: null });
  });

  test("nothing else is put on the prototypes, and constructors stay whole", () => {
    const { plain, hooked } = createPages();
    for (const [owner] of HOOKED) {
      const [before, after] = [plain, hooked].map((page) => Object.getOwnPropertyNames(page.hooked[owner]!.prototype));
      expect(after).toEqual(before);
    }
    const { RTCPeerConnection } = createSimulatedPage();
    const page = createSimulatedPage();
    const constructor = page.RTCPeerConnection;
    installHooks(page.hooked);
    expect(page.hooked.RTCPeerConnection).toBe(constructor);
    expect(page.createPeer()).toBeInstanceOf(page.RTCPeerConnection);
    expect(page.createPeer()).not.toBeInstanceOf(RTCPeerConnection);
  });

  test("a subclass may override and call on", async () => {
    const { hooked } = createPages();
    const described: unknown[] = [];
    class Library extends hooked.RTCPeerConnection {
      override async setLocalDescription(description: unknown) {
        described.push(description);
        await super.setLocalDescription(description);
      }
    }
    const peer = new Library();
    const description = { sdp: "v=0" };
    await peer.setLocalDescription(description);
    expect(described).toEqual([description]);
    expect(peer.localDescription).toBe(description);
  });

  test("an error that a method throws or rejects with is the page's own", async () => {
    const { hooked } = createPages();
    const peer = hooked.createPeer();
    expect(() => peer.createDataChannel("forbidden")).toThrow(new TypeError("label"));
    peer.close();
    await expect(peer.setLocalDescription()).rejects.toMatchObject({ name: "InvalidStateError" });
    await expect(hooked.devices.getUserMedia({})).rejects.toEqual(new TypeError("Nothing was asked for."));
  });

  test("a rejection is unhandled if and only if the page leaves it unhandled", async () => {
    const { hooked } = createPages();
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    await hooked.devices.getUserMedia({}).catch(() => {});
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
    void hooked.devices.getUserMedia({});
    await new Promise(setImmediate);
    expect(unhandled).toEqual([new TypeError("Nothing was asked for.")]);
    process.off("unhandledRejection", note);
  });

  test("a method called on something else fails as it does without hooks, and nothing is watched", async () => {
    const { plain, hooked } = createPages();
    const failing = async (page: typeof plain): Promise<unknown> =>
      page.RTCPeerConnection.prototype.setLocalDescription.call({} as never).catch((error: Error) => error.name);
    expect(await failing(hooked)).toBe(await failing(plain));
  });

  test("the page gets the very objects that the browser made", async () => {
    const page = createSimulatedPage();
    const made: unknown[] = [];
    note(page.hooked.MediaDevices!.prototype, "getUserMedia");
    note(page.RTCPeerConnection.prototype, "createDataChannel");
    installHooks(page.hooked);
    const got = [await page.devices.getUserMedia({ audio: true }), page.createPeer().createDataChannel("chat")];
    expect(await Promise.all(made)).toEqual(got);
    expect((await Promise.all(made)).every((object, index) => object === got[index])).toBe(true);

    function note(prototype: object, name: string): void {
      const method = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
      Object.assign(prototype, {
        [name](...args: unknown[]) {
          const result = Reflect.apply(method, this, args);
          made.push(result);
          return result;
        },
      });
    }
  });
});

describe("a fault of the hooks does not reach the page", () => {
  test("an object that throws at everything is passed through", async () => {
    const { hooked } = createPages();
    const peer = hooked.createPeer();
    await peer.setLocalDescription();
    Object.defineProperty(peer, "getReceivers", {
      value: () => {
        throw new Error("page");
      },
    });
    peer.become("connected");
    await settle();
    peer.close();
    expect(peer.connectionState).toBe("closed");
  });

  test("a call on something that only looks like a connection fails as without hooks", async () => {
    const { plain, hooked } = createPages();
    const failing = (page: typeof plain): Promise<unknown> =>
      createLookalike(page)
        .setLocalDescription()
        .catch((error: Error) => error.message);
    expect(await failing(hooked)).toEqual(await failing(plain));
  });

  test("a browser without a method, or without devices, is left as it is", () => {
    const page = createSimulatedPage();
    Reflect.deleteProperty(page.RTCPeerConnection.prototype, "createDataChannel");
    Reflect.deleteProperty(page.hooked, "MediaDevices");
    installHooks(page.hooked);
    expect("createDataChannel" in page.RTCPeerConnection.prototype).toBe(false);
    expect(() => page.createPeer().close()).not.toThrow();
  });
});
