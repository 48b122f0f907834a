// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, describe, expect, test } from "vitest";
import { toBase64Url } from "../../../src/adapters/sealing/bytes.ts";
import type { HoldReason } from "../../../src/core/outbox/delivery.ts";
import type { EnvelopeView } from "../../../src/ui/setup/outbox-view.ts";
import { HOLD_REASONS, PARK_REASONS, RETRY_REASONS, reasonOfEnvelope } from "../../../src/ui/setup/reasons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, SAVED_AT, USUAL_SETUP, usualEnvelope } from "./usual-setup.ts";

afterEach(cleanup);

const TAKE_BACK = { takeBackUntil: SAVED_AT + 600_000, withdrawal: "takeBack" } as const;
const held = (reason: HoldReason) => ({ reason, since: SAVED_AT });

async function openOutbox(
  waiting: readonly Partial<EnvelopeView>[],
  { setup = USUAL_SETUP as typeof USUAL_SETUP | null, mayCopy = true, grant = async () => true } = {},
) {
  const envelopes = waiting.map((changes, at) => usualEnvelope({ id: `e${at + 1}`, ...changes }));
  const background = createFakeBackground({ setup, waiting: envelopes });
  const page = await openSetup({ background, mayCopy, grant });
  const outbox = within(await screen.findByRole("region", { name: "Answers on this computer" }));
  await outbox.findByRole("switch");
  return {
    ...page,
    background,
    outbox,
    press: (name: RegExp | string) => page.user.click(outbox.getByRole("button", { name })),
  };
}
const status = () => within(screen.getByRole("region", { name: "Answers on this computer" })).getByRole("status");

describe("taking back", () => {
  test("an answer that has not left is taken back", async () => {
    const { press, background } = await openOutbox([TAKE_BACK]);
    await press(/^Take it back: saved/);
    await waitFor(() => expect(status().textContent).toBe("Taken back. Nothing was sent."));
    expect(background.askedFor("takeBack")).toEqual([{ id: "e1" }]);
    await waitFor(() => expect(screen.getByText("No answers are here right now.")).toBeTruthy());
  });

  test("one that has left meanwhile is not promised back", async () => {
    const { press, background } = await openOutbox([TAKE_BACK]);
    background.waiting = [];
    await press(/^Take it back: saved/);
    expect(await screen.findByText(english("setupTakeBackTooLate"))).toBeTruthy();
  });

  test.each([
    ["asked", "setupAsked"],
    ["takenBack", "setupTakenBack"],
    ["tooLate", "setupAskTooLate"],
  ] as const)(
    "of one that may have arrived the therapist is asked not to use it, after one question: %s",
    async (answer, words) => {
      const { press, background, outbox } = await openOutbox([{ reason: "noReply", withdrawal: "ask" }]);
      background.withdrawal = answer;
      await press(/^Ask not to use it: saved/);
      const question = outbox.getByRole("group", { name: english("setupAskNotAsk") });
      expect(document.activeElement).toBe(question);
      await expectAccessible(document.body);
      await press("Yes, ask");
      await waitFor(() => expect(status().textContent).toBe(english(words)));
      expect(background.askedFor("withdraw")).toEqual([{ id: "e1" }]);
    },
  );

  test("no and Escape ask nobody", async () => {
    const { press, background, user, outbox } = await openOutbox([{ withdrawal: "ask" }]);
    await press(/^Ask not to use it/);
    await press("No, leave it");
    await press(/^Ask not to use it/);
    await user.keyboard("{Escape}");
    expect(outbox.queryByRole("group", { name: english("setupAskNotAsk") })).toBeNull();
    expect(background.askedFor("withdraw")).toEqual([]);
  });
});

describe("a place that has to be allowed", () => {
  test.each(["noPermission", "noConsent"] as const)("%s: one press asks for that place alone", async (reason) => {
    const { press, requested, background } = await openOutbox([{ host: "old.example", held: held(reason) }]);
    await press("Allow again");
    expect(requested).toEqual([["https://old.example"]]);
    await waitFor(() => expect(background.askedFor("retryNow")).toHaveLength(1));
  });

  test("can be allowed after leaving, too, and a no sends nothing", async () => {
    const place = { host: "old.example", held: held("noPermission") };
    const { press, requested, background } = await openOutbox([place], { setup: null, grant: async () => false });
    await press("Allow again");
    expect(requested).toEqual([["https://old.example"]]);
    await waitFor(() => expect(status().textContent).toBe(english("setupStillRefused")));
    expect(background.askedFor("retryNow")).toEqual([]);
  });
});

