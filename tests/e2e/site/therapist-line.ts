import wrtc from "@roamhq/wrtc";
import type { TherapistNews } from "./therapist-messages.ts";

/** One connection to a page, and the channel over which both agree on changes, if the page opened one. */
export interface Line {
  readonly connection: RTCPeerConnection;
  channel: RTCDataChannel | null;
  /** Resolves the offer that waits for its answer. */
  answered: ((sdp: string) => void) | null;
}

export function say(news: TherapistNews): void {
  process.send?.(news);
}

/** A page that offers no media gets none: it has a call of its own kind over its channel. */
export async function answerOffer(
  sdp: string,
  tracks: readonly MediaStreamTrack[],
): Promise<{ readonly line: Line; readonly answer: string }> {
  const connection = new wrtc.RTCPeerConnection({ iceServers: [] });
  const line: Line = { connection, channel: null, answered: null };
  connection.addEventListener("connectionstatechange", () => {
    if (connection.connectionState === "connected") say("inCall");
  });
  connection.addEventListener("datachannel", ({ channel }) => {
    line.channel = channel;
    channel.addEventListener("message", ({ data }) => line.answered?.(String(data)));
  });
  await connection.setRemoteDescription({ type: "offer", sdp });
  if (/^m=(?:audio|video)/m.test(sdp))
    for (const track of tracks) connection.addTrack(track, new wrtc.MediaStream([track]));
  await connection.setLocalDescription(await connection.createAnswer());
  return { line, answer: await gathered(connection) };
}

/** Offers what has changed and waits until the page has taken it. */
export async function agreeAnew(line: Line, iceRestart = false): Promise<void> {
  const sdp = await offerAnew(line, iceRestart);
  await line.connection.setRemoteDescription({ type: "answer", sdp });
}

/** The page's answer, which this side has not taken yet. */
export async function offerAnew(line: Line, iceRestart = false): Promise<string> {
  const { connection, channel } = line;
  if (channel?.readyState !== "open") throw new Error("The page opened no channel to agree over.");
  await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
  // It answered the first offer, so this is the role it has; asked anew with an ICE restart, Firefox would change its own.
  const sdp = (await gathered(connection)).replaceAll("a=setup:actpass", "a=setup:active");
  const answer = new Promise<string>((resolve) => {
    line.answered = resolve;
  });
  channel.send(sdp);
  return answer;
}

export function closeLines(lines: Set<Line>): void {
  for (const { connection } of lines) connection.close();
  lines.clear();
}

/** The description with all its candidates. */
function gathered(connection: RTCPeerConnection): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (connection.iceGatheringState === "complete") resolve(connection.localDescription?.sdp ?? "");
    };
    connection.addEventListener("icegatheringstatechange", look);
    look();
  });
}
