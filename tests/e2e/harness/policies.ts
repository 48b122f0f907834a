import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { needBrowser } from "../../../scripts/browsers.ts";
import { ROOT } from "../../../scripts/run-command.ts";

/** One of the files that a practice is given, with what stands in it for others' eyes put right. */
export function readyPolicy(name: string, changes: Readonly<Record<string, string>>): string {
  const text = readFileSync(join(ROOT, "docs/practice", name), "utf8");
  for (const placeholder of Object.keys(changes))
    if (!text.includes(placeholder)) throw new Error(`${name} does not say ${placeholder}.`);
  return Object.entries(changes).reduce((before, [from, to]) => before.replaceAll(from, to), text);
}

/** The only folder that a Chromium of Debian reads: it belongs to the machine. */
const CHROMIUM_POLICIES = "/etc/chromium/policies/managed";

/** Why Chromium can be given no policy here; null where it can. */
export function hindranceToChromiumPolicy(): string | null {
  if (process.platform !== "linux") return "needs Linux";
  try {
    mkdirSync(CHROMIUM_POLICIES, { recursive: true });
    accessSync(CHROMIUM_POLICIES, constants.W_OK);
    return null;
  } catch {
    return `needs to write into ${CHROMIUM_POLICIES}, as root`;
  }
}

/** Holds for the extension it names, in every Chromium that starts; what comes back takes it away. */
export function setChromiumPolicy(text: string): () => void {
  const file = join(CHROMIUM_POLICIES, `aftersession-test-${process.pid}-${Date.now()}.json`);
  writeFileSync(file, text);
  return () => rmSync(file, { force: true });
}

/** What a Firefox has beside it is its own: all of it by links, with one program and the policies as files. */
export function firefoxWithPolicies(text: string): { readonly executable: string; readonly remove: () => void } {
  const program = realpathSync(needBrowser("firefox"));
  const home = dirname(program);
  if (!existsSync(join(home, "application.ini"))) throw new Error(`${program} does not lie in Firefox's own folder.`);
  const folder = mkdtempSync(join(tmpdir(), "aftersession-managed-firefox-"));
  for (const entry of readdirSync(home))
    if (entry !== basename(program) && entry !== "distribution") symlinkSync(join(home, entry), join(folder, entry));
  const executable = join(folder, basename(program));
  copyFileSync(program, executable);
  mkdirSync(join(folder, "distribution"));
  writeFileSync(join(folder, "distribution/policies.json"), text);
  return { executable, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
