import { expect, test } from "vitest";
import { LOADING, nextSetupPhase, type SetupEvent, type SetupPhase } from "../../../src/ui/setup/setup-state.ts";
import { USUAL_INVITE, USUAL_SETUP } from "./usual-setup.ts";

const UNPAIRED: SetupEvent = { kind: "loaded", loaded: { setup: null, waiting: [], managed: null, lost: false } };
const PAIRED: SetupEvent = { kind: "loaded", loaded: { setup: USUAL_SETUP, waiting: [], managed: null, lost: false } };
const OPENED: SetupEvent = { kind: "inviteOpened", invite: USUAL_INVITE, phrase: ["a", "b", "c", "d"] };

function play(...events: readonly SetupEvent[]): SetupPhase {
  return events.reduce(nextSetupPhase, LOADING);
}

test("nobody paired yet leads to the invite, a pairing to my data", () => {
  expect(play(UNPAIRED).phase).toBe("inviting");
  expect(play(PAIRED)).toMatchObject({ phase: "ready", justAccepted: false });
});

test("after accepting, the first sight of my data says that all is set, and news keeps saying so", () => {
  expect(play(UNPAIRED, OPENED, { kind: "accepted" }, PAIRED, PAIRED)).toMatchObject({
    phase: "ready",
    justAccepted: true,
  });
});

test("what is loaded late never pulls a page from under its reader", () => {
  const typing = play(UNPAIRED, { kind: "inviteTyped", text: "A1" });
  expect(nextSetupPhase(typing, PAIRED)).toBe(typing);
  const reading = play(UNPAIRED, OPENED);
  expect(nextSetupPhase(reading, PAIRED)).toBe(reading);
});

test("leaving in another tab is noticed", () => {
  expect(play(PAIRED, UNPAIRED).phase).toBe("inviting");
});

test("an invite that arrives after going back to my data is not shown", () => {
  const ready = play(PAIRED, { kind: "updateWanted" }, { kind: "wentBack" }, PAIRED);
  expect(nextSetupPhase(ready, OPENED)).toBe(ready);
});

test("choosing clears the reminder to choose, and leaves another problem standing", () => {
  const choose: SetupEvent = { kind: "openByItselfChosen", on: true };
  const reminded = play(UNPAIRED, OPENED, { kind: "consentFailed", problem: { kind: "notChosen" } }, choose);
  expect(reminded).toMatchObject({ openByItself: true, problem: null });
  const refused = play(UNPAIRED, OPENED, { kind: "consentFailed", problem: { kind: "refused" } }, choose);
  expect(refused).toMatchObject({ problem: { kind: "refused" } });
});

test("a page that is filled already stays when loading fails", () => {
  expect(play({ kind: "loadFailed", health: "ready" }).phase).toBe("failed");
  expect(play(PAIRED, { kind: "loadFailed", health: "ready" }).phase).toBe("ready");
});

test("after everything was deleted, nothing of what was typed or agreed to is left", () => {
  const emptied = { phase: "inviting", text: "", held: null, ended: "erased" };
  expect(play(UNPAIRED, { kind: "inviteTyped", text: "A1" }, { kind: "erased" })).toMatchObject(emptied);
  expect(play(PAIRED, { kind: "erased" })).toMatchObject(emptied);
});

test("an invite of whoever manages the computer stands there again after everything was deleted", () => {
  const managed = { text: "A1.theirs", isUpdate: false, use: "here" } as const;
  const loaded = { setup: null, waiting: [], managed, lost: false };
  const after = play({ kind: "loaded", loaded }, { kind: "erased" });
  expect(after).toMatchObject({ text: "A1.theirs", managed: true, ended: "erased" });
});
