import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runOpenCommand } from "../../scripts/open-command.ts";
import { createRandom } from "../faults/random.ts";
import { parseSeedCommand } from "./command-line.ts";
import { makeUpClient } from "./made-up-client.ts";
import { seedData } from "./seed-data.ts";

const NOW = Date.parse("2026-11-30T10:00:00Z");
const out = mkdtempSync(join(tmpdir(), "aftersession-seed-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe("made-up clients", () => {
  const hundred = (seed: number) => makeUpClient(createRandom(seed), 100, NOW);

  test("are the same for the same seed, and others for another", () => {
    expect(hundred(1)).toEqual(hundred(1));
    expect(hundred(1)).not.toEqual(hundred(2));
  });

  test("answer most sessions, skip an item now and then, mark tension and poor calls", () => {
    const all = Array.from({ length: 20 }, (_, seed) => hundred(seed)).flat();
    const share = (is: (one: (typeof all)[number]) => boolean): number => all.filter(is).length / all.length;
    expect(all.length / 2_000).toBeGreaterThan(0.85);
    expect(all.length / 2_000).toBeLessThan(0.97);
    expect(share(({ answers }) => answers.B1 === undefined)).toBeGreaterThan(0.01);
    expect(share(({ answers }) => answers.R1 !== "no")).toBeGreaterThan(0.03);
    expect(share(({ answers }) => answers.V1 !== "no")).toBeGreaterThan(0.03);
  });

  test("number what was sent without a gap", () => {
    expect(hundred(3).map(({ seq }) => seq)).toEqual(hundred(3).map((_, index) => index + 1));
  });
});

test("what is written opens with its own key and client list, every file of it", async () => {
  const seeded = await seedData({ clients: 2, sessions: 5, seed: 1, out, now: NOW, say: () => {} });
  const said: string[] = [];
  const voice = { say: (text: string) => void said.push(text), note: () => undefined };
  expect(await runOpenCommand([seeded.key, seeded.answers, "--clients", seeded.clientsFile], voice)).toBe(0);
  const opened = said.map((line) => JSON.parse(line) as { readonly verified: boolean });
  expect(opened).toHaveLength(seeded.files);
  expect(opened.every(({ verified }) => verified)).toBe(true);
  expect(JSON.parse(readFileSync(seeded.clientsFile, "utf8"))).toMatchObject({
    clients: [{ label: "Client 001" }, {}],
  });
});

test.each([
  [["--clients", "200", "--sessions", "100"], { clients: 200, sessions: 100, seed: 1, out: "seed-data" }],
  [["--out", "x", "--seed", "7"], { clients: 10, sessions: 20, seed: 7, out: "x" }],
  [["--clients", "-1"], null],
  [["--clients", "many"], null],
  [["--what"], null],
] as const)("the command line %j is understood as %j", (args, command) => {
  expect(parseSeedCommand(args)).toEqual(command);
});
