import { sortOutReceived } from "../../src/protocol/received.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import type { Ledger } from "./ledger.ts";
import { judge, type Opened, type Row, type Verdict } from "./oracle.ts";
import type { Place, Practice } from "./practice.ts";
import type { Story } from "./story.ts";

export interface PlayedRun extends Verdict {
  readonly story: Story;
}

export interface Ending {
  readonly practice: Practice;
  readonly proxy: FaultProxy;
  readonly places: readonly Place[];
  readonly ledger: Ledger;
  readonly rows: readonly Row[];
  readonly mayBeMissing: (id: string) => boolean;
  /** File in a box → why it must not open. */
  readonly expectedRefusals: ReadonlyMap<string, string>;
}

/** Opens what the therapist has, and holds it against what was submitted. */
export async function judgeEnding({ practice, proxy, places, ledger, ...known }: Ending): Promise<Verdict> {
  const opened: Opened[] = [];
  const problems = [...proxy.sightings.takeProblems()];
  const refused = new Map<string, string>();
  for (const place of places) {
    const inBox = await practice.open(place);
    opened.push(...inBox.opened);
    for (const [id, reason] of inBox.refused) refused.set(id, reason);
  }
  for (const [id, reason] of refused)
    if (known.expectedRefusals.get(id) !== reason) problems.push(`${id} was not opened: ${reason}`);
  for (const id of known.expectedRefusals.keys()) if (!refused.has(id)) problems.push(`${id} was let through`);
  const { gaps } = sortOutReceived(opened);
  const { rows, mayBeMissing } = known;
  const verdict = judge({ submitted: ledger.all, rows, opened, gaps, mayBeMissing });
  return { fates: verdict.fates, problems: [...problems, ...verdict.problems] };
}
