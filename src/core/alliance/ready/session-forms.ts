/** Forms about one session or about the relationship itself: scoring only. */
import type { ReadyScoring } from "./ready-scoring.ts";

const CLIENT_ALONE = { perspective: "client", settings: ["individual"] } as const;

/** Four lines of ten centimetres. Importing it needs a licence for electronic use, which the paper forms do not bring. */
const srs: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "srs",
  title: "Session Rating Scale, version 3 (4 items)",
  itemCount: 4,
  answers: { min: 0, max: 10, step: 0.1 },
  scales: { relationship: "bond", goals: "goals", approach: "tasks", overall: "overall" },
  key: { scales: { relationship: [1], goals: [2], approach: [3], overall: [4] }, reversed: [] },
  method: "sum",
  hasTotal: true,
  interpretation: {
    cutoff: 36,
    source: "psychologyroots.org 79875",
    population: "from 13 years on, as its vendor says; the sample of the cut-off is not stated",
  },
  sources: ["corc.uk.net (SRS)", "psychologyroots.org 79875"],
  unverified: [],
};

const blri: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "blri",
  title: "Barrett-Lennard Relationship Inventory (64 items)",
  itemCount: 64,
  answers: [-3, -2, -1, 1, 2, 3],
  scales: { empathy: "other", regard: "other", unconditionality: "other", congruence: "other" },
  key: null,
  method: "sum",
  hasTotal: false,
  sources: ["nmgpsy.com/propsy/empathy/349"],
  unverified: ["half of the items are reversed"],
};

const rri: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "rri",
  title: "Real Relationship Inventory (24, 12 or 8 items)",
  itemCount: null,
  answers: { min: 1, max: 5, step: 1 },
  scales: { genuineness: "other", realism: "other" },
  key: null,
  method: "mean",
  hasTotal: true,
  sources: ["ouci.dntb.gov.ua 40RM5YA9"],
  unverified: [],
};

/** Two sums that are never added up. No item of either counts towards an alliance score. */
const sparq: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "sparq",
  title: "in-Session Patient Affective Reactions Questionnaire (8 items, 2023)",
  itemCount: 8,
  answers: { min: 0, max: 4, step: 1 },
  scales: { positive: "other", negative: "other" },
  key: { scales: { positive: [1, 6, 7, 8], negative: [2, 3, 4, 5] }, reversed: [] },
  method: "sum",
  hasTotal: false,
  sources: ["doi 10.3390/jcm12155156", "PMID 37568559"],
  unverified: ["which items are positive, read off their content"],
};

/** Any yes matters by itself: see outside-route.ts. It is in no score. */
const risq: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "risq",
  title: "Rift In-Session Questionnaire (4 items, 2023)",
  itemCount: 4,
  answers: [0, 1],
  scales: { rift: "other" },
  key: { scales: { rift: [1, 2, 3, 4] }, reversed: [] },
  method: "sum",
  hasTotal: false,
  sources: ["doi 10.3390/jcm12155156"],
  unverified: [],
};

export const SESSION_FORMS: readonly ReadyScoring[] = [srs, blri, rri, sparq, risq];
