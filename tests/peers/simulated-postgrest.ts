import { createHmac } from "node:crypto";
import { type Answer, type Received, startHttpPeer } from "./http-peer.ts";
import type { Peer } from "./peer.ts";
import type { Postgresql, SqlResult } from "./postgresql.ts";

/** What its JSON Web Tokens are signed with. */
const SECRET = "thirty-two-characters-at-the-least";

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const sign = (text: string): string => createHmac("sha256", SECRET).update(text).digest("base64url");

export function tokenOf(role: string): string {
  const text = `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url({ role })}`;
  return `${text}.${sign(text)}`;
}

/**
 * Simulated: PostgREST is in neither npm nor Debian 12. Tokens, statuses and error bodies follow its documentation
 * ("Authentication", "Errors"); the SQL runs in a real PostgreSQL, as one role, in one schema.
 */
export async function startSimulatedPostgrest(database: Postgresql, schema: string): Promise<Peer> {
  const { url, stop } = await startHttpPeer((received) => answer(database, schema, received));
  return {
    url,
    stop,
    async stored() {
      const read = database.runSql("owner", `SELECT json_object_agg(id, age) FROM ${schema}.responses`);
      const rows = read.kind === "done" && read.rows !== "" ? (JSON.parse(read.rows) as Record<string, string>) : {};
      return new Map(Object.entries(rows).map(([id, age]) => [id, Buffer.from(age)]));
    },
  };
}

function answer(database: Postgresql, schema: string, { method, path, headers, body }: Received): Answer {
  const role = roleOf(headers.authorization ?? "");
  if (role === null) return error(401, { code: "PGRST301", message: "JWSError JWSInvalidSignature" });
  if (path !== "/responses") return error(404, { code: "PGRST205", message: "Could not find the table" });
  const sql = method === "POST" ? "INSERT INTO responses (id, age) VALUES (:'id', :'age')" : "SELECT * FROM responses";
  const given = method === "POST" ? (JSON.parse(String(body)) as Record<string, string>) : {};
  const result = database.runSql("authenticator", `SET ROLE ${role}; SET search_path TO ${schema}; ${sql};`, given);
  if (result.kind === "error") return error(statusOf(result), result);
  return method === "POST" ? { status: 201 } : { status: 200, body: result.rows };
}

function roleOf(authorization: string): string | null {
  const [, head, claims, signature] = /^Bearer ([^.]+)\.([^.]+)\.([^.]+)$/.exec(authorization) ?? [];
  if (claims === undefined || signature !== sign(`${head}.${claims}`)) return null;
  return (JSON.parse(Buffer.from(claims, "base64url").toString()) as { readonly role: string }).role;
}

/** Its table "HTTP status codes" of PostgreSQL's errors, as far as these tests go. */
function statusOf({ code }: Extract<SqlResult, { kind: "error" }>): number {
  if (code === "23503" || code === "23505") return 409;
  if (code === "42501") return 403;
  return code === "42P01" ? 404 : 400;
}

function error(status: number, { code, message }: { readonly code: string; readonly message: string }): Answer {
  const body = JSON.stringify({ code, details: null, hint: null, message });
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
