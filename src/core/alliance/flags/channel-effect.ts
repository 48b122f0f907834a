/**
 * What poor calls cost: the mean score of sessions where the call did not get in the way, less that of sessions where it
 * did a lot. It parts the channel from the relationship.
 */
import { mean } from "../score.ts";
import type { CallTrouble, FlagSession } from "./flag-session.ts";

/** Sessions on each side (judgement of the clinical paper, 4.1). */
export const CHANNEL_LEAST = 3;

export interface ChannelEffect {
  /** Points on 0–10; above 0, poor calls score lower. */
  readonly effect: number;
  readonly goodCalls: number;
  readonly poorCalls: number;
}

export function measureChannel(sessions: readonly Pick<FlagSession, "score" | "callTrouble">[]): ChannelEffect | null {
  const of = (trouble: CallTrouble): readonly number[] =>
    sessions.flatMap(({ score, callTrouble }) => (callTrouble === trouble && score !== null ? [score] : []));
  const [good, poor] = [of("no"), of("lot")];
  if (good.length < CHANNEL_LEAST || poor.length < CHANNEL_LEAST) return null;
  return { effect: mean(good) - mean(poor), goodCalls: good.length, poorCalls: poor.length };
}
