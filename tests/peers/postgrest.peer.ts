import { describe, expect, test } from "vitest";
import { howToGet } from "../../scripts/debian-programs.ts";
import type { PostEndpoint } from "../../src/core/invite/endpoint.ts";
import { usePeer } from "./peer.ts";
import { NOT_THERE, testPeer, WRONG_KEY } from "./peer-contract.ts";
import { POSTGRESQL, startPostgresql } from "./postgresql.ts";
import { startSimulatedPostgrest, tokenOf } from "./simulated-postgrest.ts";

const title = "PostgreSQL behind a simulated PostgREST";
describe.skipIf(POSTGRESQL === null)(POSTGRESQL === null ? howToGet("postgres") : title, () => {
  const postgresql = usePeer(() => startPostgresql(POSTGRESQL!));
  const fronts = {
    answers: usePeer(() => startSimulatedPostgrest(postgresql(), "answers")),
    tied: usePeer(() => startSimulatedPostgrest(postgresql(), "tied")),
    empty: usePeer(() => startSimulatedPostgrest(postgresql(), "empty")),
  };

  const endpoint = (schema: keyof typeof fronts = "answers", token = tokenOf("client_7")): PostEndpoint => ({
    adapter: "post",
    profile: "postgrest",
    url: fronts[schema]().url,
    box: "",
    token,
  });
  const asClient = (sql: string): string => {
    const result = postgresql().runSql("authenticator", `SET ROLE client_7; SET search_path TO answers; ${sql};`);
    return result.kind === "error" ? result.code : "done";
  };

  testPeer({
    peer: fronts.answers,
    endpoint,
    says: [201, 409],
    copiesOfTwo: 1,
    refused: [
      {
        when: "a token signed by somebody else",
        endpoint: () => endpoint("answers", `${tokenOf("client_7").split(".").slice(0, 2).join(".")}.c2lnbmVk`),
        says: 401,
        outcome: WRONG_KEY,
      },
      {
        when: "a role without the right",
        endpoint: () => endpoint("answers", tokenOf("stranger")),
        says: 403,
        outcome: WRONG_KEY,
      },
      { when: "table missing", endpoint: () => endpoint("empty"), says: 404, outcome: NOT_THERE },
      {
        when: "a row that belongs to nobody (23503)",
        endpoint: () => endpoint("tied"),
        says: 409,
        outcome: { kind: "park", reason: "refused" },
      },
    ],
  });

  test.each([
    "SELECT age FROM responses",
    "SELECT count(*) FROM responses",
    "UPDATE responses SET age = ''",
    "DELETE FROM responses",
    "TRUNCATE responses",
  ])("a client's role is refused %s", (sql) => expect(asClient(sql)).toBe("42501"));

  const ROW = "INSERT INTO responses (id, age) VALUES (gen_random_uuid(), '')";
  test("what PostgREST would add for on_conflict or a returned row needs the right to read", () => {
    expect(asClient(`${ROW} ON CONFLICT (id) DO NOTHING`)).toBe("42501");
    expect(asClient(`${ROW} RETURNING id`)).toBe("42501");
  });

  test("ON CONFLICT without a column, which PostgREST never writes, needs no such right", () =>
    expect(asClient(`${ROW} ON CONFLICT DO NOTHING`)).toBe("done"));
});
