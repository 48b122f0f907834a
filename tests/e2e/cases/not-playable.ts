import { test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";

/** A case that a browser cannot play, and why. Each is tried on the simulated clock, or by hand where that is said. */
interface NotPlayable {
  readonly title: string;
  readonly browsers: readonly BrowserName[];
  readonly reason: string;
}

export const CLOCK_CHANGE = "a clock that is set in the call";
export const SHARED_SCREEN = "a screen that is shared for a while";

export const STOPPED_LINES = "P-g: the therapist stops every line of the call";
export const OWN_WORD = "a device that the browser itself reports, in a frame that is not enrolled";

export const NOT_PLAYABLE: readonly NotPlayable[] = [
  {
    title: CLOCK_CHANGE,
    browsers: ["chromium", "firefox"],
    reason: "no driver sets the clock of a background, and the machine's clock is not a test's to set",
  },
  {
    title: SHARED_SCREEN,
    browsers: ["firefox"],
    reason: "without a display it has no screen to share (NotFoundError)",
  },
  {
    title: STOPPED_LINES,
    browsers: ["firefox"],
    reason: "the scripted therapist's library cannot offer it on Firefox's payload types (Duplicate payload type)",
  },
  {
    title: OWN_WORD,
    browsers: ["chromium"],
    reason: "it does not report devices to extensions",
  },
  {
    title: OWN_WORD,
    browsers: ["firefox"],
    reason: "it does not report the fake devices of a test (a real microphone was tried by hand)",
  },
];

interface Playing {
  /** Null where no browser is able to. */
  readonly play: (() => Promise<void>) | null;
  /** Shows, in place of a case that is listed, that its reason still holds. */
  readonly obstacle?: () => Promise<void>;
  readonly timeout?: number;
}

/** A case in one browser: played, or left out with the reason from the list above. One that cannot be must be listed. */
export function playCase(browser: BrowserName, title: string, { play, obstacle, ...options }: Playing): void {
  const listed = NOT_PLAYABLE.find((one) => one.title === title && one.browsers.includes(browser));
  if (listed === undefined) {
    if (play === null) throw new Error(`"${title}" is neither played in ${browser} nor listed with the reason.`);
    test(title, options, play);
    return;
  }
  const words = `${title}: not played in ${browser}, ${listed.reason}`;
  console.log(words);
  if (obstacle === undefined) test.skip(words);
  else test(words, options, obstacle);
}
