import { flagHistory } from "../../../src/core/alliance/flags/flag-history.ts";
import type { FlagSession } from "../../../src/core/alliance/flags/flag-session.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/alliance/flags/flag-settings.ts";
import { createRandom } from "../../faults/random.ts";
import { PARAMETER_SETS } from "../../simulation/parameter-sets.ts";
import { createClient } from "../../simulation/simulated-client.ts";
import type { Part } from "../bench.ts";
import { figuresOfLine } from "./line.ts";
import { measureAmounts } from "./timing.ts";

/** Two years of weeks. */
const SESSIONS = 100;
/** Different people; more of them are these again, since what is measured does not remember them. */
const PEOPLE = 100;
/** Forty years of weeks: more than anybody's. */
const LONGEST = 2_000;

function sessionsOf(seed: number, count: number): readonly FlagSession[] {
  const client = createClient(PARAMETER_SETS[0]!, createRandom(seed), count);
  return Array.from({ length: count }, (_, index) => client.session(index, 0)).filter((session) => session !== null);
}

/** Scored, held against each client's own earlier sessions, and flagged: what the therapist page does after opening. */
export const responses: Part = async (plan) => {
  const people = Array.from({ length: PEOPLE }, (_, seed) => sessionsOf(seed + 1, SESSIONS));
  const line = {
    name: `responses of clients with ${SESSIONS} sessions each, flagged`,
    of: "responses",
    cost: "all",
  } as const;
  const workFor = (count: number) => () => {
    for (let client = 0; client < count / SESSIONS; client++)
      flagHistory(people[client % PEOPLE] ?? [], DEFAULT_SETTINGS);
  };
  const amounts = [100, 1_000, 10_000, ...(plan.quick ? [] : [100_000, 1_000_000])];
  return figuresOfLine(line, await measureAmounts(plan, amounts, workFor));
};

/** One client who never stops coming. */
export const history: Part = async (plan) => {
  const sessions = sessionsOf(1, 2 * LONGEST);
  const line = {
    name: "responses of one client, flagged",
    of: "sessions",
    cost: "all",
    note: "what is remembered is one value that holds every earlier score, copied at each session",
  } as const;
  const workFor = (count: number) => () => flagHistory(sessions.slice(0, count), DEFAULT_SETTINGS);
  return figuresOfLine(line, await measureAmounts(plan, [10, 50, 200, 500, LONGEST], workFor));
};
