import type { IncomingMessage } from "node:http";

/** Read on after a refusal, so that the sender sees the reply before a closed connection; a flood is cut here. */
const READ_AFTER_REFUSAL_BYTES = 1 << 20;

/**
 * The whole body, or why there is none. `Content-Length` was checked before; this holds even if it lied. Events instead of
 * iterating, which costs each request a second listener for every kind of ending.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array | "tooLarge" | "cutOff"> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const end = (outcome: Uint8Array | "tooLarge" | "cutOff"): void => {
      request.off("data", take).off("end", finish).off("close", cutOff);
      resolve(outcome);
    };
    const finish = (): void => end(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length));
    // The sender went away in the middle, or took too long. Nobody is left to answer.
    const cutOff = (): void => end("cutOff");
    function take(chunk: Uint8Array): void {
      length += chunk.length;
      if (length > limitBytes) {
        request.pause();
        end("tooLarge");
      } else chunks.push(chunk);
    }
    if (request.readableEnded || request.destroyed) return finish();
    request.on("data", take).on("end", finish).on("close", cutOff);
    request.resume();
  });
}

/** Lets a refused body run out, up to a bound. */
export async function skipBody(request: IncomingMessage): Promise<void> {
  await readBody(request, READ_AFTER_REFUSAL_BYTES);
}
