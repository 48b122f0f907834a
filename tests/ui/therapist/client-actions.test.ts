import { describe, expect, test } from "vitest";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";
import { createClientActions } from "../../../src/ui/therapist/client-actions.ts";
import { clientRecord, NOW } from "./open-therapist.tsx";

function open(follow: (record: ClientRecord) => ClientRecord | null = () => null) {
  let clients: readonly ClientRecord[] = [clientRecord()];
  const sealed: string[] = [];
  const actions = createClientActions({
    archive: {
      clients: async () => clients,
      keepClient: async (record) => {
        clients = [record, ...clients];
      },
      changeClient: async () => null,
    },
    practice: async () => null,
    follow: async (record) => follow(record),
    takeSealed: async (files) => {
      sealed.push(...files.map(({ name }) => `${name} of ${clients.length}`));
      return { fresh: files.length, known: 0, tooLarge: [] };
    },
    takeClientsFile: async (text) => {
      if (!text.startsWith("{")) return null;
      clients = [clientRecord({ client: "listed" }), ...clients];
      return clients;
    },
    now: () => NOW,
  });
  return { actions, sealed, clients: () => clients };
}

describe("files that are brought in", () => {
  test("are told apart: lists first, so that answers are known by them", async () => {
    const { actions, sealed } = open();
    const files = [new File(["x"], "a.age"), new File(["{}"], "aftersession-clients.json")];
    expect(await actions.takeFiles(files)).toEqual({ fresh: 1, known: 0, tooLarge: [], clients: 1 });
    expect(sealed).toEqual(["a.age of 2"]);
  });

  test("that look like a list and are none are taken as answers, so that nothing goes unsaid", async () => {
    const { actions, sealed } = open();
    expect(await actions.takeFiles([new File(["?"], "x.json")])).toMatchObject({ clients: 0, fresh: 1 });
    expect(sealed).toEqual(["x.json of 1"]);
  });
});

describe("another invite", () => {
  test("is kept beside the earlier one", async () => {
    const { actions, clients } = open((before) => clientRecord({ client: "c2", follows: before.client }));
    expect(await actions.inviteAgain("c1")).toMatchObject({ client: "c2", follows: "c1" });
    expect(clients().map(({ client }) => client)).toEqual(["c2", "c1"]);
    expect(await actions.inviteAgain("c1")).toBeNull();
    expect(clients()).toHaveLength(2);
  });

  test("that cannot be made changes nothing", async () => {
    const { actions, clients } = open();
    expect(await actions.inviteAgain("c1")).toBeNull();
    expect(await actions.inviteAgain("nobody")).toBeNull();
    expect(clients()).toHaveLength(1);
  });
});
