import { expect, test } from "vitest";
import { type OpenedFile, sortInbox } from "../../../src/ui/therapist/inbox.ts";

type Opened = Extract<OpenedFile, { kind: "opened" }>;
const file = (n: number, seq: number, content: Opened["content"]): OpenedFile =>
  // What else an opened file says does not matter for its place.
  ({ kind: "opened", name: `file-${n}`, arrivedAt: n, id: `id-${n}`, client: "ann", seq, content }) as Opened;

test("a test letter is set aside as one, and neither makes nor fills a gap", () => {
  const response = (n: number): Opened["content"] => ({ kind: "withdrawn", id: `response-${n}` });
  const test: Opened["content"] = { kind: "test" };
  const inbox = sortInbox([file(1, 1, test), file(2, 1, response(1)), file(3, 1, test), file(4, 3, response(3))]);
  expect(inbox.setAside.map(({ name, reason }) => [name, reason])).toEqual([
    ["file-3", "test"],
    ["file-1", "test"],
  ]);
  expect(inbox.sameNumber).toEqual([]);
  expect(inbox.gaps).toEqual([{ client: "ann", first: 2, last: 2 }]);
});

test("what nobody signed neither takes the place of a signed response nor takes it back", () => {
  const facts = { client: "ann", wish: null, endedAt: null, submittedAt: 1, seconds: null, skipped: 0 };
  const answered = (id: string, value: number): Opened["content"] => {
    const response = { ...facts, id, instrument: "of-nobody|1", answers: { B1: value } };
    return { kind: "response", response } as unknown as Opened["content"];
  };
  const plain = { to: "" };
  const signed = { to: "recipients" };
  const inbox = sortInbox([
    { ...file(1, 1, answered("id-1", 0)), ...plain } as OpenedFile,
    { ...file(1, 1, answered("id-1", 9)), ...signed } as OpenedFile,
    { ...file(2, 2, { kind: "withdrawn", id: "id-1" }), ...plain } as OpenedFile,
    { ...file(3, 3, answered("id-3", 4)), ...plain } as OpenedFile,
    { ...file(4, 4, { kind: "withdrawn", id: "id-3" }), ...plain } as OpenedFile,
  ]);
  expect(inbox.responses.map(({ answers, signed: proven }) => [answers, proven])).toEqual([[{ B1: 9 }, true]]);
  expect(inbox.setAside.map(({ name, reason }) => [name, reason]).sort()).toEqual([
    ["file-1", "repeated"],
    ["file-3", "takenBack"],
  ]);
});