describe("what is not sealed", () => {
  test.each([
    ["refused", "reasonParkRefusedPlain"],
    ["tooLarge", "reasonParkTooLargePlain"],
  ] as const)("and was not taken (%s) is not said to be something to save", async (reason, words) => {
    const { outbox } = await openOutbox([{ state: "parked", reason, isSealed: false }]);
    expect(outbox.getByText(english(words))).toBeTruthy();
    expect(outbox.queryByText(/as a file/)).toBeNull();
  });
});

describe("what waits", () => {
  test("can be tried now", async () => {
    const { press, background } = await openOutbox([{ reason: "offline" }]);
    await press("Try to send now");
    await waitFor(() => expect(background.askedFor("retryNow")).toHaveLength(1));
    await waitFor(() => expect(status().textContent).toBe(english("setupRetried")));
  });

  test.each(Object.keys(RETRY_REASONS) as (keyof typeof RETRY_REASONS)[])("%s is said in words", async (reason) => {
    const { outbox } = await openOutbox([{ reason, nextTryAt: SAVED_AT + 11 * 60_000 }]);
    expect(outbox.getByText(`${english(reasonOfEnvelope(reason))} Next try: in 10 minutes.`)).toBeTruthy();
  });

  test("a place in trouble is told once, however many answers wait for it", async () => {
    const waiting = [1, 2, 3].map(() => ({
      host: "old.example",
      held: held("moved"),
      nextTryAt: SAVED_AT + 3_660_000,
    }));
    const { outbox, user, background } = await openOutbox(waiting);
    expect(outbox.getAllByText(new RegExp(english(HOLD_REASONS.moved)))).toHaveLength(1);
    expect(outbox.getAllByText(/^It has waited for its place .* Next try: in 60 minutes\.$/)).toHaveLength(3);
    await expectAccessible(document.body);
    const banner = within(outbox.getByRole("alert"));
    await user.click(banner.getByRole("button", { name: "Try to send now" }));
    await waitFor(() => expect(background.askedFor("retryNow")).toHaveLength(1));
  });

  test.each(Object.keys(HOLD_REASONS) as HoldReason[])(
    "a place held for %s says why and since when",
    async (reason) => {
      const { outbox } = await openOutbox([{ host: "old.example", held: held(reason) }]);
      expect(outbox.getByRole("alert").textContent).toContain(english(HOLD_REASONS[reason]));
      expect(outbox.getByRole("alert").textContent).toMatch(/This began on Nov 23/);
    },
  );

  test("what the top of the page tells of is not told twice", async () => {
    const { outbox } = await openOutbox([{ held: held("wrongKey") }], { setup: { ...USUAL_SETUP, held: "wrongKey" } });
    expect(outbox.getByRole("alert").textContent).toBe("");
  });

  test("a browser that says it is not online is believed as far as words go", async () => {
    Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
    const { outbox } = await openOutbox([{ reason: "offline" }]);
    expect(outbox.getByText(english("setupOfflineNow"))).toBeTruthy();
    Object.defineProperty(navigator, "onLine", { value: true, configurable: true });
    await waitFor(() => {
      fireEvent(window, new Event("online"));
      expect(outbox.queryByText(english("setupOfflineNow"))).toBeNull();
    });
  });

  test("thousands are not drawn at once", async () => {
    const { outbox, press } = await openOutbox(Array.from({ length: 500 }, () => ({})));
    expect(outbox.getAllByRole("listitem")).toHaveLength(20);
    await press("Show more");
    expect(outbox.getAllByRole("listitem")).toHaveLength(40);
  });
});

describe("what is parked", () => {
  test.each(Object.keys(PARK_REASONS) as (keyof typeof PARK_REASONS)[])(
    "%s says why and what can be done",
    async (reason) => {
      const { outbox, press, background } = await openOutbox([{ state: "parked", reason, nextTryAt: null }]);
      expect(outbox.getByText(english(PARK_REASONS[reason]))).toBeTruthy();
      expect(outbox.queryAllByRole("button", { name: /^Save as a file/ })).toHaveLength(
        reason === "unreadable" ? 0 : 1,
      );
      await expectAccessible(document.body);
      await press(/^Try again: saved/);
      await waitFor(() => expect(background.askedFor("release")).toEqual([{ id: "e1" }]));
    },
  );

  test("cannot be saved as a sealed file where it is not sealed", async () => {
    const { outbox } = await openOutbox([{ state: "parked", reason: "refused", nextTryAt: null, isSealed: false }]);
    expect(outbox.getByRole("button", { name: /^Try again: saved/ })).toBeTruthy();
    expect(outbox.queryByRole("button", { name: /^Save as a file|Copy/ })).toBeNull();
  });

  test("is deleted only after one question", async () => {
    const { press, background } = await openOutbox([{ state: "parked", reason: "refused", withdrawal: "takeBack" }]);
    background.withdrawal = "takenBack";
    await press(/^Delete: saved/);
    expect(background.askedFor("withdraw")).toEqual([]);
    await press("Delete it");
    await waitFor(() => expect(background.askedFor("withdraw")).toEqual([{ id: "e1" }]));
  });
});

