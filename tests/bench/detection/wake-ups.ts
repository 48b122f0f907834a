import type { Part } from "../bench.ts";
import { gatherAtOnce } from "../gather.ts";
import { measureCall } from "./call-cost.ts";
import { measureIdle } from "./idle.ts";
import { BROWSERS, onStage } from "./stage.ts";

/** No session comes of these calls, so that nothing opens over them. */
const REHEARSAL = { minimumLive: 3_600 };

/** All at once: nothing here depends on speed, and idle browsers leave the machine to the calls. */
export const wakeUps: Part = (plan) => {
  const idle = BROWSERS.map((name) => () => onStage(name, {}, (stage) => measureIdle(stage, plan)));
  const calls = BROWSERS.map(
    (name) => () => onStage(name, { rehearsal: REHEARSAL }, (stage) => measureCall(stage, plan)),
  );
  return gatherAtOnce([...idle, ...calls]);
};
