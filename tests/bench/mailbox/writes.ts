import { takeTurns } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfRuns } from "../figure.ts";
import { syncBare } from "../sync/bare-sync.ts";
import { sendLoad } from "../sync/load.ts";
import { startMailbox } from "../sync/served-mailbox.ts";
import { ENVELOPE, type Server } from "../sync/server.ts";
import { inFolder, withServer } from "../sync/stage-folder.ts";
import { findReceivers, type Receiver, type Receivers } from "./receivers.ts";

/** Design: what nginx's dav module reaches on two cores without syncing. */
const TARGET_PER_SECOND = 1_600;
/** Senders that wait at the same time: enough to keep two cores busy, few enough for one practice on a Monday. */
const CONNECTIONS = 64;
const WRITES = 2_000;
const BARE_WRITES = 500;
const ROUNDS = 15;
const WARM_UPS = 2;
const UNIT = "per second";
const FLOOR = "the same calls to the disk alone, one after the other";

/** Ours, each peer and the bare disk, in turn. */
export const writes: Part = (plan) =>
  inFolder((bare) =>
    withServer(startMailbox, async (mailbox) => {
      const receivers = findReceivers();
      const rates = await withAll(receivers.found, (peers) => {
        const senders = [mailbox, ...peers].map((server) => () => sendOnce(plan, server));
        const floor = async (): Promise<number> => syncBare(bare, plan.count(BARE_WRITES, 50));
        return takeTurns([...senders, floor], { warmUps: plan.warmUps(WARM_UPS), rounds: plan.runs(ROUNDS) });
      });
      return figuresOf(receivers, rates);
    }),
  );

/** All started and waiting, so that each run meets the same machine. */
function withAll<T>(receivers: readonly Receiver[], work: (servers: readonly Server[]) => Promise<T>): Promise<T> {
  const [next, ...others] = receivers;
  if (next === undefined) return work([]);
  return withServer(next.start, (server) => withAll(others, (servers) => work([server, ...servers])));
}

async function sendOnce(plan: Plan, server: Server): Promise<number> {
  const count = plan.count(WRITES, 200);
  const { acknowledged, ms } = await sendLoad({ ...server, connections: CONNECTIONS, body: ENVELOPE }, count);
  return acknowledged.length / (ms / 1_000);
}

function figuresOf({ found, missing }: Receivers, rates: readonly (readonly number[])[]): readonly Figure[] {
  const [mine = [], ...others] = rates;
  const bare = others.at(-1) ?? [];
  const what = `envelopes acknowledged over HTTP, ${CONNECTIONS} senders at once`;
  const named = { what, unit: UNIT, target: TARGET_PER_SECOND, moreIsBetter: true };
  const ours = figureOfRuns(named, mine);
  const note = "ours is on disk before it is acknowledged; the peer syncs nothing and asks for no token";
  const beside = found.map(({ name }, index) =>
    besidePeer({ ...ours, what: `${what}; beside ${name}`, note }, others[index] ?? []),
  );
  const floorNote = "the floor: no HTTP, no token, and nobody who shares a sync, which ours does";
  const floor = { ...ours, what: `${what}; beside ${FLOOR}`, note: floorNote };
  const peers = found.map(({ name }, index) =>
    figureOfRuns({ what: `the peer alone: ${name}`, unit: UNIT, moreIsBetter: true }, others[index] ?? []),
  );
  const alone = { what: `the floor alone: ${FLOOR}`, unit: UNIT, moreIsBetter: true, note: missing.join("; ") || null };
  return [...beside, besidePeer(floor, bare), ...peers, figureOfRuns(alone, bare)];
}
