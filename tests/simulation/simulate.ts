import { createRandom, seedOfRun } from "../faults/random.ts";
import type { ParameterSet } from "./parameter-sets.ts";
import { createClient } from "./simulated-client.ts";
import type { Reader } from "./simulated-rules.ts";
import { type ClientVerdicts, DROPS, LONG, type Row, watchClient } from "./tally.ts";

/** Shares, 0 to 1. */
export interface RuleFigures {
  /** Of the stable sessions it could decide on, in 12. */
  readonly falsePerSession: number;
  /** Stable clients with one or more. */
  readonly falseAlarm12: number;
  readonly falseAlarm24: number;
  /** Of single lower sessions, found in that session. */
  readonly detect1_5: number;
  readonly detect2_5: number;
  readonly detect4: number;
  /** Of clients who lose .3 with each session from the fifth on, found by the twelfth. */
  readonly detectSlowLoss: number;
}

export interface SimulateFacts {
  readonly set: ParameterSet;
  readonly readers: readonly Reader<unknown>[];
  readonly rows: readonly Row[];
  readonly clients: number;
  readonly seed: number;
}

export function simulate({ set, readers, rows, clients, seed }: SimulateFacts): Readonly<Record<string, RuleFigures>> {
  const sums = rows.map(() => new Sum());
  for (let run = 0; run < clients; run++) {
    const random = createRandom(seedOfRun(seed, run));
    const client = createClient(set, random, LONG);
    for (const [n, verdicts] of watchClient(client, readers, rows, random).entries()) sums[n]!.add(verdicts);
  }
  return Object.fromEntries(rows.map(({ key }, n) => [key, sums[n]!.figures()]));
}

/** Four digits: more than so many clients can tell. */
const DIGITS = 4;

class Sum {
  private clients = 0;
  private raised = 0;
  private decided = 0;
  private in12 = 0;
  private in24 = 0;
  private slowLoss = 0;
  private readonly asked = DROPS.map(() => 0);
  private readonly found = DROPS.map(() => 0);

  add({ raised, decided, in12, in24, drops, slowLoss }: ClientVerdicts): void {
    this.clients++;
    this.raised += raised;
    this.decided += decided;
    this.in12 += Number(in12);
    this.in24 += Number(in24);
    this.slowLoss += Number(slowLoss);
    for (const [n, found] of drops.entries()) {
      if (found === null) continue;
      this.asked[n]!++;
      this.found[n]! += Number(found);
    }
  }

  figures(): RuleFigures {
    const [small, middle, large] = DROPS.map((_, n) => share(this.found[n]!, this.asked[n]!));
    return {
      falsePerSession: share(this.raised, this.decided),
      falseAlarm12: share(this.in12, this.clients),
      falseAlarm24: share(this.in24, this.clients),
      detect1_5: small!,
      detect2_5: middle!,
      detect4: large!,
      detectSlowLoss: share(this.slowLoss, this.clients),
    };
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Number((part / whole).toFixed(DIGITS));
}
