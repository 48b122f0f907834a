/**
 * A set of questions with its scoring and licence, as data. What a form shows and how it is scored both come from here;
 * how it looks is the page's business. No item text ships without a licence block that allows it.
 */
export type Facet = "bond" | "goals" | "tasks";
export const FACETS: readonly Facet[] = ["bond", "goals", "tasks"];
export type ItemTopic = Facet | "overall" | "rupture" | "repair" | "channel" | "belonging" | "other";

export type ResponseSet =
  | {
      readonly type: "scale";
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly ends: readonly [low: string, high: string];
    }
  | { readonly type: "choice"; readonly choices: readonly Choice[] }
  | { readonly type: "text"; readonly maxLength: number };

export interface Choice {
  readonly code: string;
  readonly label: string;
}

export interface Item {
  readonly id: string;
  readonly text: string;
  readonly topic: ItemTopic;
  /** Counts towards the alliance score. */
  readonly core: boolean;
  readonly reverse: boolean;
  readonly responses: ResponseSet;
  /** Shown only while another item has one of these answers. */
  readonly showIf?: { readonly item: string; readonly anyOf: readonly (number | string)[] };
}

export interface Licence {
  readonly tier: "own" | "attribution" | "imported";
  readonly holder: string;
  readonly terms: string;
  readonly line: string;
  readonly electronicUse: boolean;
  readonly evidence: string;
}

export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly language: string;
  readonly perspective: "client" | "therapist" | "observer";
  readonly setting: "individual" | "couple" | "family" | "group";
  readonly licence: Licence;
  readonly items: readonly Item[];
  /** One of these items joins every `every`-th check-in, in turn; never scored. */
  readonly rotation?: { readonly every: number; readonly items: readonly string[] };
  /** `minAnswered` is the share of the core items that a score needs. */
  readonly scoring: { readonly method: "mean"; readonly minAnswered: number };
}

/** What a paired client, an envelope and a therapist's archive call an instrument: `name|version`. */
export function instrumentKey({ id, version }: Pick<Instrument, "id" | "version">): string {
  return `${id}|${version}`;
}
