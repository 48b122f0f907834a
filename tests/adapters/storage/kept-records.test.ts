import { beforeEach, describe, expect, test } from "vitest";
import { createConsentLog } from "../../../src/adapters/storage/consents.ts";
import { type Database, openDatabase } from "../../../src/adapters/storage/database.ts";
import { createKeyStore } from "../../../src/adapters/storage/keys.ts";
import { BOX, freshDisk, NOON, watchCommits } from "./fresh-database.ts";

let database: Database;
beforeEach(() => {
  freshDisk();
  database = openDatabase();
});

describe("keys", () => {
  async function makePrivateKey(): Promise<CryptoKey> {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    return pair.privateKey;
  }
  const makeSecret = () => crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

  test("a client's key is kept strictly, still signs after a restart, and still cannot be exported", async () => {
    const { commits, stop } = watchCommits();
    await createKeyStore(database).keepClientKey("client-a", { privateKey: await makePrivateKey(), publicKey: "pub" });
    stop();
    expect(commits).toEqual([{ stores: ["keys"], durability: "strict" }]);

    const held = await createKeyStore(openDatabase()).readClientKey("client-a");
    expect(held?.publicKey).toBe("pub");
    const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, held!.privateKey, new Uint8Array(8));
    expect(signed.byteLength).toBe(64);
    await expect(crypto.subtle.exportKey("pkcs8", held!.privateKey)).rejects.toThrow();
  });

  test("a key is found under its own client only, until it is forgotten", async () => {
    const keys = createKeyStore(database);
    await keys.keepClientKey("client-a", { privateKey: await makePrivateKey(), publicKey: "pub" });
    expect(await keys.readClientKey("client-b")).toBeNull();
    await keys.forgetClientKey("client-a");
    expect(await keys.readClientKey("client-a")).toBeNull();
  });

  test("the room secret is made once, even for two who need it at once", async () => {
    const keys = createKeyStore(database);
    const secrets = await Promise.all([keys.roomSecret(makeSecret), keys.roomSecret(makeSecret)]);
    const later = await createKeyStore(openDatabase()).roomSecret(() => Promise.reject(new Error("made again")));
    const macs = await Promise.all(
      [...secrets, later].map((key) => crypto.subtle.sign("HMAC", key, new Uint8Array(1))),
    );
    expect(new Set(macs.map((mac) => new Uint8Array(mac).join())).size).toBe(1);
  });
});

describe("consents", () => {
  const given = { hash: "h1", acceptedAt: NOON, client: "client-a", endpointId: BOX };

  test("are kept strictly and stay as proof after they end", async () => {
    const consents = createConsentLog(database);
    const { commits, stop } = watchCommits();
    await consents.add(given);
    await consents.end("client-a", NOON + 5);
    stop();
    expect(commits.map(({ durability }) => durability)).toEqual(["strict", "strict"]);
    expect(await consents.list()).toEqual([{ ...given, endedAt: NOON + 5 }]);
  });

  test("ending one client's leaves others and earlier ends alone", async () => {
    const consents = createConsentLog(database);
    await consents.add(given);
    await consents.end("client-a", NOON + 1);
    await consents.add({ ...given, hash: "h2" });
    await consents.add({ ...given, hash: "h3", client: "client-b" });
    await consents.end("client-a", NOON + 2);
    expect((await consents.list()).map(({ hash, endedAt }) => [hash, endedAt])).toEqual([
      ["h1", NOON + 1],
      ["h2", NOON + 2],
      ["h3", null],
    ]);
  });
});
