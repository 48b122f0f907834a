import { BASELINE_LEAST } from "../../src/core/alliance/flags/baseline.ts";
import type { FlagKind } from "../../src/core/alliance/flags/flag.ts";
import { type FlagMemory, flagSession, NO_MEMORY } from "../../src/core/alliance/flags/flag-history.ts";
import type { FlagSession } from "../../src/core/alliance/flags/flag-session.ts";
import type { FlagSettings } from "../../src/core/alliance/flags/flag-settings.ts";
import { isRaised, PUBLISHED_KEYS, publishedFacts } from "../../src/core/alliance/flags/published-rules.ts";

/** What a rule makes of a session: null where it cannot decide yet. */
export type Verdict = boolean | null;

/** Rules that share what they remember. The product's own code decides; nothing is written twice here. */
export interface Reader<M> {
  readonly keys: readonly string[];
  readonly start: M;
  readonly read: (memory: M, session: FlagSession) => { readonly memory: M; readonly verdicts: readonly Verdict[] };
}

const KINDS: readonly FlagKind[] = ["dip", "drift", "low", "tense"];

/** The flags of these settings; `name` sets their keys apart from those of other settings. */
export function flagReader(settings: FlagSettings, name: (kind: FlagKind) => string): Reader<FlagMemory> {
  return {
    keys: KINDS.map(name),
    start: NO_MEMORY,
    read(before, session) {
      const { flags, memory } = flagSession(before, session, settings);
      const raised = (kind: FlagKind): boolean => flags.some((flag) => flag.kind === kind);
      const early = session.score === null || before.scores.length < BASELINE_LEAST;
      const verdicts = KINDS.map((kind) => (early && (kind === "dip" || kind === "drift") ? null : raised(kind)));
      return { memory, verdicts };
    },
  };
}

/** The published rules, all of which only look at scores. */
export const PUBLISHED_READER: Reader<readonly number[]> = {
  keys: PUBLISHED_KEYS,
  start: [],
  read(earlier, { score }) {
    if (score === null) return { memory: earlier, verdicts: PUBLISHED_KEYS.map(() => null) };
    const verdicts = PUBLISHED_KEYS.map((key) => {
      const facts = publishedFacts(key, earlier, score);
      return facts === null ? null : isRaised(facts);
    });
    return { memory: [...earlier, score], verdicts };
  },
};
