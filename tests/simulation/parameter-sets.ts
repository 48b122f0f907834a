/** How simulated clients answer. Points are of 0 to 10, before rounding and before the ends of the scale cut them off. */
export interface ParameterSet {
  readonly key: string;
  readonly about: string;
  /** Mean over clients. */
  readonly mean: number;
  /** Deviation of clients' means. */
  readonly between: number;
  /** Deviation of a client's three items around that client's mean. */
  readonly items: number;
  /** Deviation of a session from the client's mean, for all items alike. */
  readonly session: number;
  /** And of each answer by itself. */
  readonly answer: number;
  /** Of one session with the next. */
  readonly correlation: number;
  /** Deviation of the logarithm of a client's own unsteadiness: 0, all are equally steady. */
  readonly uneven: number;
  /** Degrees of freedom of session effects; null for normal ones. */
  readonly tails: number | null;
  readonly skippedItems: number;
  readonly missedSessions: number;
  /** Answers come in steps of so many points. */
  readonly step: number;
}

/** Observed means, deviations and dependability come near the clinical paper's (4.2); the page says how near. */
const BASE: ParameterSet = {
  key: "base",
  about: "the clinical paper's: mean 8.5, deviation 1.13, of one client .57",
  mean: 8.66,
  between: 1.1,
  items: 0.6,
  session: 0.52,
  answer: 0.6,
  correlation: 0,
  uneven: 0,
  tails: null,
  skippedItems: 0,
  missedSessions: 0,
  step: 1,
};

export const PARAMETER_SETS: readonly ParameterSet[] = [
  BASE,
  { ...BASE, key: "steady", about: "clients vary by a third less", session: 0.34, answer: 0.5 },
  { ...BASE, key: "unsteady", about: "clients vary by half as much again", session: 0.87, answer: 0.8 },
  { ...BASE, key: "lower", about: "mean 7, so that the top of the scale cuts off little", mean: 7 },
  {
    ...BASE,
    key: "uneven",
    about: "some clients three times as unsteady as others, and single odd sessions (t, 4 degrees of freedom)",
    uneven: 0.3,
    tails: 4,
  },
  { ...BASE, key: "correlated", about: "each session resembles the one before (r = .5)", correlation: 0.5 },
  {
    ...BASE,
    key: "missing",
    about: "one session in four without a response, one answer in seven skipped",
    missedSessions: 0.25,
    skippedItems: 1 / 7,
  },
  { ...BASE, key: "coarse", about: "five answers to choose from instead of eleven", step: 2.5 },
];
