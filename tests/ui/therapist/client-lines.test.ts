import { describe, expect, test } from "vitest";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { type Choice, type ClientLine, chooseLines, EVERYBODY } from "../../../src/ui/therapist/client-lines.ts";
import { clientRecord } from "./open-therapist.tsx";

function line(
  label: string,
  more: Partial<Omit<ClientLine, "record">> & { record?: Partial<ClientRecord> } = {},
): ClientLine {
  const { record = {}, latestAt = null, update = "current" } = more;
  return { record: clientRecord({ client: `c-${label}`, label, ...record }), latestAt, update, movesTo: null };
}

const zoe = line("Zoë", { record: { invitedAt: 1 }, latestAt: 30 });
const ten = line("Client 10", { record: { invitedAt: 3, pausedAt: 5 }, latestAt: 10 });
const nine = line("client 9", { record: { invitedAt: 2 }, update: "needed" });
const ended = line("Adam", { record: { invitedAt: 4, endedAt: 5 }, latestAt: 40, update: "needed" });
const all = [zoe, ten, nine, ended];

const chosen = (choice: Partial<Choice>) =>
  chooseLines(all, { ...EVERYBODY, ...choice }, "en").map(({ record }) => record.label);

describe("the list of clients", () => {
  test("shows all but those whose therapy has ended, newest invite first", () => {
    expect(chosen({})).toEqual(["Client 10", "client 9", "Zoë"]);
  });

  test("finds a name without its accents and capitals, and a pseudonym", () => {
    expect(chosen({ search: " ZOE " })).toEqual(["Zoë"]);
    expect(chosen({ search: "c-client 9" })).toEqual(["client 9"]);
    expect(chosen({ search: "nobody" })).toEqual([]);
  });

  test("shows the paused, the ended, or those who need an update", () => {
    expect(chosen({ shown: "paused" })).toEqual(["Client 10"]);
    expect(chosen({ shown: "ended" })).toEqual(["Adam"]);
    expect(chosen({ shown: "update" })).toEqual(["client 9"]);
  });

  test("is put in order by name as people count, or by the last answer", () => {
    expect(chosen({ order: "name" })).toEqual(["client 9", "Client 10", "Zoë"]);
    expect(chosen({ order: "answer" })).toEqual(["Zoë", "Client 10", "client 9"]);
  });
});
