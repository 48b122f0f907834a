import { SignalRequest } from "@livekit/protocol";
import { WebSocketServer } from "ws";
import { startMovingPicture, startSound } from "../site/therapist-media.ts";
import type { LivekitOrder } from "./simulated-livekit.ts";
import { createVisit, type Visit } from "./simulated-livekit-visit.ts";

/** One room for one client, in which a therapist is already. */
const tracks = { picture: startMovingPicture(), sound: startSound() };
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
let visit: Visit | null = null;

server.on("listening", () => process.send?.((server.address() as { readonly port: number }).port));
server.on("connection", (line, { url = "" }) => {
  const resumes = new URL(url, "ws://localhost").searchParams.has("reconnect");
  if (!resumes || visit === null) {
    visit?.close();
    visit = createVisit(tracks);
  }
  const current = visit;
  // One after the other, as they came.
  let turn = resumes ? current.resume(line) : current.join(line);
  line.on("message", (data: Uint8Array) => {
    turn = turn
      .then(() => current.hear(SignalRequest.fromBinary(data)))
      .catch(() => {
        // The client closed its connection in the middle of a step; what it does next begins anew.
      });
  });
});
process.on("message", (order: LivekitOrder) => {
  if (order === "therapistLeaves") void visit?.therapistLeaves();
  if (order === "askToJoinAnew") visit?.askToJoinAnew();
  if (order === "loseLine") visit?.loseLine();
});
process.on("disconnect", () => process.exit());