describe("handing it over", () => {
  test("a response is saved as a file under its id, and only then counts as handed over", async () => {
    const { press, background, files } = await openOutbox([{ byHand: true, host: "" }]);
    await press(/^Save as a file: saved/);
    await waitFor(() => expect(background.askedFor("handedOver")).toEqual([{ id: "e1" }]));
    expect(files).toEqual([{ name: "e1.age", base64Url: background.sealed }]);
    expect(status().textContent).toBe(english("setupFileSaved"));
    await expectAccessible(document.body);
  });

  test("copied, it is a text that age opens", async () => {
    const identity = await generateX25519Identity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));
    const { press, background, copied } = await openOutbox([{ byHand: true }]);
    background.sealed = toBase64Url(await encrypter.encrypt("x".repeat(1_000)));
    await press(/^Copy the sealed text: saved/);
    await waitFor(() => expect(background.askedFor("handedOver")).toHaveLength(1));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(await decrypter.decrypt(armor.decode(copied[0]!), "text")).toBe("x".repeat(1_000));
  });

  test("a browser that does not copy is told, and nothing counts as handed over", async () => {
    const { press, background } = await openOutbox([{ byHand: true }], { mayCopy: false });
    await press(/^Copy the sealed text/);
    await waitFor(() => expect(status().textContent).toBe(english("setupCopyFailed")));
    expect(background.askedFor("handedOver")).toEqual([]);
  });

  test("where no sealed copy is left, it says so", async () => {
    const { press, background } = await openOutbox([{ byHand: true }]);
    background.sealed = null;
    await press(/^Save as a file/);
    await waitFor(() => expect(status().textContent).toBe(english("setupSealedGone")));
    expect(background.askedFor("handedOver")).toEqual([]);
  });

  test("what goes its way offers no second one; what is stuck does", async () => {
    const { outbox } = await openOutbox([
      {},
      { reason: "noReply" },
      { host: "old.example", held: held("gone"), nextTryAt: null },
    ]);
    expect(outbox.getAllByRole("button", { name: /^Save as a file/ })).toHaveLength(2);
  });

  test("saved by hand, it can be saved again", async () => {
    const { press, files, user, outbox } = await openOutbox([{ byHand: true, state: "taken", settledAt: SAVED_AT }]);
    await user.click(outbox.getByText("Sent or saved in the last 30 days: 1"));
    await press(/^Save as a file/);
    await waitFor(() => expect(files).toHaveLength(1));
  });
});

describe("I18: the switch", () => {
  test("turns sending off and on, and says what that means", async () => {
    const { user, background, outbox } = await openOutbox([{ reason: "busy" }]);
    const sending = outbox.getByRole("switch", { name: "Send my answers" });
    expect(sending).toHaveProperty("checked", true);
    await user.click(sending);
    await waitFor(() => expect(background.sending).toBe(false));
    await waitFor(() => expect(status().textContent).toBe(english("setupSendingNowOff")));
    expect(outbox.getByText(english("setupStateOff"))).toBeTruthy();
    expect(outbox.queryByRole("button", { name: "Try to send now" })).toBeNull();
    await expectAccessible(document.body);
    await user.click(outbox.getByRole("switch"));
    await waitFor(() => expect(background.sending).toBe(true));
  });

  test("while it is off, nothing is said to go out now", async () => {
    const { press, background } = await openOutbox([{ state: "parked", reason: "refused" }]);
    background.sending = false;
    await press(/^Try again/);
    await waitFor(() => expect(status().textContent).toBe(english("setupSendingOff")));
  });

  test("is not there where nothing leaves by itself, but for what still waits for an earlier place", async () => {
    const setup = { ...USUAL_SETUP, endpointHost: "" };
    const background = createFakeBackground({ setup, waiting: [usualEnvelope({ byHand: true })] });
    const { tellChanged } = await openSetup({ background });
    expect(await screen.findByText(english("setupStateByHand"))).toBeTruthy();
    expect(screen.queryByRole("switch")).toBeNull();
    background.waiting = [...background.waiting, usualEnvelope({ id: "e2" })];
    tellChanged();
    expect(await screen.findByRole("switch")).toBeTruthy();
  });
});

