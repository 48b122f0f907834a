import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export type BrowserName = "chromium" | "firefox";

/** Debian's wrapper scripts add flags that switch extensions off, so the binary itself comes first. */
const PLACES: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  firefox: [
    "/usr/bin/firefox-esr",
    "/usr/lib/firefox-esr/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
  ],
};
const VARIABLE: Readonly<Record<BrowserName, string>> = { chromium: "CHROMIUM_PATH", firefox: "FIREFOX_PATH" };
const DEBIAN: Readonly<Record<BrowserName, string>> = { chromium: "chromium", firefox: "firefox-esr" };

export function findBrowser(name: BrowserName): string | null {
  const named = process.env[VARIABLE[name]];
  if (named !== undefined) return existsSync(named) ? named : null;
  return PLACES[name].find((path) => existsSync(path)) ?? null;
}

/** The browser's path, installed first where that is possible (Debian or a relative of it, as root). */
export function needBrowser(name: BrowserName): string {
  const found = findBrowser(name) ?? (installDebianPackages([DEBIAN[name]]) ? findBrowser(name) : null);
  if (found !== null) return found;
  throw new Error(
    `No ${name} found. Install ${name === "chromium" ? "Chromium 148 or newer (branded Chrome loads no test extensions)" : "Firefox 149 or newer"}` +
      `, or say where it is: ${VARIABLE[name]}=/path/to/${name}.`,
  );
}

/** True if all are installed now. */
export function installDebianPackages(packages: readonly string[]): boolean {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return false;
  console.log(`Installing ${packages.join(", ")} with apt …`);
  const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
  const install = (): boolean =>
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      ...options,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  return (spawnSync("apt-get", ["update", "-qq"], options).status === 0 && install()) || install();
}
