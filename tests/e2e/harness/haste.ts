/**
 * Seconds of a rehearsal in which nobody wants to wait at all. Each wait is still long enough for a busy machine to do
 * what belongs into it, and those of unclear ends are longer than those of clear ones.
 */
export const HASTE = {
  establish: 1,
  minimumLive: 2,
  graceHangup: 0.5,
  graceTabClosed: 1.5,
  graceNavigation: 1.5,
  graceReturn: 6,
  graceHeld: 4,
  graceNetwork: 6,
  graceRemoteLeft: 4,
  graceCrash: 2,
  graceWake: 6,
  graceRestart: 6,
  captureOnlyEstablish: 2,
  captureOnlyAudible: 1,
} as const;
