/**
 * A set of questions with its scoring and licence, as data. What a form shows and how it is scored both come from here;
 * how it looks is the page's business. No item text ships without a licence block that allows it.
 */
export type Facet = "bond" | "goals" | "tasks";
export const FACETS: readonly Facet[] = ["bond", "goals", "tasks"];
export const TOPICS = [
  "bond",
  "goals",
  "tasks",
  "overall",
  "rupture",
  "repair",
  "channel",
  "belonging",
  "other",
] as const;
export type ItemTopic = (typeof TOPICS)[number];

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

export const TENSIONS = ["no", "little", "yes", "unsure"] as const;
/** Whether something felt off, whatever words a set has for it. */
export type Tension = (typeof TENSIONS)[number];

export interface Choice {
  readonly code: string;
  readonly label: string;
  /** The number it is scored with; an answer without one is never scored. */
  readonly value?: number;
  /** What it says of tension, where its code is another word than that. */
  readonly countsAs?: Tension;
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

export const TIERS = ["own", "attribution", "imported"] as const;

export interface Licence {
  readonly tier: (typeof TIERS)[number];
  readonly holder: string;
  readonly terms: string;
  /** Shown under the form, word for word. */
  readonly line: string;
  readonly link?: string;
  readonly electronicUse: boolean;
  readonly changesAllowed: boolean;
  readonly redistribution: boolean;
  readonly evidence: string;
  /** Who says that they may use it here, and when they said so (day, ISO 8601). */
  readonly attestedBy?: string;
  readonly attestedOn?: string;
  /** Last day of the licence, ISO 8601. */
  readonly expires?: string;
}

export const PERSPECTIVES = ["client", "therapist", "observer"] as const;
export const SETTINGS_OF_THERAPY = ["individual", "couple", "family", "group"] as const;
export type TherapySetting = (typeof SETTINGS_OF_THERAPY)[number];

export interface Scoring {
  readonly method: "mean" | "sum";
  /** Name → ids; apart from `total`, since not every scale belongs to it. */
  readonly scales: Readonly<Record<string, readonly string[]>>;
  readonly total: readonly string[];
  /** The share of the items that a score needs; of the core items for the alliance score. */
  readonly minAnswered: number;
  /** Lowest and highest total. */
  readonly range: readonly [low: number, high: number];
}

/** What a figure of this instrument is held to mean, by whom and for whom. Never made up. */
export interface Interpretation {
  /** At or below this, in the instrument's own range. */
  readonly cutoff?: number;
  readonly bands?: readonly { readonly from: number; readonly to: number; readonly label: string }[];
  readonly source: string;
  readonly population: string;
}

export interface InstrumentStats {
  /** In the instrument's own range. */
  readonly sd: number;
  /** 0 to 1. */
  readonly reliability: number;
  readonly source: string;
}

export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly language: string;
  readonly citation?: string;
  /** Language it was translated from, and whether its holder approved the translation. */
  readonly translationOf?: string;
  readonly translationApproved?: boolean;
  /** Years of age it is for. */
  readonly ageFrom?: number;
  readonly ageTo?: number;
  readonly perspective: (typeof PERSPECTIVES)[number];
  readonly settings: readonly TherapySetting[];
  readonly licence: Licence;
  readonly items: readonly Item[];
  /** One of these items joins every `every`-th check-in, in turn; never scored. */
  readonly rotation?: { readonly every: number; readonly items: readonly string[] };
  readonly scoring: Scoring;
  readonly interpretation?: Interpretation;
  readonly stats?: InstrumentStats;
}

/** What a paired client, an envelope and a therapist's archive call an instrument: `name|version`. */
export function instrumentKey({ id, version }: Pick<Instrument, "id" | "version">): string {
  return `${id}|${version}`;
}
