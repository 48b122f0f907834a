export interface SimulateCommand {
  readonly clients: number;
  readonly seed: number;
  /** Few clients, to see that it runs; writes nothing. */
  readonly quick: boolean;
}

/** As the clinical paper simulated. */
const USUAL_CLIENTS = 20_000;
const QUICK_CLIENTS = 60;
/** Rules were chosen with seeds 101, 2026 and 11: what is written down must not be what was chosen by. */
const USUAL_SEED = 12;

export const SIMULATE_HELP = `npm run simulate [-- OPTIONS]
  --clients N   simulated clients for each set of parameters (${USUAL_CLIENTS})
  --seed S      another chance (${USUAL_SEED})
  --quick       ${QUICK_CLIENTS} clients, to see that it runs
Only a whole run, with the usual clients and seed, writes docs/simulation and docs/simulation.md.
The last line is one line of JSON.`;

/** Null where it is not understood. */
export function parseSimulateCommand(words: readonly string[]): SimulateCommand | null {
  const quick = words.includes("--quick");
  const rest = words.filter((word) => word !== "--quick");
  let command: SimulateCommand = { clients: quick ? QUICK_CLIENTS : USUAL_CLIENTS, seed: USUAL_SEED, quick };
  for (let index = 0; index < rest.length; index += 2) {
    const [name, number] = [rest[index], Number(rest[index + 1] ?? "-")];
    if (!Number.isSafeInteger(number) || number < 1) return null;
    if (name === "--clients") command = { ...command, clients: number };
    else if (name === "--seed") command = { ...command, seed: number };
    else return null;
  }
  return command;
}

export function isWritten({ clients, seed, quick }: SimulateCommand): boolean {
  return !quick && clients === USUAL_CLIENTS && seed === USUAL_SEED;
}
