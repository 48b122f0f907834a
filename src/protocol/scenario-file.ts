/**
 * Writes one recorded story as a scenario file, in the format of tests/fixtures/scenarios/README.md, so that a report of
 * a wrong end is a test case. Names are replaced by numbers and letters, instants by seconds of the story: no key, no
 * address and no date is in it. The rule that must not break: nothing gets into the file that is not built here.
 */
import type { RecordedPart } from "../core/session/recording.ts";
import { openNames, type ScenarioEvent, wordsOf } from "./scenario-events.ts";
import { type Expectation, expectationOf, type Wrong } from "./scenario-expectation.ts";
import { storyTimesOf, type TimedFact } from "./scenario-times.ts";

export interface ScenarioFile {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly needs?: readonly string[];
  readonly settings?: Readonly<Record<string, number | boolean>>;
  readonly events: readonly ScenarioEvent[];
  readonly until: number;
  readonly expect: Expectation["expect"];
  readonly why: string;
}

/** What the file is about, and what the client says was wrong. */
export interface Report {
  readonly wrong: Wrong;
  /** A session, or a call that was too short; null: whatever happened in this story. */
  readonly about: string | null;
  /** Wall clock, ms: the story cannot be told beyond. */
  readonly now: number;
}

/** Null where the story is not whole. */
export function toScenario(parts: readonly RecordedPart[], report: Report): ScenarioFile | null {
  const settings = parts[0]?.settings ?? null;
  if (settings === null || parts.some(({ cut }) => cut)) return null;
  const times = storyTimesOf(parts, report.now);
  const names = openNames(times.facts);
  const { until, ...expectation } = expectationOf(times, report, names);
  const facts = times.facts.filter(({ seconds }) => seconds <= until);
  return {
    id: `reported-${IDS[report.wrong]}-${parts[0]?.story ?? 0}`,
    title: TITLES[report.wrong],
    group: expectation.group,
    ...(facts.some(({ fact }) => fact.type === "sharing") && { needs: ["sharing"] }),
    ...(Object.keys(settings).length > 0 && { settings }),
    events: facts.flatMap(wordsOf(names)),
    until,
    expect: expectation.expect,
    why: whyOf(report.wrong, facts),
  };
}

const IDS: Readonly<Record<Wrong, string>> = {
  openedTooEarly: "opened-too-early",
  nothingOpened: "nothing-opened",
  other: "as-it-was",
};

const TITLES: Readonly<Record<Wrong, string>> = {
  openedTooEarly: "Reported by a client: the check-in does not open while the session is going on.",
  nothingOpened: "Reported by a client: the check-in is offered after the session.",
  other: "Reported by a client: what happened, and what the extension made of it.",
};

function whyOf(wrong: Wrong, facts: readonly TimedFact[]): string {
  const means =
    wrong === "other"
      ? "It expects what the extension did, so it passes where that is reproduced."
      : "It expects what the client says, so it fails until this is mended.";
  const closed = facts.some(({ fact }) => fact.type === "windowClosed");
  return closed ? `${means} ${CLOSED}` : means;
}

const CLOSED =
  "The format has no word for a check-in that is closed without an answer: a forced update stands for it, which takes it off the screen in the same way.";

/** As the corpus writes them: one event a line. */
export function writeScenario(file: ScenarioFile): string {
  const fields = Object.entries(file).map(([name, value]: readonly [string, unknown]) => {
    const lines = name === "events" ? file.events.map((event) => `\n    ${JSON.stringify(event)}`) : null;
    return `  ${JSON.stringify(name)}: ${lines === null ? JSON.stringify(value) : `[${lines.join(",")}\n  ]`}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}
