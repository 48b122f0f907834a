import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../../demo/clinic/server.ts";

/**
 * How two pages of a site pass each other notes, for libraries that leave signalling to the site: post to
 * `/slots/<name>`, and a get of it brings all notes not yet taken, waiting for the first.
 */
export function createMailSlots(): Route {
  const notes = new Map<string, string[]>();
  const readers = new Map<string, ServerResponse>();

  function handOver(slot: string): void {
    const reader = readers.get(slot);
    const waiting = notes.get(slot) ?? [];
    if (reader === undefined || waiting.length === 0) return;
    readers.delete(slot);
    notes.delete(slot);
    reader.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    reader.end(`[${waiting.join()}]`);
  }
  async function drop(request: IncomingMessage, response: ServerResponse, slot: string): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
    notes.set(slot, [...(notes.get(slot) ?? []), Buffer.concat(chunks).toString("utf8")]);
    response.writeHead(204);
    response.end();
    handOver(slot);
  }
  function take(response: ServerResponse, slot: string): void {
    readers.set(slot, response);
    // A page that is gone reads no more; what is dropped then waits for the next.
    response.once("close", () => readers.get(slot) === response && readers.delete(slot));
    handOver(slot);
  }

  return (request, response) => {
    const [, slot] = /^\/slots\/([a-z0-9-]{1,60})$/.exec(request.url ?? "") ?? [];
    if (slot === undefined) return false;
    if (request.method === "POST") void drop(request, response, slot);
    else take(response, slot);
    return true;
  };
}
