/**
 * One step of the session machine, as the recording sees it: the event, the worlds around it, what it led to. Who hands it
 * over decides nothing with it.
 */
import type { SessionEvent } from "./events.ts";
import type { SessionEffect } from "./machine.ts";
import type { Timings } from "./timings.ts";
import type { World } from "./world.ts";

export interface StepFacts {
  readonly event: SessionEvent;
  readonly before: World;
  readonly after: World;
  readonly effects: readonly SessionEffect[];
  readonly now: number;
  /** When the machine was told anything last, before this; 0 if never. */
  readonly toldAt: number;
  readonly timings: Timings;
}
