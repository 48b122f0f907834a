import { appendFile, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addBox, addTokenFor, listStore, revokeToken } from "../../src/mailbox/provisioning.ts";
import { createTokenReader, readTokens } from "../../src/mailbox/token-file.ts";
import { identifyBearer, makeToken, parseTokens, type TokenEntry } from "../../src/mailbox/tokens.ts";
import { needToken, temporaryFolder } from "./running-mailbox.ts";

function added(overrides: Partial<Extract<TokenEntry, { kind: "added" }>> = {}) {
  const { id, token, hash } = makeToken("client");
  return {
    token,
    entry: { kind: "added", id, hash, role: "client", box: "harbour", addedAt: 1, ...overrides } as const,
  };
}
const lines = (...entries: readonly unknown[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

test("a token is known by its header and by nothing else", () => {
  const { token, entry } = added();
  const { tokens } = parseTokens(lines(entry));
  expect(identifyBearer(`Bearer ${token}`, tokens)).toMatchObject({ kind: "known", record: { id: entry.id } });
  expect(identifyBearer(`bearer ${token}`, tokens).kind).toBe("known");
  const wrongSecret = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`;
  for (const header of [
    undefined,
    "",
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${wrongSecret}`,
    "Bearer w..",
  ])
    expect(identifyBearer(header, tokens)).toEqual({ kind: "unknown" });
});

test("a token of the other kind is not known by the same secret", () => {
  const { token, entry } = added();
  expect(identifyBearer(`Bearer r${token.slice(1)}`, parseTokens(lines(entry)).tokens)).toEqual({ kind: "unknown" });
});

test("a revoked token is told apart from an unknown one only by its secret", () => {
  const { token, entry } = added();
  const { tokens } = parseTokens(lines(entry, { kind: "revoked", id: entry.id, revokedAt: 2 }));
  expect(identifyBearer(`Bearer ${token}`, tokens)).toEqual({ kind: "revoked" });
  expect(identifyBearer(`Bearer ${makeToken("client").token}`, tokens)).toEqual({ kind: "unknown" });
});

test.each([
  ["half a line", '{"kind":"added","id":"0123'],
  ["a list", "[]"],
  ["nothing", "null"],
  ["a role we do not have", JSON.stringify({ ...added().entry, role: "admin" })],
  ["a box outside the store", JSON.stringify(added({ box: "../etc" }).entry)],
  ["a hash that is none", JSON.stringify(added({ hash: "00" }).entry)],
  ["a revocation of an unknown token", JSON.stringify({ kind: "revoked", id: "01234567", revokedAt: 1 })],
])("%s in the token file is counted and gives no token", (_, line) =>
  expect(parseTokens(`${line}\n`)).toEqual({ tokens: new Map(), unreadableLines: 1 }),
);

test("a line added later never changes a token", () => {
  const { entry } = added();
  const { tokens, unreadableLines } = parseTokens(lines(entry, { ...entry, role: "therapist" }));
  expect(tokens.get(entry.id)?.role).toBe("client");
  expect(unreadableLines).toBe(1);
});

test("the token file holds no token, and only its owner may read it", async () => {
  const folder = temporaryFolder();
  const { token } = needToken(await addBox(folder, "harbour"));
  const text = await readFile(join(folder, "tokens.jsonl"), "utf8");
  expect(text).not.toContain(token.slice(11));
  expect((await stat(join(folder, "tokens.jsonl"))).mode & 0o077).toBe(0);
});

test("a line cut off by a crash does not swallow the next token", async () => {
  const folder = temporaryFolder();
  await addBox(folder, "harbour");
  await appendFile(join(folder, "tokens.jsonl"), '{"kind":"added","id":"01');
  const { tokenId } = needToken(await addTokenFor(folder, "client", "harbour"));
  const { tokens, unreadableLines } = await readTokens(folder);
  expect([...tokens.keys()]).toContain(tokenId);
  expect(unreadableLines).toBe(1);
});

test("tokens added by many commands at once are all kept", async () => {
  const folder = temporaryFolder();
  await addBox(folder, "harbour");
  const made = await Promise.all(Array.from({ length: 20 }, () => addTokenFor(folder, "client", "harbour")));
  const [listing] = await listStore(folder);
  expect(listing?.tokens.map(({ id }) => id)).toEqual(
    expect.arrayContaining(made.map((each) => needToken(each).tokenId)),
  );
});

test("a box is made once, and has tokens only where it is", async () => {
  const folder = temporaryFolder();
  expect((await addBox(folder, "harbour")).kind).toBe("made");
  expect(await addBox(folder, "harbour")).toEqual({ kind: "boxExists" });
  expect(await addBox(folder, "../etc")).toEqual({ kind: "badName" });
  expect(await addTokenFor(folder, "client", "elsewhere")).toEqual({ kind: "noBox" });
});

test("a token can be revoked once", async () => {
  const folder = temporaryFolder();
  const { tokenId } = needToken(await addBox(folder, "harbour"));
  expect(await revokeToken(folder, tokenId)).toBe("revoked");
  expect(await revokeToken(folder, tokenId)).toBe("alreadyRevoked");
  expect(await revokeToken(folder, "ffffffff")).toBe("unknownToken");
});

test("a running reader looks at the file again after its time, not before", async () => {
  const folder = temporaryFolder();
  const reader = createTokenReader({ folder, freshMs: 1_000 });
  expect((await reader.current(0)).size).toBe(0);
  await addBox(folder, "harbour");
  expect((await reader.current(999)).size).toBe(0);
  expect((await reader.current(1_000)).size).toBe(1);
  await addTokenFor(folder, "client", "harbour");
  // The clock was set back by an hour.
  expect((await reader.current(-3_600_000)).size).toBe(2);
});
