import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, ROOT), "utf8");
const PAGE = read("docs/peers.md");
const { dependencies: VERSIONS } = JSON.parse(read("tests/peers/package.json")) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const PEER_FILES = readdirSync(new URL("tests/peers/", ROOT)).filter((name) => name.endsWith(".ts"));

test.each(["express-pouchdb", "node-red", "standardwebhooks"])("the page of peers names the version of %s", (name) =>
  expect(PAGE).toContain(` ${VERSIONS[name]} `),
);

test("a peer that says in its file that it is simulated says so in its name", () => {
  const saying = PEER_FILES.filter((name) => /^ \* Simulated/m.test(read(`tests/peers/${name}`)));
  expect(saying.filter((name) => !name.startsWith("simulated-"))).toEqual([]);
  expect(PEER_FILES.filter((name) => /^simulated-.*(?<!\.peer)\.ts$/.test(name))).toEqual(saying);
});
