import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { needBrowser } from "./browsers.ts";
import { ROOT } from "./run-command.ts";

const HELP = `npx tsx scripts/readme-picture.ts

Lays the demo's own screenshots side by side for the README: docs/check-in.png. Run npm run demo -- --auto first.`;

const SHOTS = join(ROOT, "demo/out");
const PICTURE: `${string}.png` = `${join(ROOT, "docs/check-in")}.png`;
/** Of a popup what is the page's own: what the browser's frame adds at the right and below is blank. */
const POPUP = "width:420px;height:500px";
/** Of the therapist's page as much as says what it is. */
const PAGE = "height:890px";

/** The demo numbers its shots in the order it takes them; only the name after the number is stable. */
function shot(name: string): string {
  const file = readdirSync(SHOTS).find((each) => each.replace(/^\d+-/, "") === `${name}.png`);
  if (file === undefined) throw new Error(`demo/out has no ${name}.png. Run npm run demo -- --auto first.`);
  return `data:image/png;base64,${readFileSync(join(SHOTS, file)).toString("base64")}`;
}

function figure(name: string, caption: string, cut: string): string {
  return `<figure><figcaption>${caption}</figcaption><div style="${cut}"><img src="${shot(name)}" alt=""></div></figure>`;
}

function pictureHtml(): string {
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #e9e7e1; font: 600 20px/1.3 system-ui, sans-serif; color: #22302f; }
    main { display: inline-flex; gap: 32px; padding: 32px; align-items: start; }
    section { display: grid; gap: 28px; }
    figure { margin: 0; } figcaption { margin-bottom: 10px; }
    figure div { overflow: hidden; border-radius: 10px; border: 1px solid #cfccc4; background: #fff; }
    img { display: block; }
  </style><main>
    <section>
      ${figure("check-in", "The session is over", POPUP)}
      ${figure("saved", "Saved, and still yours to take back", POPUP)}
    </section>
    <section>${figure("therapist-client", "What the therapist opens", PAGE)}</section>
  </main>`;
}

async function draw(): Promise<void> {
  const html = pictureHtml();
  mkdirSync(join(ROOT, "docs"), { recursive: true });
  const browser = await launch({ executablePath: needBrowser("chromium"), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1500, height: 1300 });
    await page.setContent(html);
    const picture = await page.waitForSelector("main");
    await picture?.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
}

if (process.argv.includes("--help")) {
  console.log(HELP);
} else {
  try {
    await draw();
    console.log("docs/check-in.png");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
