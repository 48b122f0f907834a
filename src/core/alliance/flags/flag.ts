/**
 * What may be worth asking about after a session, each with the facts it was decided on, so that a page can say in words
 * why it is shown; and the order in which flags stand. The rule that must not break: no flag without its facts.
 */
import type { DipFacts } from "./dip.ts";
import type { DriftFacts } from "./drift.ts";
import type { LowFacts } from "./low.ts";
import type { RecoveryFacts } from "./recovery.ts";
import { isStrong, type TenseFacts } from "./tension.ts";

export type Flag =
  /** A shared yes on a list of warning signs. */
  | { readonly kind: "risq"; readonly facts: { readonly rule: "risq" } }
  | { readonly kind: "tense"; readonly facts: TenseFacts }
  | { readonly kind: "low"; readonly facts: LowFacts }
  | {
      readonly kind: "dip";
      readonly facts: DipFacts;
      /** The call got in the way a lot: said first. */
      readonly poorCall: boolean;
      /** It belongs to a dip that is not recovered yet. */
      readonly sameEpisode: boolean;
    }
  | { readonly kind: "drift"; readonly facts: DriftFacts }
  | { readonly kind: "notRecovered" | "recovered"; readonly facts: RecoveryFacts };
export type FlagKind = Flag["kind"];

/** Most pressing first (clinical paper, 4.1); a recovery is good news and comes last. */
const ORDER: readonly FlagKind[] = ["risq", "tense", "low", "dip", "drift", "notRecovered", "recovered"];

export function orderFlags(flags: readonly Flag[]): readonly Flag[] {
  return flags.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The one to show of a client; the rest stand below it. */
export function headlineOf(flags: readonly Flag[]): Flag | null {
  return orderFlags(flags)[0] ?? null;
}

/** After one of these, silence is worth a note. */
const BEFORE_SILENCE: readonly FlagKind[] = ["tense", "low", "dip"];
/** A facet words these; good news needs none. */
const WORDED_BY_FACET: readonly FlagKind[] = [...BEFORE_SILENCE, "drift"];

export function isBeforeSilence({ kind }: Flag): boolean {
  return BEFORE_SILENCE.includes(kind);
}

export function isWordedByFacet({ kind }: Flag): boolean {
  return WORDED_BY_FACET.includes(kind);
}

/** Lower is more pressing. */
export function rankOf(flag: Flag): number {
  // Strong tension stands a step before tension.
  const step = flag.kind === "tense" && !isStrong(flag.facts) ? 0.5 : 0;
  return ORDER.indexOf(flag.kind) + step;
}
