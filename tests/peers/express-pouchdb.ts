import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Peer } from "./peer.ts";
import { loadPeer } from "./peer-package.ts";
import { makeFolder, removeFolder } from "./program.ts";

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
type ExpressPouchdb = (database: PouchDB, options: object) => unknown;

export const DATABASE = "answers";
export const MEMBER = { user: "client-7", token: "known to one client" };
const OWNER = { user: "owner", token: "known to the practice" };

/** What of CouchDB's own parts is switched on beside the smallest set: names, passwords, members of a database. */
const PARTS = [
  "config-infrastructure",
  "logging-infrastructure",
  "routes/authentication",
  "routes/authorization",
  "routes/config",
  "routes/security",
  "routes/session",
  "validation",
];

/** The CouchDB interface as express-pouchdb speaks it, in memory, with one database that has one member. */
export async function startExpressPouchdb(): Promise<Peer> {
  const folder = makeFolder();
  const InMemory = ["pouchdb-adapter-memory", "pouchdb-replication"]
    .reduce((pouchdb, name) => pouchdb.plugin(loadPeer(name)), loadPeer("pouchdb-core") as PouchDB)
    .defaults({ adapter: "memory" });
  const app = (loadPeer("express") as Express)();
  const options = {
    mode: "minimumForPouchDB",
    overrideMode: { include: PARTS, exclude: ["routes/session-stub"] },
    inMemoryConfig: true,
    logPath: join(folder, "log.txt"),
  };
  app.use((loadPeer("express-pouchdb") as ExpressPouchdb)(InMemory, options));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await furnish(url);
  return {
    url,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      removeFolder(folder);
    },
    async stored() {
      const { rows } = await new InMemory(DATABASE).allDocs({ include_docs: true });
      return new Map(rows.map(({ id, doc }) => [id, Buffer.from(doc.age ?? "")]));
    },
  };
}

async function furnish(url: string): Promise<void> {
  const put = async (path: string, body: unknown, authorization = `Basic ${btoa(`${OWNER.user}:${OWNER.token}`)}`) => {
    const headers = { authorization, "content-type": "application/json" };
    const { ok, status } = await fetch(url + path, { method: "PUT", headers, body: JSON.stringify(body) });
    if (!ok) throw new Error(`${path}: ${status}`);
  };
  const { user: name, token: password } = MEMBER;
  // Until there is an owner, everybody is.
  await put(`/_config/admins/${OWNER.user}`, OWNER.token, "");
  await put(`/${DATABASE}`, {});
  await put(`/_users/org.couchdb.user:${name}`, { name, password, roles: [], type: "user" });
  await put(`/${DATABASE}/_security`, { members: { names: [name], roles: [] }, admins: { names: [], roles: [] } });
}
