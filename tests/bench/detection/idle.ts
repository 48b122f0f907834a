import type { Plan } from "../bench.ts";
import { type Figure, figureOfOne, notMeasured } from "../figure.ts";
import { mostAnHourWhenNoneSeen } from "../statistics.ts";
import { countAlarms, watchBackground } from "./background-watch.ts";
import { countStarts, type Look, sinceStopped } from "./looks.ts";
import type { Stage } from "./stage.ts";

/** Browsers stop an idle background after 30 s; what is watched comes after that. */
const SETTLE_SECONDS = 45;
const IDLE_SECONDS = 100;
const HOUR_MS = 3_600_000;

/** How often the background starts while no call is near and nothing waits to be sent. */
export async function measureIdle(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  const ms = plan.seconds(SETTLE_SECONDS + IDLE_SECONDS, 4) * 1_000;
  const found: Figure[] = [];
  for (const where of ["no page of a video site open", "page of an enrolled site open"]) {
    if (where.startsWith("page")) await stage.open(`${stage.site.origin}/pages/first-script`);
    const looks = await watchBackground(stage, () => stage.alone(ms));
    found.push(
      idleFigure(`background starts per idle hour, ${where}: ${stage.title}`, looks, await countAlarms(stage)),
    );
  }
  return found;
}

function idleFigure(what: string, looks: readonly Look[], alarms: number): Figure {
  const idle = sinceStopped(looks);
  if (idle === null) return notMeasured(what, "per hour", "the background had not stopped by the end of the watch");
  const { starts, watchedMs } = countStarts(idle);
  const seconds = Math.round(watchedMs / 1_000);
  const bound = starts > 0 ? "" : `, which alone rules out more than ${Math.round(mostAnHourWhenNoneSeen(watchedMs))}`;
  const note = `${starts} in ${seconds} s, scaled to an hour${bound}; alarms set: ${alarms}`;
  return figureOfOne({ what, unit: "per hour", target: 0, note }, (starts * HOUR_MS) / watchedMs);
}
