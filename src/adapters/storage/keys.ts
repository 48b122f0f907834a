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
  /** The same for the key under which plain answers wait. */
  restKey(make: () => Promise<CryptoKey>): Promise<CryptoKey>;
}

const ofClient = (client: string): string => `client:${client}`;
/** Where each secret lies. */
const SECRETS = { roomSecret: "rooms", restKey: "rest" } as const;

export function createKeyStore(database: Database): KeyStore {
  const secret = async (kind: keyof typeof SECRETS, make: () => Promise<CryptoKey>): Promise<CryptoKey> => {
    const held = await database.use((db) => db.get("keys", SECRETS[kind]));
    if (held?.kind === kind) return held.secret;
    // Made outside: the transaction would end while it is made.
    return keepFirst(database, kind, await make());
  };
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
    roomSecret: (make) => secret("roomSecret", make),
    restKey: (make) => secret("restKey", make),
  };
}

function keepFirst(database: Database, kind: keyof typeof SECRETS, made: CryptoKey): Promise<CryptoKey> {
  return write(database, ["keys"], "strict", async (writing) => {
    const keys = writing.objectStore("keys");
    const held = await keys.get(SECRETS[kind]);
    if (held?.kind === kind) return held.secret;
    await keys.put({ kind, secret: made }, SECRETS[kind]);
    return made;
  });
}
