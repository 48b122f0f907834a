// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Delivery, HoldReason, ParkReason, RetryReason } from "../../../src/core/outbox/delivery.ts";
import type { ConnectionTest } from "../../../src/protocol/page-requests.ts";
import { wordsOfTest } from "../../../src/ui/setup/connection-words.ts";
import { HOLD_REASONS, PARK_REASONS, RETRY_REASONS } from "../../../src/ui/setup/reasons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, USUAL_SETUP } from "./usual-setup.ts";

afterEach(cleanup);

const DELIVERED: Delivery = { kind: "delivered" };
const tested = (first: Delivery, second: Delivery | null = null, keepsOnce = true): ConnectionTest => ({
  kind: "tested",
  first,
  second,
  keepsOnce,
});

async function openCard(answer: ConnectionTest | Promise<ConnectionTest>) {
  const background = createFakeBackground({ setup: USUAL_SETUP });
  background.tested = answer;
  const page = await openSetup({ background });
  const card = within(screen.getByRole("region", { name: "Try the connection" }));
  const press = (name: string) => page.user.click(card.getByRole("button", { name }));
  return { ...page, card, press, said: () => card.getByRole("status").textContent };
}

test("a test letter is sent when the person asks for it, and what came of it is read out", async () => {
  const { background, press, said } = await openCard(tested(DELIVERED, DELIVERED));
  expect(background.askedFor("testConnection")).toEqual([]);
  await press("Send a test letter");
  await waitFor(() => expect(said()).toBe(english("setupTestOnce")));
  expect(background.askedFor("testConnection")).toEqual([null]);
  await expectAccessible(document.body);
});

test("while it is on its way a second press sends nothing", async () => {
  const answers: ((test: ConnectionTest) => void)[] = [];
  const { background, card, press, said } = await openCard(new Promise((resolve) => answers.push(resolve)));
  await press("Send a test letter");
  expect(card.getByRole("button", { name: "Sending a test letter" }).getAttribute("aria-disabled")).toBe("true");
  await press("Sending a test letter");
  expect(background.askedFor("testConnection")).toHaveLength(1);
  answers[0]!(tested(DELIVERED, DELIVERED));
  await waitFor(() => expect(said()).toBe(english("setupTestOnce")));
});

test("offline it says so, and another try tells the new state", async () => {
  const { background, press, said } = await openCard(tested({ kind: "retry", reason: "offline", retryAfterMs: null }));
  await press("Send a test letter");
  await waitFor(() => expect(said()).toBe(english("setupTestOffline")));
  await expectAccessible(document.body);
  background.tested = tested(DELIVERED, DELIVERED);
  await press("Try once more");
  await waitFor(() => expect(said()).toBe(english("setupTestOnce")));
});

test("a background that does not answer is said, too", async () => {
  const { background, press, said } = await openCard(tested(DELIVERED));
  background.answering = false;
  await press("Send a test letter");
  await waitFor(() => expect(said()).toBe(english("setupTestFailed")));
});

test("where answers go by hand there is nothing to try", async () => {
  await openSetup({ background: createFakeBackground({ setup: { ...USUAL_SETUP, endpointHost: "" } }) });
  expect(screen.queryByRole("region", { name: "Try the connection" })).toBeNull();
  expect(screen.getByText(/You hand them over as sealed files/)).toBeTruthy();
  expect(screen.queryByText("Answers go to")).toBeNull();
});

describe("what is said", () => {
  const words = (test: ConnectionTest) => wordsOfTest(test).sentences;

  test("of a repeat does not promise more than is known of the place", () => {
    expect(words(tested(DELIVERED, DELIVERED, false))).toEqual(["setupTestMaybeTwice"]);
    expect(words(tested({ kind: "taken" }, { kind: "taken" }))).toEqual(["setupTestTaken"]);
    expect(words(tested({ kind: "taken" }, DELIVERED))).toEqual(["setupTestTaken"]);
    expect(words(tested(DELIVERED, { kind: "park", reason: "otherContent" }))).toEqual([
      "setupTestSecondFailed",
      "setupTestNotTaken",
    ]);
  });

  const troubles: readonly Delivery[] = [
    ...(Object.keys(HOLD_REASONS) as HoldReason[]).map((reason) => ({ kind: "hold", reason }) as const),
    ...(Object.keys(PARK_REASONS) as ParkReason[]).map((reason) => ({ kind: "park", reason }) as const),
    ...(Object.keys(RETRY_REASONS) as RetryReason[]).map(
      (reason) => ({ kind: "retry", reason, retryAfterMs: null }) as const,
    ),
  ];
  test.each(troubles)("of %j is a sentence that promises no other try", (trouble) => {
    const { works, sentences } = wordsOfTest(tested(trouble));
    expect(works).toBe(false);
    expect(sentences).toHaveLength(1);
    expect(english(sentences[0]!)).not.toMatch(/we will try|it will be sent|stays here/i);
  });

  test.each(["noInvite", "off", "byHand", "readsAll", "failed"] as const)("when nothing was sent: %s", (reason) => {
    expect(english(words({ kind: "notTested", reason })[0]!)).not.toBe("");
  });
});
