import type { SessionEvent } from "../../../src/core/session/events.ts";
import {
  NO_RECORDING,
  type RecordedPart,
  type RecordingState,
  recordStep,
  storiesOf,
} from "../../../src/core/session/recording.ts";
import { timingsFrom } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../../../src/core/session/world.ts";
import { type Played, playScenario } from "./player.ts";
import type { Story } from "./stories.ts";

export interface RecordedStory {
  readonly played: Played;
  readonly stories: readonly (readonly RecordedPart[])[];
  /** Stories that begin in rooms where a session is remembered: it tells a lobby from a room that is still open. */
  readonly remembering: ReadonlySet<number>;
  /** Wall clock at the end. */
  readonly now: number;
  readonly state: RecordingState;
}

/** Plays a story and records it as the background does, through a store that only keeps JSON. */
export function record(story: Story): RecordedStory {
  const timings = timingsFrom(story.settings);
  let [state, before, clockMs, toldAt] = [NO_RECORDING, EMPTY_WORLD, 0, 0];
  const parts: RecordedPart[] = [];
  const remembering = new Set<number>();
  const played = playScenario(story, {
    happened: () => {},
    stepped({ world: after, effects }, event: SessionEvent, at) {
      if (event.type === "clockChanged") clockMs += event.byMs;
      const now = story.startsAt + at * 1_000 + clockMs;
      const recorded = recordStep(state, { event, before, after, effects, now, toldAt, timings });
      state = JSON.parse(JSON.stringify(recorded.state)) as RecordingState;
      if (recorded.part?.settings != null && Object.values(before.rooms).some(({ ended }) => ended !== null))
        remembering.add(recorded.part.story);
      if (recorded.part !== null) parts.push(JSON.parse(JSON.stringify(recorded.part)) as RecordedPart);
      [before, toldAt] = [JSON.parse(JSON.stringify(after)) as World, now];
    },
  });
  const now = story.startsAt + story.until * 1_000 + clockMs;
  return { played, stories: storiesOf(parts), remembering, now, state };
}
