/**
 * TENSE: the client marked that something felt off; strong where it is clear and was not sorted out. "Not sure" is a note,
 * not a flag. Asked directly because clients mark few ruptures, and marked ones come before a weaker alliance.
 */
import type { FlagSession, Repair, Tension } from "./flag-session.ts";

export interface TenseFacts {
  readonly rule: "tense";
  readonly tension: Tension;
  /** Null where it was not answered. */
  readonly repair: Repair | null;
}

export function tenseFacts({ tension, repair }: Pick<FlagSession, "tension" | "repair">): TenseFacts | null {
  return tension === "little" || tension === "yes" ? { rule: "tense", tension, repair } : null;
}

export function isStrong({ tension, repair }: TenseFacts): boolean {
  return tension === "yes" && repair !== null && repair !== "yes";
}
