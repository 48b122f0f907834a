import { parseArgs } from "node:util";

export const SEED_HELP = `Writes made-up sealed answers, to try the therapist page with many clients.

  npm run seed-data -- --clients 200 --sessions 100 [--out DIR] [--seed N]

      --clients N    how many clients (10)
      --sessions N   weekly sessions of each; some are not answered (20)
      --out DIR      where to (seed-data)
      --seed N       other answers; the same number gives the same answers, keys are new each time (1)

DIR then holds answers/*.age, key.txt and clients.json: on the therapist page take the key over, choose the client list in
the section Clients and add the folder answers in the section Inbox. The last line is JSON.
`;

export interface SeedCommand {
  readonly clients: number;
  readonly sessions: number;
  readonly seed: number;
  readonly out: string;
}

/** Null where it was not understood. */
export function parseSeedCommand(args: readonly string[]): SeedCommand | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        clients: { type: "string", default: "10" },
        sessions: { type: "string", default: "20" },
        seed: { type: "string", default: "1" },
        out: { type: "string", default: "seed-data" },
      },
    });
    const [clients, sessions, seed] = [values.clients, values.sessions, values.seed].map(Number);
    if (!isCount(clients, 10_000) || !isCount(sessions, 10_000) || !isCount(seed, 1_000_000)) return null;
    return { clients, sessions, seed, out: values.out };
  } catch {
    // An option nobody knows: the help says which there are.
    return null;
  }
}

function isCount(value: number | undefined, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= most;
}
