import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createKeyStore } from "../../../src/adapters/storage/keys.ts";
import { createPlainBytes, makeRestKey, showingPlain } from "../../../src/adapters/storage/plain-bytes.ts";
import type { DeliveryOrder } from "../../../src/core/outbox/delivery.ts";
import { freshDisk } from "./fresh-database.ts";

const CANARY = "the canary sings";
const BYTES = new TextEncoder().encode(CANARY);
const ENDPOINT = { adapter: "fhir", profile: "r4", url: "https://ehr.example", box: "", token: "" } as const;

beforeEach(freshDisk);
const openPlainBytes = () => {
  const keys = createKeyStore(openDatabase());
  return createPlainBytes(() => keys.restKey(makeRestKey));
};
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

describe("what goes out plain", () => {
  test("lies hidden, differently each time, and comes back after a restart", async () => {
    const plain = openPlainBytes();
    const [one, other] = [await plain.hide("a", BYTES), await plain.hide("a", BYTES)];
    expect(textOf(one)).not.toContain("canary");
    expect(textOf(one)).not.toBe(textOf(other));
    expect(await openPlainBytes().show("a", one)).toEqual(BYTES);
  });

  test("does not come back under another id, altered, cut short or in another browser", async () => {
    const plain = openPlainBytes();
    const hidden = await plain.hide("a", BYTES);
    expect(await plain.show("b", hidden)).toBeNull();
    for (const at of [hidden.length - 1, 40, 25]) {
      expect(await plain.show("a", hidden.with(at, hidden[at]! ^ 1))).toBeNull();
    }
    for (const length of [0, 23, 30, hidden.length - 1]) {
      expect(await plain.show("a", hidden.subarray(0, length))).toBeNull();
    }
    freshDisk();
    expect(await openPlainBytes().show("a", hidden)).toBeNull();
  });

  test("has one key, made once and for this browser only", async () => {
    const keys = createKeyStore(openDatabase());
    const made = await Promise.all([keys.restKey(makeRestKey), keys.restKey(makeRestKey)]);
    const hidden = await createPlainBytes(async () => made[0]!).hide("a", BYTES);
    expect(await createPlainBytes(async () => made[1]!).show("a", hidden)).toEqual(BYTES);
    await expect(crypto.subtle.exportKey("raw", made[0]!)).rejects.toThrow();
  });
});

describe("the adapter", () => {
  async function orderFor(bytes: Uint8Array, id = "a") {
    const seen: DeliveryOrder[] = [];
    const deliver = showingPlain(async (order) => {
      seen.push(order);
      return { kind: "delivered" };
    }, openPlainBytes());
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { delivery: await deliver({ id, bytes, sha256, endpoint: ENDPOINT, tries: 2 }), seen };
  }

  test("is shown what was hidden, with the digest of what it is shown", async () => {
    const { seen } = await orderFor(await openPlainBytes().hide("a", BYTES));
    const sha256 = createHash("sha256").update(BYTES).digest("hex");
    expect(seen).toEqual([{ id: "a", bytes: BYTES, sha256, endpoint: ENDPOINT, tries: 2 }]);
  });

  test("gets what is sealed as it is", async () => {
    const sealed = new TextEncoder().encode("age-encryption.org/v1 sealed");
    expect((await orderFor(sealed)).seen).toMatchObject([{ bytes: sealed }]);
  });

  test("is not asked to send what cannot be read any more", async () => {
    const { delivery, seen } = await orderFor(await openPlainBytes().hide("another", BYTES));
    expect(delivery).toEqual({ kind: "park", reason: "unreadable" });
    expect(seen).toEqual([]);
  });
});
