/** Instruments of the alliance beside the WAI: scoring only. Where no source gave the item key, the file must bring it. */
import type { ReadyScoring } from "./ready-scoring.ts";

const CLIENT_ALONE = { perspective: "client", settings: ["individual"] } as const;

const sai: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "sai",
  title: "Session Alliance Inventory (6 items, 2015)",
  itemCount: 6,
  answers: { min: 0, max: 5, step: 1 },
  scales: { alliance: "overall" },
  key: { scales: { alliance: [1, 2, 3, 4, 5, 6] }, reversed: [] },
  method: "mean",
  hasTotal: true,
  sources: ["doi 10.1037/pas0000038"],
  unverified: ["the scale of 0 to 5"],
};

const haqII: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "haq-ii",
  title: "Helping Alliance Questionnaire II (19 items, 1996)",
  itemCount: 19,
  answers: { min: 1, max: 6, step: 1 },
  scales: { alliance: "overall" },
  key: {
    scales: { alliance: Array.from({ length: 19 }, (_, at) => at + 1) },
    reversed: [4, 8, 11, 16, 19],
  },
  method: "sum",
  hasTotal: true,
  sources: ["scales.arabpsychology.com (helping-alliance-2)"],
  unverified: ["the scale of 1 to 6"],
};

const calpas: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "calpas-p",
  title: "California Psychotherapy Alliance Scales, patient (24 items, 1991)",
  itemCount: 24,
  answers: { min: 1, max: 7, step: 1 },
  scales: {
    commitment: "overall",
    workingCapacity: "overall",
    understanding: "overall",
    strategyConsensus: "overall",
  },
  key: null,
  method: "mean",
  hasTotal: true,
  sources: ["researchgate 232521877"],
  unverified: ["the scale of 1 to 7", "four scales of six items"],
};

const arm5: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "arm-5",
  title: "Agnew Relationship Measure (5 items)",
  itemCount: 5,
  answers: { min: 1, max: 7, step: 1 },
  scales: { bond: "bond", partnership: "overall", confidence: "overall" },
  key: null,
  method: "mean",
  hasTotal: true,
  sources: ["PMID 9631204"],
  unverified: ["the scale of 1 to 7", "which scales the short form has"],
};

/** Forms made from the Vanderbilt scales differ in length: about 80 items in the observers' own. */
const vpps: ReadyScoring = {
  perspective: "observer",
  settings: ["individual"],
  id: "vpps",
  title: "Vanderbilt Psychotherapy Process Scale, and forms made from it",
  itemCount: null,
  answers: { min: 1, max: 5, step: 1 },
  scales: {
    patientExploration: "other",
    therapistExploration: "other",
    psychicDistress: "other",
    patientParticipation: "other",
    patientHostility: "other",
    warmth: "other",
    negativeAttitude: "other",
  },
  key: null,
  method: "mean",
  hasTotal: false,
  sources: ["questia 1P3-1456308171", "acronyms.thefreedictionary.com/VPPS (names)"],
  unverified: ["the scale of 1 to 5", "the names of the scales"],
};

export const ALLIANCE_FORMS: readonly ReadyScoring[] = [sai, haqII, calpas, arm5, vpps];
