import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool, startToolBeside } from "./run-command.ts";

/** A tool that passes or fails as one, or a vitest configuration whose tests are counted. */
export type Suite =
  | { readonly name: string; readonly tool: string; readonly args: readonly string[] }
  | VitestSuite
  | { readonly name: string; readonly run: () => boolean };

interface VitestSuite {
  readonly name: string;
  readonly vitest: string;
  readonly args?: readonly string[];
  /** Nothing but arithmetic: runs from the start beside the others, with the processor time they leave. */
  readonly beside?: boolean;
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What failed and how, said again at the very end, where a cut log still has it. */
  readonly failures?: readonly string[];
  /** What could not be run here; its name says why. */
  readonly skipped?: readonly string[];
}

interface Result extends Count {
  readonly name: string;
  readonly seconds: number;
}

/** Runs each suite, goes on after a failure, and closes with one plain line; true if nothing failed. */
export async function runSuites(suites: readonly Suite[]): Promise<boolean> {
  const beside = suites.filter((suite) => "vitest" in suite && suite.beside === true).map(startBeside);
  const results: Result[] = suites
    .filter((suite) => !("vitest" in suite && suite.beside === true))
    .map((suite) => timed(suite.name, () => runSuite(suite)));
  for (const finish of beside) results.push(await finish());
  return conclude(results);
}

function conclude(results: readonly Result[]): boolean {
  console.log("");
  for (const { failures = [], skipped = [] } of results)
    for (const line of [...skipped.map((name) => `SKIPPED ${name}`), ...failures]) console.log(line);
  for (const { name, passed, failed, seconds } of results)
    console.log(
      `${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(seconds).padStart(5)} s`,
    );
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

function timed(name: string, run: () => Count): Result {
  const startedAt = Date.now();
  console.log(`\n== ${name}`);
  const count = run();
  return { name, seconds: secondsSince(startedAt), ...count };
}

function secondsSince(at: number): number {
  return Math.round((Date.now() - at) / 1_000);
}

function runSuite(suite: Suite): Count {
  if ("vitest" in suite) return runVitest(suite.vitest, suite.args ?? []);
  const passed = "tool" in suite ? runTool(suite.tool, suite.args) : suite.run();
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Of vitest's JSON report, what is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Enough of a message to see what it is about. */
const SHOWN_MESSAGE = 2_000;

function failuresOf({ name, message, assertionResults }: Report["testResults"][number]): readonly string[] {
  const failed = assertionResults
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => `FAILED ${name}\n  ${fullName}\n${failureMessages.join("\n")}`);
  const all = message === "" ? failed : [...failed, `FAILED ${name}\n${message}`];
  return all.map((failure) => failure.slice(0, SHOWN_MESSAGE));
}

function skippedOf({ assertionResults }: Report["testResults"][number]): readonly string[] {
  return assertionResults
    .filter(({ status }) => status === "skipped" || status === "pending")
    .map(({ fullName }) => fullName);
}

function runVitest(config: string, args: readonly string[]): Count {
  const report = openReport();
  const passedAll = runTool("vitest/vitest.mjs", [...argumentsOf(config, report.path), ...args]);
  return report.read(passedAll);
}

function argumentsOf(config: string, report: string): readonly string[] {
  return ["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
}

/** Begins one that runs beside the others; what comes back waits for its end and shows what it said. */
function startBeside(suite: Suite): () => Promise<Result> {
  if (!("vitest" in suite)) throw new Error(`${suite.name} cannot run beside others.`);
  const { name, vitest, args = [] } = suite;
  const startedAt = Date.now();
  const report = openReport();
  const { child, said } = startToolBeside("vitest/vitest.mjs", [...argumentsOf(vitest, report.path), ...args]);
  const ended = once(child, "exit") as Promise<[number | null]>;
  return async () => {
    const [status] = await ended;
    console.log(`\n== ${name} (beside the others)\n${said()}`);
    return { name, seconds: secondsSince(startedAt), ...report.read(status === 0) };
  };
}

function openReport() {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-"));
  const path = join(folder, "report.json");
  return {
    path,
    read(passedAll: boolean): Count {
      try {
        const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, "utf8")) as Report;
        // A file that does not load has no failed test of its own, and still the run failed.
        const failed = passedAll ? numFailedTests : Math.max(1, numFailedTests);
        const [failures, skipped] = [testResults.flatMap(failuresOf), testResults.flatMap(skippedOf)];
        return { passed: numPassedTests, failed, failures, skipped };
      } catch (error) {
        console.error(`vitest left no report: ${String(error)}`);
        return { passed: 0, failed: 1 };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
