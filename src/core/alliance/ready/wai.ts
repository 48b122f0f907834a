/** The Working Alliance Inventory and its short forms: scoring only. Its text belongs to the Society for Psychotherapy Research. */
import type { ReadyScoring } from "./ready-scoring.ts";

const FACETS = { tasks: "tasks", bond: "bond", goals: "goals" } as const;
const CLIENT_ALONE = { perspective: "client", settings: ["individual"] } as const;
const KEY_UNVERIFIED = ["which items belong to which scale", "which items are reversed"];

const wai: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "wai",
  title: "Working Alliance Inventory (36 items, 1989)",
  itemCount: 36,
  answers: { min: 1, max: 7, step: 1 },
  scales: FACETS,
  key: {
    scales: {
      tasks: [2, 4, 7, 11, 13, 15, 16, 18, 24, 31, 33, 35],
      bond: [1, 5, 8, 17, 19, 20, 21, 23, 26, 28, 29, 36],
      goals: [3, 6, 9, 10, 12, 14, 22, 25, 27, 30, 32, 34],
    },
    reversed: [1, 3, 7, 9, 10, 11, 12, 15, 20, 27, 29, 31, 33, 34],
  },
  method: "sum",
  hasTotal: true,
  sources: ["hiboop.com/assessments/wai (items, scale, range)"],
  unverified: KEY_UNVERIFIED,
};

const waiS: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "wai-s",
  title: "Working Alliance Inventory, short form (12 items, 1989)",
  itemCount: 12,
  answers: { min: 1, max: 7, step: 1 },
  scales: FACETS,
  key: {
    scales: { tasks: [1, 2, 8, 12], bond: [3, 5, 7, 9], goals: [4, 6, 10, 11] },
    reversed: [4, 10],
  },
  method: "sum",
  hasTotal: true,
  sources: ["hiboop.com/assessments/wai (items, scale, range)"],
  unverified: KEY_UNVERIFIED,
};

const waiSr: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "wai-sr",
  title: "Working Alliance Inventory, short form revised (12 items, 2006)",
  itemCount: 12,
  answers: { min: 1, max: 5, step: 1 },
  scales: FACETS,
  key: {
    scales: { tasks: [1, 2, 10, 12], bond: [3, 5, 7, 9], goals: [4, 6, 8, 11] },
    reversed: [],
  },
  method: "sum",
  hasTotal: true,
  interpretation: {
    bands: [
      { from: 12, to: 35, label: "vendor's band: low" },
      { from: 36, to: 47, label: "vendor's band: middle" },
      { from: 48, to: 60, label: "vendor's band: high" },
    ],
    source: "docs.getrivet.ca (wai-sr): the vendor's own bands",
    population: "not stated by the vendor",
  },
  sources: ["docs.getrivet.ca (wai-sr)", "ebchelp.blueprint.ai 5208475"],
  unverified: ["the names of the vendor's bands"],
};

/** Three items of the revised short form: its 11th, 10th and 9th, in this order. */
const waiB3: ReadyScoring = {
  ...CLIENT_ALONE,
  id: "wai-b3",
  title: "Working Alliance Inventory, brief (3 items, 2023)",
  itemCount: 3,
  answers: { min: 1, max: 5, step: 1 },
  scales: FACETS,
  key: { scales: { goals: [1], tasks: [2], bond: [3] }, reversed: [] },
  method: "mean",
  hasTotal: true,
  sources: ["doi 10.1037/cou0000655"],
  unverified: ["the scale, taken from the form its items come from"],
};

export const WAI_FORMS: readonly ReadyScoring[] = [wai, waiS, waiSr, waiB3];
