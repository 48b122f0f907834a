import type { Delivery, RetryReason } from "../../core/outbox/delivery.ts";
import type { ConnectionTest } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { HOLD_REASONS } from "./reasons.ts";

/** Nothing is tried again by itself here, as it is with answers. */
const TEST_RETRY_WORDS: Readonly<Record<RetryReason, MessageKey>> = {
  offline: "setupTestOffline",
  noReply: "setupTestNoReply",
  busy: "setupTestBusy",
  endpointTrouble: "setupTestTrouble",
  networkSignIn: "reasonRetryNetworkSignIn",
  strangeReply: "setupTestStrange",
  full: "setupTestFull",
};

type Untested = Extract<ConnectionTest, { readonly kind: "notTested" }>["reason"];
const NOT_TESTED: Readonly<Record<Untested, MessageKey>> = {
  noInvite: "setupTestFailed",
  off: "setupTestOff",
  byHand: "reasonHoldByHand",
  readsAll: "setupTestReadsAll",
  failed: "setupTestFailed",
};

export interface TestWords {
  readonly works: boolean;
  readonly sentences: readonly MessageKey[];
}

/** What a test came to, for the person who pressed the button. */
export function wordsOfTest(test: ConnectionTest): TestWords {
  if (test.kind === "notTested") return { works: false, sentences: [NOT_TESTED[test.reason]] };
  const { first, second, keepsOnce } = test;
  if (!isThere(first)) return { works: false, sentences: [troubleOf(first)] };
  if (second !== null && !isThere(second)) {
    return { works: false, sentences: ["setupTestSecondFailed", troubleOf(second)] };
  }
  if (first.kind === "taken" || second?.kind === "taken") return { works: true, sentences: ["setupTestTaken"] };
  return { works: true, sentences: [keepsOnce ? "setupTestOnce" : "setupTestMaybeTwice"] };
}

type Trouble = Exclude<Delivery, { readonly kind: "delivered" | "taken" }>;

function isThere(delivery: Delivery): delivery is Exclude<Delivery, Trouble> {
  return delivery.kind === "delivered" || delivery.kind === "taken";
}

function troubleOf(trouble: Trouble): MessageKey {
  switch (trouble.kind) {
    case "hold":
      return HOLD_REASONS[trouble.reason];
    case "park":
      return "setupTestNotTaken";
    case "retry":
      return TEST_RETRY_WORDS[trouble.reason];
    case "notSent":
      return "setupTestFailed";
  }
}
