import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../../demo/clinic/server.ts";

/**
 * Brings a page and the scripted therapist together by two posts: the page posts its whole offer and waits; the
 * therapist takes it and posts the whole answer. No trickling, no sockets, nothing kept once both have what they need.
 */
export function createRendezvous(): Route {
  const offers = new Map<string, Offer[]>();
  const takers = new Map<string, ServerResponse[]>();
  const waiting = new Map<string, ServerResponse>();
  let count = 0;

  function handOver(room: string): void {
    const taker = takers.get(room)?.find(({ writable }) => writable);
    const offer = taker === undefined ? undefined : offers.get(room)?.shift();
    if (taker === undefined || offer === undefined) return;
    takers.set(room, takers.get(room)?.filter((each) => each !== taker) ?? []);
    sendJson(taker, offer);
  }

  async function takeOffer(request: IncomingMessage, response: ServerResponse, room: string): Promise<void> {
    count += 1;
    const offer = { number: String(count), sdp: await readText(request) };
    waiting.set(offer.number, response);
    response.once("close", () => forget(room, offer));
    offers.set(room, [...(offers.get(room) ?? []), offer]);
    handOver(room);
  }
  function forget(room: string, offer: Offer): void {
    waiting.delete(offer.number);
    offers.set(room, offers.get(room)?.filter((each) => each !== offer) ?? []);
  }
  function giveOffer(response: ServerResponse, room: string): void {
    takers.set(room, [...(takers.get(room) ?? []), response]);
    response.once("close", () => takers.set(room, takers.get(room)?.filter((each) => each !== response) ?? []));
    handOver(room);
  }
  async function takeAnswer(request: IncomingMessage, response: ServerResponse, number: string): Promise<void> {
    const sdp = await readText(request);
    const page = waiting.get(number);
    if (page !== undefined) sendJson(page, { sdp });
    response.writeHead(page === undefined ? 404 : 204);
    response.end();
  }

  return (request, response) => {
    const [, room = "", part, number = ""] =
      /^\/signal\/([a-z0-9-]{1,40})\/(offer|answer)(?:\/(\d+))?$/.exec(request.url ?? "") ?? [];
    if (part === undefined) return false;
    if (part === "answer") void takeAnswer(request, response, number);
    else if (request.method === "POST") void takeOffer(request, response, room);
    else giveOffer(response, room);
    return true;
  };
}

interface Offer {
  readonly number: string;
  readonly sdp: string;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(value));
}
