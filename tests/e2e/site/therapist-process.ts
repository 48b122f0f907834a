import wrtc from "@roamhq/wrtc";
import { startMovingPicture, startSound } from "./therapist-media.ts";
import type { TherapistNews } from "./therapist-messages.ts";

const [origin = "", room = ""] = process.argv.slice(2);
const tracks = [startMovingPicture(), startSound()];
let connection: RTCPeerConnection | null = null;

process.on("message", (order) => {
  if (order === "leave") leave();
  if (order === "mute") void mute();
});
process.on("disconnect", () => process.exit());

void startAnswering();
say("waiting");

function say(news: TherapistNews): void {
  process.send?.(news);
}

/** Takes one offer after the other; a page that reloads calls again. */
async function startAnswering(): Promise<never> {
  for (;;) {
    try {
      await answerNextOffer();
    } catch {
      // Nobody called for so long that the request timed out, or the page was gone before it was answered.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function answerNextOffer(): Promise<void> {
  const taken = await fetch(`${origin}/signal/${room}/offer`);
  const { number, sdp } = (await taken.json()) as { number: string; sdp: string };
  connection?.close();
  connection = await answer(sdp);
  const body = connection.localDescription?.sdp ?? "";
  await fetch(`${origin}/signal/${room}/answer/${number}`, { method: "POST", body });
}

async function answer(sdp: string): Promise<RTCPeerConnection> {
  const current = new wrtc.RTCPeerConnection({ iceServers: [] });
  current.addEventListener("connectionstatechange", () => {
    if (current === connection && current.connectionState === "connected") say("inCall");
  });
  await current.setRemoteDescription({ type: "offer", sdp });
  for (const track of tracks) current.addTrack(track, new wrtc.MediaStream([track]));
  await current.setLocalDescription(await current.createAnswer());
  await gathered(current);
  return current;
}

function gathered(current: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (current.iceGatheringState === "complete") resolve();
    };
    current.addEventListener("icegatheringstatechange", look);
    look();
  });
}

function leave(): void {
  connection?.close();
  connection = null;
  say("left");
}

async function mute(): Promise<void> {
  for (const sender of connection?.getSenders() ?? []) await sender.replaceTrack(null);
  say("muted");
}
