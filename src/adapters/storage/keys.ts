import type { Database } from "./database.ts";
import { write } from "./write.ts";

export interface ClientKey {
  /** Cannot be exported; only used. */
  readonly privateKey: CryptoKey;
  readonly publicKey: string;
}

export interface KeyStore {
  readClientKey(client: string): Promise<ClientKey | null>;
  keepClientKey(client: string, key: ClientKey): Promise<void>;
  forgetClientKey(client: string): Promise<void>;
  /** The secret of the keyed room hashes, made at first need. Two callers at once get the same one. */
  roomSecret(make: () => Promise<CryptoKey>): Promise<CryptoKey>;
}

const ROOM_SECRET = "rooms";
const ofClient = (client: string): string => `client:${client}`;

export function createKeyStore(database: Database): KeyStore {
  return {
    readClientKey: (client) =>
      database.use(async (db) => {
        const held = await db.get("keys", ofClient(client));
        return held?.kind === "clientKey" ? { privateKey: held.privateKey, publicKey: held.publicKey } : null;
      }),
    async keepClientKey(client, { privateKey, publicKey }) {
      await write(database, ["keys"], "strict", (writing) =>
        writing.objectStore("keys").put({ kind: "clientKey", privateKey, publicKey }, ofClient(client)),
      );
    },
    forgetClientKey: (client) =>
      write(database, ["keys"], "strict", (writing) => writing.objectStore("keys").delete(ofClient(client))),
    async roomSecret(make) {
      const held = await database.use((db) => db.get("keys", ROOM_SECRET));
      if (held?.kind === "roomSecret") return held.secret;
      // Made outside: the transaction would end while it is made.
      return keepFirst(database, await make());
    },
  };
}

function keepFirst(database: Database, made: CryptoKey): Promise<CryptoKey> {
  return write(database, ["keys"], "strict", async (writing) => {
    const keys = writing.objectStore("keys");
    const held = await keys.get(ROOM_SECRET);
    if (held?.kind === "roomSecret") return held.secret;
    await keys.put({ kind: "roomSecret", secret: made }, ROOM_SECRET);
    return made;
  });
}
