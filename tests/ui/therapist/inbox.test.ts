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
