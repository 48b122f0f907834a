import wrtc from "@roamhq/wrtc";
import { agreeAnew, type Line, offerAnew } from "./therapist-line.ts";
import { startMovingPicture, startSound } from "./therapist-media.ts";
import type { TherapistOrder } from "./therapist-messages.ts";

type PublishingOrder = Exclude<TherapistOrder, "leave" | "refresh">;

/** What the scripted therapist sends, and every way of sending something else, or nothing, without going away. */
export function createPublishing(
  lines: ReadonlySet<Line>,
): Readonly<Record<PublishingOrder, () => Promise<void>>> & { readonly tracks: readonly MediaStreamTrack[] } {
  const tracks = [startMovingPicture(), startSound()];

  async function onEach(work: (line: Line) => Promise<unknown> | void): Promise<void> {
    for (const line of lines) if (line.connection.connectionState === "connected") await work(line);
  }
  const replaceBy = (replacement: (kind: string) => MediaStreamTrack | null) => (): Promise<void> =>
    onEach(async ({ connection }) => {
      for (const { sender, receiver } of connection.getTransceivers())
        await sender.replaceTrack(replacement(receiver.track.kind));
    });

  return {
    tracks,
    mute: replaceBy(() => null),
    replaceTracks: replaceBy((kind) => (kind === "audio" ? startSound() : startMovingPicture())),
    stopTracks: () =>
      onEach(({ connection }) => {
        for (const { track } of connection.getSenders()) track?.stop();
      }),
    unpublish: () =>
      onEach(async (line) => {
        for (const sender of line.connection.getSenders()) line.connection.removeTrack(sender);
        await agreeAnew(line);
      }),
    publish: () =>
      onEach(async (line) => {
        for (const track of tracks) line.connection.addTrack(track, new wrtc.MediaStream([track]));
        await agreeAnew(line);
      }),
    stopTransceivers: () =>
      onEach(async (line) => {
        const [first, ...others] = line.connection.getTransceivers();
        // The first carries the channel along, over which the end of the others is agreed.
        if (first !== undefined) line.connection.removeTrack(first.sender);
        for (const transceiver of others) transceiver.stop();
        // Nothing is sent any more, so the page's answer is of no further use.
        await offerAnew(line);
      }),
    restartIce: () => onEach((line) => agreeAnew(line, true)),
  };
}
