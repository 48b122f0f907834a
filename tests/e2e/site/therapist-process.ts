import { once } from "node:events";
import { answerOffer, closeLines, type Line, say } from "./therapist-line.ts";
import {
  parseTherapistOrder,
  parseTherapistPlace,
  type TherapistOrder,
  type TherapistPlace,
} from "./therapist-messages.ts";
import { createPublishing } from "./therapist-publishing.ts";

/** How long a page takes that is loaded again. */
const REFRESH_MS = 2_000;

const lines = new Set<Line>();
const publishing = createPublishing(lines);
let awayUntil = 0;

process.on("disconnect", () => process.exit());
say("ready");
const [place] = (await once(process, "message")) as [unknown];
const seat = parseTherapistPlace(place);
if (seat === null) throw new Error("The first message says where.");
process.on("message", (message) => {
  const order = parseTherapistOrder(message);
  if (order === null) return;
  carryOut(order).then(
    () => say("done"),
    (cause: unknown) => {
      console.error(`The scripted therapist could not ${order}.`, cause);
      say("failed");
    },
  );
});
say("waiting");
await answerAll(seat);

async function carryOut(order: TherapistOrder): Promise<void> {
  if (order !== "leave" && order !== "refresh") return publishing[order]();
  if (order === "refresh") awayUntil = Date.now() + REFRESH_MS;
  closeLines(lines);
}

/** Takes one offer after the other; a page that reloads calls again. */
async function answerAll({ origin, room }: TherapistPlace): Promise<never> {
  for (;;) {
    try {
      const taken = await fetch(`${origin}/signal/${room}/offer`);
      const { number, sdp } = (await taken.json()) as { number: string; sdp: string };
      await new Promise((resolve) => setTimeout(resolve, awayUntil - Date.now()));
      const { line, answer } = await answerOffer(sdp, publishing.tracks);
      lines.add(line);
      await fetch(`${origin}/signal/${room}/answer/${number}`, { method: "POST", body: answer });
    } catch {
      // Nobody called for so long that the request timed out, or the page was gone before it was answered.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
