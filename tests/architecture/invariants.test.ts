import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readSource, SOURCE_FILES } from "./source-files.ts";

const TESTS = fileURLToPath(new URL("../", import.meta.url));

/** What the way of an answer promises. Each has a test whose title begins with its number, at the level where it holds. */
const INVARIANTS = {
  I1: "saved is said only after a strict transaction",
  I2: "sealed once; every attempt sends the same bytes and id",
  I3: "nothing is removed or marked before a positive reply",
  I4: "no silent drop: no last try, no age limit",
  I5: "only a 2xx or a known 'it is there' counts",
  I6: "one sender: a lock and a lease",
  I7: "at least once on the wire, once in the therapist's view",
  I8: "a poison entry blocks nothing; an endpoint in trouble burns no tries",
  I9: "retry times are absolute, clamped, with jitter; Retry-After is honoured",
  I10: "the alarm is made again at every start",
  I11: "numbers show what never came",
  I12: "delivered ciphertext is kept thirty days, to be sent again",
  I13: "a withdrawn entry is never sent; one transaction decides the race",
  I14: "upgrades lose nothing; a newer version is never touched",
  I15: "a response goes only where consent said when it was given",
  I16: "no plaintext on disk after submit",
  I17: "same id and bytes is success, other bytes is not",
  I18: "off stops sending at once",
} as const;

const TITLE = /["'`]((?:I\d+, )*I\d+): /g;
const tested = new Set(
  readdirSync(TESTS, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes("node_modules"))
    .flatMap((path) => [...readFileSync(TESTS + path, "utf8").matchAll(TITLE)])
    .flatMap(([, numbers = ""]) => numbers.split(", ")),
);

test.each(Object.entries(INVARIANTS))("%s (%s) has a test of its name", (number) => {
  expect(tested).toContain(number);
});

test("no test is named after an invariant that does not exist", () => {
  expect([...tested].filter((number) => !Object.hasOwn(INVARIANTS, number))).toEqual([]);
});

test("I16: drafts live in the memory of the browser's session, and nothing of ours in its other stores", () => {
  const stores = SOURCE_FILES.flatMap((file) =>
    [...readSource(file).matchAll(/\bstorage\.(session|local|sync)\b/g)].map(([, area]) => `${file}: ${area}`),
  );
  expect(stores.filter((one) => !one.endsWith(": session"))).toEqual([]);
  expect(stores).toContain("adapters/browser/draft-store.ts: session");
});
