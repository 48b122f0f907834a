import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runSuites } from "../../scripts/suites.ts";

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aftersession-suites-"));
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A configuration with one file of tests. */
function vitestOf(name: string, tests: string): string {
  const config = join(folder, `${name}.config.ts`);
  writeFileSync(join(folder, `${name}.test.ts`), tests);
  writeFileSync(
    config,
    `export default { root: ${JSON.stringify(folder)}, test: { globals: true, include: ["${name}.test.ts"] } };`,
  );
  return config;
}

test("suites that run beside the others are counted with them, and fail the whole", async () => {
  const good = vitestOf("good", 'test("holds", () => expect(1).toBe(1));');
  const bad = vitestOf("bad", 'test("holds", () => expect(1).toBe(1));\ntest("breaks", () => expect(1).toBe(2));');
  expect(await runSuites([{ name: "stories", vitest: good, beside: true }])).toBe(true);
  expect(said.at(-1)).toBe("1 passed, 0 failed");

  const suites = [
    { name: "stories", vitest: bad, beside: true },
    { name: "build", run: () => true },
  ];
  expect(await runSuites(suites)).toBe(false);
  expect(said.at(-1)).toBe("2 passed, 1 failed");
  expect(said.join("\n")).toMatch(/FAILED .*bad\.test\.ts\n {2}breaks/);
  expect(said.join("\n")).toContain("(beside the others)");
});

test("one that does not even begin has failed", async () => {
  expect(await runSuites([{ name: "stories", vitest: join(folder, "nowhere.ts"), beside: true }])).toBe(false);
  expect(said.at(-1)).toBe("0 passed, 1 failed");
});
