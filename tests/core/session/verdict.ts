import { type Played, type Prompt, playScenario, type Storing } from "./player.ts";
import type { ExpectedPrompt, ExpectedSession, Instant, Scenario } from "./scenario.ts";

/** What did not come out as the scenario expects; empty when it passed. */
export function judgeScenario(
  scenario: Scenario,
  storing: Storing = "readWhenKilled",
): { readonly faults: readonly string[]; readonly played: Played } {
  const played = playScenario(scenario, undefined, storing);
  const { expect } = scenario;
  const faults = [
    ...judgeSessions(expect.sessions, played),
    ...judgePrompts(expect.prompts, played),
    ...expect.neverPromptWithin.flatMap(([from, to]) =>
      played.prompts
        .filter(({ at }) => at >= from && at <= to)
        .map(({ at }) => `prompt at ${at}, never within ${from}–${to}`),
    ),
    ...judgeUpdate(expect.update, played.restartedAt),
  ];
  return { faults, played };
}

function judgeSessions(expected: readonly ExpectedSession[], { sessions }: Played): readonly string[] {
  if (expected.length !== sessions.length) return [`${sessions.length} sessions, not ${expected.length}`];
  return expected.flatMap((one, index) => {
    const got = sessions[index]!;
    const struck = got.answered === "notASession" || got.answered === "neverHere";
    const faults: string[] = [];
    if (one.room !== got.room) faults.push(`room ${got.room}`);
    if (!isMet(one.startedAt, got.startedAt)) faults.push(`startedAt ${got.startedAt}`);
    if (!isMet(one.endedAt, got.endedAt)) faults.push(`endedAt ${got.endedAt}`);
    if (![one.cause].flat().includes(got.cause)) faults.push(`cause ${got.cause}`);
    if ((one.overlong ?? false) !== got.overlong) faults.push(`overlong ${got.overlong}`);
    if ((one.struck ?? false) !== struck) faults.push(`struck ${struck}`);
    return faults.map((fault) => `session ${index}: ${fault}`);
  });
}

function judgePrompts(expected: readonly ExpectedPrompt[], { prompts, sessions }: Played): readonly string[] {
  if (expected.length !== prompts.length) return [`${prompts.length} prompts, not ${expected.length}`];
  const left = [...prompts];
  return expected.flatMap((one, index) => {
    const fits = (prompt: Prompt): boolean => fitsPrompt(one, prompt, sessions);
    const found = left.findIndex(fits);
    if (found === -1) return [`prompt ${index} has no match`];
    left.splice(found, 1);
    return [];
  });
}

function fitsPrompt(one: ExpectedPrompt, prompt: Prompt, sessions: Played["sessions"]): boolean {
  if (sessions[one.session]?.id !== prompt.session || prompt.at < one.notBefore || prompt.at > one.notAfter)
    return false;
  if (one.via !== "either" && one.via !== prompt.via) return false;
  if (one.withdrawnAt === undefined) return prompt.withdrawnAt === null;
  return prompt.withdrawnAt !== null && isMet(one.withdrawnAt, prompt.withdrawnAt);
}

function judgeUpdate(expected: Scenario["expect"]["update"], restartedAt: number | null): readonly string[] {
  if (expected === null) return restartedAt === null ? [] : [`restarted at ${restartedAt}`];
  const met = restartedAt !== null && restartedAt >= expected.notBefore && restartedAt <= expected.notAfter;
  return met ? [] : [`restarted at ${restartedAt}`];
}

function isMet(expected: Instant, got: number): boolean {
  if (typeof expected === "number") return Math.abs(got - expected) <= 2;
  return got >= expected[0] && got <= expected[1];
}
