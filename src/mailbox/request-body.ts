import type { IncomingMessage } from "node:http";

/** Read on after a refusal, so that the sender sees the reply before a closed connection; a flood is cut here. */
const READ_AFTER_REFUSAL_BYTES = 1 << 20;

/** The whole body, or why there is none. `Content-Length` was checked before; this holds even if it lied. */
export async function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Uint8Array | "tooLarge" | "cutOff"> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) return "cutOff";
      length += chunk.length;
      if (length > limitBytes) return "tooLarge";
      chunks.push(chunk);
    }
  } catch {
    // The sender went away in the middle, or took too long. Nobody is left to answer.
    return "cutOff";
  }
  return Buffer.concat(chunks, length);
}

/** Lets a refused body run out, up to a bound. */
export async function skipBody(request: IncomingMessage): Promise<void> {
  await readBody(request, READ_AFTER_REFUSAL_BYTES);
}
