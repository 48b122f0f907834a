import { type OpenedFile, sortInbox } from "../../src/ui/therapist/inbox.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import type { Ledger } from "./ledger.ts";
import { judge, type Opened, type Row, type Verdict } from "./oracle.ts";
import type { Place, Practice } from "./practice.ts";
import type { Story } from "./story.ts";

export interface PlayedRun extends Verdict {
  readonly story: Story;
  /** Faults under which something was parked, with a reason, until somebody pressed "try again". */
  readonly parked: readonly string[];
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

/** Opens what the therapist has, sorts it as their page does, and holds it against what was submitted. */
export async function judgeEnding({ practice, proxy, places, ledger, ...known }: Ending): Promise<Verdict> {
  const problems = [...proxy.sightings.takeProblems()];
  const files: OpenedFile[] = [];
  const boxes = new Map<string, string>();
  for (const place of places) {
    for (const file of await practice.open(place)) {
      files.push(file);
      boxes.set(file.name, place.box);
    }
  }
  const { responses, setAside, gaps } = sortInbox(files);
  const aside = new Map(setAside.map(({ name, reason }) => [name, reason]));
  for (const [name, reason] of aside)
    if (reason !== "takenBack" && known.expectedRefusals.get(name) !== reason) problems.push(`${name}: ${reason}`);
  for (const name of known.expectedRefusals.keys()) if (!aside.has(name)) problems.push(`${name} was let through`);
  const opened = responses.map((response): Opened => ({ ...response, box: boxes.get(response.id) ?? "" }));
  const arrived = new Set(files.flatMap((file) => (file.kind === "opened" ? [file.id] : [])));
  const { rows, mayBeMissing } = known;
  const verdict = judge({ submitted: ledger.all, rows, opened, arrived, gaps, mayBeMissing });
  return { fates: verdict.fates, problems: [...problems, ...verdict.problems] };
}
