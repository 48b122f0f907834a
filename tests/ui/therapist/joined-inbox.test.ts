import { expect, test } from "vitest";
import { sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { joinInvites } from "../../../src/ui/therapist/joined-inbox.ts";
import { clientRecord, responseFile } from "./open-therapist.tsx";

const older = clientRecord({ client: "c1" });
const newer = clientRecord({ client: "c2", follows: "c1" });
const other = clientRecord({ client: "c3" });
const files = [
  responseFile(1, { B1: 8 }),
  responseFile(3, { B1: 7 }),
  responseFile(1, { B1: 6 }, { client: "c2" }),
  responseFile(1, { B1: 5 }, { client: "c3" }),
];

test("what was sent under an earlier invite stands with the newest, newest first", () => {
  const { responses } = joinInvites(sortInbox(files), [newer, older, other]);
  expect(responses.map(({ client, id }) => `${client} ${id}`).toSorted()).toEqual([
    "c2 c1-1",
    "c2 c1-3",
    "c2 c2-1",
    "c3 c3-1",
  ]);
});

test("numbers still count within each invite: a new one begins at 1, and nothing is missing for that", () => {
  const { gaps, sameNumber } = joinInvites(sortInbox(files), [newer, older, other]);
  expect(gaps).toEqual([expect.objectContaining({ client: "c2", first: 2, last: 2 })]);
  expect(sameNumber).toEqual([]);
});

test("without earlier invites it is the inbox as it was", () => {
  const inbox = sortInbox(files);
  expect(joinInvites(inbox, [older, other])).toBe(inbox);
});
