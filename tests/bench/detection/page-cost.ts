import type { Part, Plan } from "../bench.ts";
import type { Figure } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import { measureCallSetUp } from "./call-set-up.ts";
import { measureDocumentStart } from "./document-start.ts";
import { BROWSERS, onStage, type Stage } from "./stage.ts";

/** No session comes of these calls, so that nothing opens over them. */
const REHEARSAL = { minimumLive: 3_600 };

/**
 * The same page of the same server under two names, one of them enrolled: same browser, same process model, same minute.
 * Two browsers, one without the extension, would differ by more than the extension costs.
 */
export const pageCost: Part = (plan) =>
  gatherInTurn(
    BROWSERS.map((name) => () => onStage(name, { rehearsal: REHEARSAL }, (stage) => measureBrowser(stage, plan))),
  );

async function measureBrowser(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  plan.say(`  ${stage.title}: document start`);
  const starts = await measureDocumentStart(stage, plan);
  plan.say(`  ${stage.title}: call set-up`);
  return [...starts, ...(await measureCallSetUp(stage, plan))];
}
