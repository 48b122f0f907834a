import { existsSync } from "node:fs";
import { playDemo } from "../demo/play.ts";
import { needBrowser } from "./browsers.ts";
import { build } from "./build.ts";

const HELP = `npm run demo [-- --auto]

The whole way once, on this machine: a made-up practice with a real video call, the extension in a real
browser, a mailbox, and the therapist's page. With a display you play the client; what to do next stands
here on the terminal. With --auto, or without a display, it plays both sides itself, headless, saves
screenshots in demo/out/ and ends with one JSON line.`;

const args = process.argv.slice(2);
if (args.includes("--help")) {
  console.log(HELP);
  process.exit(0);
}
const hasDisplay = process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const auto = args.includes("--auto") || !hasDisplay;

try {
  needBrowser("chromium");
  console.log("Building the extension …");
  if (!build("chrome", "demo")) throw new Error("The build failed.");
  process.exit((await playDemo({ auto })) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (!existsSync("dist/chrome-demo")) console.error("Nothing was built.");
  process.exit(1);
}