describe("I12: sending again", () => {
  const SENT: Partial<EnvelopeView> = { state: "delivered", settledAt: SAVED_AT, withdrawal: "ask" };
  async function openAgain() {
    const page = await openOutbox([SENT]);
    await page.user.click(page.outbox.getByText("Send answers again"));
    return page;
  }
  test.each([
    [{ again: 2, gone: 0 }, "Answers that go out again: 2."],
    [
      { again: 1, gone: 3 },
      "Answers that go out again: 1. Not sent again, since they are gone from here or not to be used: 3.",
    ],
    [{ again: 0, gone: 0 }, "Nothing was sent since that day."],
  ])("since a day: %j", async (sentAgain, words) => {
    const { outbox, press, background } = await openAgain();
    background.sentAgain = sentAgain;
    fireEvent.input(outbox.getByLabelText("Send again since"), { target: { value: "2026-11-20" } });
    await press("Send again");
    await waitFor(() => expect(status().textContent).toBe(words));
    expect(background.askedFor("sendAgainSince")).toEqual([{ since: new Date("2026-11-20T00:00").getTime() }]);
  });
  test("while sending is off, what goes again waits", async () => {
    const { outbox, press, background } = await openAgain();
    background.sending = false;
    fireEvent.input(outbox.getByLabelText("Send again since"), { target: { value: "2026-11-20" } });
    await press("Send again");
    const words = `Answers that go out again: 2. ${english("setupSendingOff")}`;
    await waitFor(() => expect(status().textContent).toBe(words));
  });
  test.each(["", "2026-10-01", "2027-01-01"])("the day %j is not one of the last thirty", async (day) => {
    const { outbox, press, background } = await openAgain();
    const field = outbox.getByLabelText("Send again since");
    fireEvent.input(field, { target: { value: day } });
    await press("Send again");
    expect(await outbox.findByText(english("setupAgainNoDay"))).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect(background.askedFor("sendAgainSince")).toEqual([]);
    await expectAccessible(document.body);
  });
  test("what was sent can be looked through and withdrawn", async () => {
    const { outbox, user, press, background } = await openOutbox([SENT]);
    await user.click(outbox.getByText("Sent or saved in the last 30 days: 1"));
    await press(/^Ask not to use it/);
    await press("Yes, ask");
    await waitFor(() => expect(background.askedFor("withdraw")).toHaveLength(1));
  });
});

describe("when it cannot be read", () => {
  test("what was shown stays, and it says so", async () => {
    const { background, tellChanged, outbox } = await openOutbox([{ reason: "busy" }]);
    background.deaf = true;
    tellChanged();
    expect(await outbox.findByText(english("setupOutboxFailed"))).toBeTruthy();
    expect(outbox.getAllByRole("listitem")).toHaveLength(1);
  });
  test("an action that does not arrive says so", async () => {
    const { background, press } = await openOutbox([{ reason: "busy" }]);
    background.deaf = true;
    await press("Try to send now");
    expect(await screen.findByText(english("setupActionFailed"))).toBeTruthy();
  });
});

describe("without a therapist", () => {
  test("what still waits for an earlier one is shown with its ways out", async () => {
    const { outbox } = await openOutbox([{ reason: "noReply" }], { setup: null });
    expect(outbox.getByText(/No one answered yet/)).toBeTruthy();
    expect(outbox.getByRole("button", { name: /^Save as a file/ })).toBeTruthy();
    await expectAccessible(document.body);
  });
  test("with nothing there is nothing to show", async () => {
    await openSetup({ background: createFakeBackground() });
    expect(screen.queryByRole("region", { name: "Answers on this computer" })).toBeNull();
  });
});

describe("what the browser keeps for us", () => {
  test.each([
    ["newerVersion", "setupNewerVersion"],
    ["unavailable", "setupUnavailable"],
    ["ready", "setupFailed"],
  ] as const)("%s is said in plain words, and nothing else is offered", async (health, words) => {
    const background = createFakeBackground();
    background.deaf = true;
    background.health = health;
    void openSetup({ background }).catch(() => undefined);
    expect((await screen.findByRole("alert")).textContent).toContain(english(words));
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    await expectAccessible(document.body);
  });
  test("deleted by the browser, it says what is gone", async () => {
    const background = createFakeBackground();
    background.health = "lost";
    await openSetup({ background });
    expect(screen.getByText(english("setupLost"))).toBeTruthy();
    await expectAccessible(document.body);
  });
});
