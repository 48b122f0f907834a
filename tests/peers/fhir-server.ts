import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { loadMedplum } from "./medplum.ts";
import { loadPeer } from "./peer-package.ts";

export interface FhirResource {
  readonly resourceType: string;
  readonly id: string;
  readonly status?: string;
  readonly [element: string]: unknown;
}

type Answer = readonly [outcome: object, resource?: object];

interface Router {
  handleRequest(request: object, repository: Repository): Promise<Answer>;
}
interface Repository {
  search(request: object): Promise<{ readonly entry?: readonly { readonly resource: FhirResource }[] }>;
  generateId(): string;
}
interface MedplumRouter {
  readonly FhirRouter: new () => Router;
  readonly MemoryRepository: new () => Repository;
}
export interface FhirServer {
  readonly url: string;
  /** Method, path and status of each request. */
  readonly log: readonly string[];
  /** The next so many requests are looked at together, as soon as the last of them is there. */
  readonly gather: (count: number) => void;
  readonly stop: () => Promise<void>;
  readonly stored: (type: string) => Promise<readonly FhirResource[]>;
}

/**
 * Medplum's own router and search over its memory store, behind a small HTTP front of ours. `takesOurIds`: what a server
 * calls updateCreate; the router leaves that to its repository, so the front refuses it in the words of the FHIR
 * specification (405, "the server does not allow client defined ids") where it is off.
 */
export async function startFhirServer({ takesOurIds }: { readonly takesOurIds: boolean }): Promise<FhirServer> {
  const core = loadMedplum();
  const { FhirRouter, MemoryRepository } = loadPeer("@medplum/fhir-router") as MedplumRouter;
  const [router, repository, gate, log] = [new FhirRouter(), new MemoryRepository(), createGate(), [] as string[]];
  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request).catch((fault: unknown) => [500, String(fault)] as const);
    log.push(`${request.method} ${request.url} ${status}`);
    response.writeHead(status, { "content-type": "application/fhir+json" }).end(body);
  });

  async function answer(request: IncomingMessage): Promise<readonly [number, string]> {
    const sent = JSON.parse((await textOf(request)) || "{}") as { readonly id?: string };
    if (request.method === "PUT" && !takesOurIds) return [405, JSON.stringify(core.badRequest("no ids of clients"))];
    // R4: an id in what is created "SHALL be ignored". The memory store would keep it.
    const { id: _, ...rest } = sent;
    const body = request.method === "POST" ? rest : sent;
    await gate.pass();
    const { method, url, headers } = request;
    // Filled in by the router.
    const parts = { pathname: "", params: {}, query: {} };
    const [outcome, resource] = await router.handleRequest({ method, url, headers, body, ...parts }, repository);
    return [core.getStatus(outcome), JSON.stringify(resource ?? outcome)];
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    gather: gate.gather,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
    async stored(resourceType) {
      const { entry = [] } = await repository.search({ resourceType, count: 1_000 });
      return entry.map(({ resource }) => resource);
    },
  };
}

function createGate() {
  let [missing, open] = [0, (): void => undefined];
  let opened = Promise.resolve();
  return {
    gather(count: number): void {
      missing = count;
      opened = new Promise((resolve) => (open = resolve));
    },
    pass(): Promise<void> {
      if ((missing -= 1) === 0) open();
      return opened;
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
