import { expect, test } from "vitest";
import { MAX_ENVELOPE_BYTES } from "../../../src/protocol/envelope.ts";
import { readSealed, type SealedOpening } from "../../../src/ui/practice/sealed-reading.ts";
import { responseFile } from "../therapist/open-therapist.tsx";

const CALM = { B1: 8, G1: 8, T1: 8, R1: "yes" };

function sealedFile(name: string, path = ""): File {
  const file = new File([name], name);
  Object.defineProperty(file, "webkitRelativePath", { value: path });
  return file;
}

/** Opens what was given a response by this name, and refuses the rest. */
function read(files: readonly File[], found: Readonly<Record<string, SealedOpening>>, stop = new AbortController()) {
  let codes = 0;
  const told: string[] = [];
  const parts = readSealed(files, {
    open: async (_, name) => found[name] ?? { kind: "refused" },
    pause: async () => {},
    randomCode: () => `code${(codes += 1)}`,
    onProgress: (done, total) => told.push(`${done}/${total}`),
    stop: stop.signal,
  });
  return { parts, told };
}

function opening(seq: number, client: string, proven = true): SealedOpening {
  const file = responseFile(seq, CALM, { client });
  if (file.kind !== "opened") return { kind: "refused" };
  const { id, content } = file;
  return { kind: "opened", id, client, seq, content, proven };
}

test("each folder is one therapist's, whatever the client's codes are", async () => {
  const files = [
    sealedFile("1.age", "boxes/rivera/1.age"),
    sealedFile("2.age", "boxes/rivera/2.age"),
    sealedFile("3.age", "boxes/chen/3.age"),
  ];
  const found = { "1.age": opening(1, "a"), "2.age": opening(2, "a"), "3.age": opening(1, "b", false) };
  const result = await read(files, found).parts;
  expect(result!.parts.map(({ clients }) => clients.map(({ checkIns }) => checkIns.length))).toEqual([[2], [1]]);
  expect(result!.counts).toEqual({ refused: 0, unproven: 1 });
  expect(JSON.stringify(result!.parts)).not.toMatch(/"a"|"b"|rivera|chen/);
});

test("a copy counts once, and what was taken back not at all", async () => {
  const one = opening(1, "a");
  const back: SealedOpening = {
    kind: "opened",
    id: "w",
    client: "a",
    seq: 3,
    content: { kind: "withdrawn", id: "a-2" } as never,
    proven: true,
  };
  const files = ["1.age", "copy.age", "2.age", "back.age"].map((name) => sealedFile(name));
  const result = await read(files, { "1.age": one, "copy.age": one, "2.age": opening(2, "a"), "back.age": back }).parts;
  expect(result!.parts[0]!.clients[0]!.checkIns).toHaveLength(1);
});

test("what cannot be opened, or is too large to be an answer, is counted as such", async () => {
  const large = new File([new Uint8Array(2 * MAX_ENVELOPE_BYTES + 1)], "large.age");
  const result = await read([sealedFile("other.age"), large], { "large.age": opening(1, "a") }).parts;
  expect(result).toEqual({ parts: [], counts: { refused: 2, unproven: 0 } });
});

test("thousands of files tell how far it is, and can be stopped with nothing taken", async () => {
  const files = Array.from({ length: 2_000 }, (_, n) => sealedFile(`${n}.age`));
  const { parts, told } = read(files, {});
  expect((await parts)!.counts.refused).toBe(2_000);
  expect(told.slice(0, 3)).toEqual(["0/2000", "25/2000", "50/2000"]);
  const stop = new AbortController();
  stop.abort();
  expect(await read(files, {}, stop).parts).toBeNull();
});
