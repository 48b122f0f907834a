import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "puppeteer-core";
import { startChromium } from "../tests/e2e/harness/chromium.ts";
import { CHECK_IN_PAGE } from "../tests/e2e/harness/client.ts";
import { bringUp, CHECK_IN_LOOKS } from "../tests/e2e/looks/check-in-states.ts";
import { type Language, longWords, rightToLeft, shippedLanguages } from "../tests/e2e/looks/languages.ts";
import { pretend } from "../tests/e2e/looks/pretend.ts";
import { installDebianPackages } from "./browsers.ts";
import { build } from "./build.ts";
import { ROOT } from "./run-command.ts";

const HELP = `npm run screens -- [--out FOLDER] [--png] [--pseudo | --only LANGUAGE,…] [--all]

Pictures of the check-in, from the built extension in a real Chromium: docs/screens/, one for each language of
public/_locales, light and dark, at 320 and at 420 pixels. Each shows the form, late and all high; saved; a pause.

  --out FOLDER   somewhere else
  --png          as PNG instead of WebP, at full size: to look closely
  --pseudo       English two fifths longer, and mirrored, instead of the languages
  --only         some of the languages, by their folders: de,ar
  --all          every state of the page`;

/** A phone, and the small window the check-in opens in. */
const WIDTHS = [320, 420] as const;
const SCHEMES = ["light", "dark"] as const;
/** What a language is judged by: the longest form, what comes after it, and what comes instead. */
const SHOWN = ["form, late and all high", "saved", "pause begun"];
/** WebP, per cent, and how much smaller than on the screen: kept in the repository, so about 25 kB a picture. */
const QUALITY = 12;
const SCALE = 0.5;

interface Options {
  readonly out: string;
  readonly type: "png" | "webp";
  readonly looks: typeof CHECK_IN_LOOKS;
}

async function shoot(page: Page, language: Language, width: number, options: Options): Promise<readonly string[]> {
  const shots: string[] = [];
  for (const look of options.looks) {
    const fresh = await page.browser().newPage();
    await fresh.setViewport({ width, height: 640 });
    await fresh.emulateMediaFeatures([{ name: "prefers-color-scheme", value: await schemeOf(page) }]);
    await pretend(fresh, language, look.said);
    await fresh.goto(page.url());
    await bringUp(fresh, look, language);
    // Beyond the viewport the driver shifts what runs from right to left.
    shots.push(await fresh.screenshot({ fullPage: true, captureBeyondViewport: false, encoding: "base64" }));
    await fresh.close();
  }
  return shots;
}

function schemeOf(page: Page): Promise<string> {
  return page.evaluate(() => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
}

/** Side by side, each at the top. */
async function layOut(browser: Browser, shots: readonly string[], { type }: Options): Promise<Uint8Array> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 800 });
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot}" alt="">`).join("");
  await page.setContent(`<!doctype html><style>
    body { margin: 0; } main { display: inline-flex; gap: 16px; padding: 16px; align-items: start; background: #9aa3a6; }
    main { zoom: ${type === "webp" ? SCALE : 1}; }
  </style><main>${images}</main>`);
  const sheet = await page.waitForSelector("main");
  const picture = await sheet!.screenshot({ type, ...(type === "webp" && { quality: QUALITY }) });
  await page.close();
  return picture;
}

async function drawAll(languages: readonly Language[], options: Options): Promise<void> {
  rmSync(options.out, { recursive: true, force: true });
  mkdirSync(options.out, { recursive: true });
  const chromium = await startChromium();
  let [files, bytes] = [0, 0];
  try {
    const page = await chromium.extensionPage(CHECK_IN_PAGE);
    for (const scheme of SCHEMES) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      for (const language of languages)
        for (const width of WIDTHS) {
          const shots = await shoot(page, language, width, options);
          const picture = await layOut(chromium.browser, shots, options);
          writeFileSync(join(options.out, `${language.name}-${scheme}-${width}.${options.type}`), picture);
          files += 1;
          bytes += picture.length;
        }
    }
  } finally {
    await chromium.stop();
  }
  console.log(`${files} pictures, ${Math.round(bytes / 1_000)} kB, in ${options.out}`);
}

/** Without a font that has them, Chinese letters are boxes. Where that can be asked and changed it is; elsewhere one looks. */
function needChineseFont(): void {
  const { status, stdout } = spawnSync("fc-list", [":lang=zh-cn"], { encoding: "utf8" });
  if (status === 0 && stdout === "" && !installDebianPackages(["fonts-noto-cjk"]))
    console.error("No font here has Chinese letters: the pictures in Chinese show boxes.");
}

function wanted(only: string | undefined): readonly Language[] {
  return shippedLanguages().filter(({ name }) => only === undefined || only.split(",").includes(name));
}

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    out: { type: "string", default: join(ROOT, "docs/screens") },
    png: { type: "boolean", default: false },
    pseudo: { type: "boolean", default: false },
    only: { type: "string" },
    all: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
} else if (!build("chrome", "demo")) {
  process.exit(1);
} else {
  needChineseFont();
  await drawAll(values.pseudo ? [longWords(), rightToLeft()] : wanted(values.only), {
    out: values.out,
    type: values.png ? "png" : "webp",
    looks: CHECK_IN_LOOKS.filter(({ name }) => values.all || SHOWN.includes(name)),
  });
}
