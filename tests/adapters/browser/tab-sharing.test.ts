import { expect, test } from "vitest";
import { listenToSharing, type SharingEvent } from "../../../src/adapters/browser/tab-sharing.ts";

type Listener = Parameters<SharingEvent["addListener"]>[0];

function play(): { readonly told: unknown[]; readonly filters: unknown[]; readonly change: Listener } {
  const told: unknown[] = [];
  const filters: unknown[] = [];
  const listeners: Listener[] = [];
  listenToSharing(
    {
      addListener(listener, filter) {
        listeners.push(listener);
        filters.push(filter);
      },
    },
    (tab, on) => told.push([tab, on]),
  );
  return { told, filters, change: (...facts) => listeners.forEach((listener) => listener(...facts)) };
}

test("a tab uses a device while it uses camera or microphone; a shared screen is none", () => {
  const { told, change } = play();
  change(4, { sharingState: { camera: false, microphone: true } });
  change(4, { sharingState: { camera: true, microphone: false, screen: "Screen" } });
  change(4, { sharingState: { camera: false, microphone: false, screen: "Screen" } });
  expect(told).toEqual([
    [4, true],
    [4, true],
    [4, false],
  ]);
});

test("nothing else that changes in a tab is heard", () => {
  const { told, filters, change } = play();
  change(4, {});
  expect(told).toEqual([]);
  expect(filters).toEqual([{ properties: ["sharingState"] }]);
});
