import type { Page } from "puppeteer-core";
import { takeTurns } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { BROWSERS, onStage, type Stage } from "../detection/stage.ts";
import { besidePeer, type Figure, figureOfRuns } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import { FIRST_ITEM, haveSession, openForm, REHEARSAL, reload } from "./opening.ts";
import { type PeerForm, type PeerForms, PLAIN, SURVEY, servePeerForms } from "./peer-forms.ts";

const ROUNDS = 30;
const WARM_UPS = 5;

/** The same items by a form library, and by nothing at all. */
export const peers: Part = async (plan) => {
  const forms = await servePeerForms();
  const measureIn = (name: (typeof BROWSERS)[number]) => () =>
    onStage(name, { rehearsal: REHEARSAL }, (stage) => measure(stage, forms, plan));
  try {
    return await gatherInTurn(BROWSERS.map(measureIn));
  } finally {
    forms.stop();
  }
};

async function measure(stage: Stage, { origin }: PeerForms, plan: Plan): Promise<readonly Figure[]> {
  await haveSession(stage);
  const ours = await openForm(stage);
  const forms = [SURVEY, PLAIN];
  const pages: Page[] = [];
  for (const { path } of forms) pages.push(await stage.open(origin + path));
  const [mine = [], ...theirs] = await takeTurns(
    [
      () => inFront(ours, FIRST_ITEM),
      ...forms.map(
        ({ firstItem }, index) =>
          () =>
            inFront(pages[index]!, firstItem),
      ),
    ],
    { warmUps: plan.warmUps(WARM_UPS), rounds: plan.runs(ROUNDS) },
  );
  return forms.map((form, index) => besideForm(stage, form, mine, theirs[index] ?? []));
}

/** What is not looked at is not painted. */
async function inFront(page: Page, firstItem: string): Promise<number> {
  await page.bringToFront();
  return reload(page, firstItem);
}

function besideForm({ title }: Stage, { name }: PeerForm, ours: readonly number[], peer: readonly number[]): Figure {
  const what = `open → first item answerable: ${title}; beside ${name}`;
  return besidePeer(figureOfRuns({ what, unit: "ms" }, ours), peer);
}
