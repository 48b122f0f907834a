import { runTool } from "./run-command.ts";

const VITE = "vite/bin/vite.js";

/** One build of the extension: `dist/<browser>` or, for demo and tests, `dist/<browser>-demo`. */
export function build(browser: "chrome" | "firefox", variant: "release" | "demo"): boolean {
  return runTool(VITE, ["build", "--logLevel", "error"], { TARGET: browser, VARIANT: variant });
}

export function buildBoth(variant: "release" | "demo"): boolean {
  return build("chrome", variant) && build("firefox", variant);
}

if (import.meta.filename === process.argv[1]) {
  const variant = process.argv[2] === "demo" ? "demo" : "release";
  process.exit(buildBoth(variant) ? 0 : 1);
}
