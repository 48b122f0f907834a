import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Peer } from "./peer.ts";
import { loadPeer } from "./peer-package.ts";

interface Database {
  allDocs(options: { readonly include_docs: true }): Promise<{ readonly rows: readonly Row[] }>;
}
interface Row {
  readonly id: string;
  readonly doc: { readonly age?: string };
}
interface PouchDB {
  new (name: string): Database;
  plugin(adapter: unknown): PouchDB;
  defaults(options: object): PouchDB;
}
type Express = () => RequestListener & { use(handler: unknown): void };
type ExpressPouchdb = (database: PouchDB, options: { readonly mode: string; readonly inMemoryConfig: true }) => unknown;

/** The CouchDB interface as express-pouchdb speaks it, in memory, with one database. */
export async function startExpressPouchdb(database: string): Promise<Peer> {
  const express = loadPeer("express") as Express;
  const expressPouchdb = loadPeer("express-pouchdb") as ExpressPouchdb;
  const InMemory = (loadPeer("pouchdb-core") as PouchDB)
    .plugin(loadPeer("pouchdb-adapter-memory"))
    .defaults({ adapter: "memory" });
  const app = express();
  app.use(expressPouchdb(InMemory, { mode: "minimumForPouchDB", inMemoryConfig: true }));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const kept = new InMemory(database);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
    async stored() {
      const { rows } = await kept.allDocs({ include_docs: true });
      return new Map(rows.map(({ id, doc }) => [id, Buffer.from(doc.age ?? "")]));
    },
  };
}
