import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { readBody, startServer } from "./test-server.ts";

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server that keeps every request as it came and answers as it is told. */
export async function startRawServer(reply: RequestListener) {
  const requests: RawRequest[] = [];
  const server = await startServer(async (request, response) => {
    const body = await readBody(request);
    requests.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    reply(request, response);
  });
  return { ...server, requests };
}

export type RawServer = Awaited<ReturnType<typeof startRawServer>>;
