/** More than any endpoint has to say; the rest may be an attack on our memory. */
const MAX_REPLY_BYTES = 64 * 1024;

/** The whole body as text; null when it is larger than that or breaks off. */
export async function readBoundedText(response: Response): Promise<string | null> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > MAX_REPLY_BYTES) return await giveUp(reader);
      text += decoder.decode(part.value, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    // Reset, cut short or out of time: what came so far proves nothing.
    return null;
  }
}

/** Closes the connection of a reply whose body says nothing to us. */
export async function discardBody(response: Response): Promise<void> {
  try {
    await response.body?.cancel();
  } catch {
    // It had broken off already.
  }
}

async function giveUp(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<null> {
  await reader.cancel();
  return null;
}
