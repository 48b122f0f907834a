import { join } from "node:path";
import { findProgram, type Program } from "../../scripts/debian-programs.ts";
import { findFreePort, makeFolder, runCommand, startProgram } from "./program.ts";
import { readTemplate } from "./template.ts";

interface Programs {
  readonly initdb: Program;
  readonly postgres: Program;
  readonly psql: Program;
}

const found = { initdb: findProgram("initdb"), postgres: findProgram("postgres"), psql: findProgram("psql") };

/** All three, or null. */
export const POSTGRESQL: Programs | null =
  found.initdb === null || found.postgres === null || found.psql === null
    ? null
    : { initdb: found.initdb, postgres: found.postgres, psql: found.psql };

/**
 * One response a row, as our template has it, for clients who may add and never look; three schemas, of which one ties each row to a practice that
 * is not there and one has no table. `authenticator` is who a front signs in as; it may only become the client or a stranger.
 */
const SCHEMA = `
CREATE ROLE authenticator LOGIN NOINHERIT;
CREATE ROLE stranger NOLOGIN;
GRANT stranger TO authenticator;
CREATE SCHEMA answers;
CREATE SCHEMA tied;
CREATE SCHEMA empty;
SET search_path TO answers;
${readTemplate("postgrest.sql")}
RESET search_path;
GRANT USAGE ON SCHEMA answers, tied, empty TO client_7, stranger;
CREATE TABLE tied.practices (name text PRIMARY KEY);
CREATE TABLE tied.responses (
  id uuid PRIMARY KEY, age text NOT NULL, practice text NOT NULL DEFAULT 'closed' REFERENCES tied.practices
);
ALTER TABLE tied.responses ENABLE ROW LEVEL SECURITY;
CREATE POLICY add ON tied.responses FOR INSERT TO client_7 WITH CHECK (true);
GRANT INSERT (id, age) ON tied.responses TO client_7;
`;

export type SqlResult =
  | { readonly kind: "done"; readonly rows: string }
  | { readonly kind: "error"; readonly code: string; readonly message: string };

export interface Postgresql {
  /** Runs SQL as one role, in one transaction. `:'name'` stands for what is given under that name. */
  readonly runSql: (role: string, sql: string, given?: Readonly<Record<string, string>>) => SqlResult;
  readonly version: string;
  readonly stop: () => Promise<void>;
}

/** A database of its own in a temporary folder, reached by a socket there. */
export async function startPostgresql({ initdb, postgres, psql }: Programs): Promise<Postgresql> {
  const folder = makeFolder();
  const data = join(folder, "data");
  const port = await findFreePort();
  const trusting = ["--auth=trust", "--username=owner", "--encoding=UTF8", "--no-locale", "--no-sync"];
  runCommand({ ...initdb, args: ["-D", data, ...trusting], folder });
  const ask = (role: string, sql: string, given: Readonly<Record<string, string>> = {}): string => {
    const variables = Object.entries({ VERBOSITY: "verbose", ON_ERROR_STOP: "1", ...given });
    const args = ["-X", "-q", "-A", "-t", "-1", "-h", folder, "-p", String(port), "-U", role, "-d", "postgres"];
    const set = variables.flatMap(([name, value]) => ["-v", `${name}=${value}`]);
    return runCommand({ ...psql, args: [...args, ...set], folder }, sql).trim();
  };
  const settings = ["-p", String(port), "-k", folder, "-h", ""];
  const { stop } = await startProgram({ ...postgres, args: ["-D", data, ...settings], folder }, async () =>
    succeeds(() => ask("owner", "SELECT 1")),
  );
  ask("owner", SCHEMA);
  return {
    stop,
    version: ask("owner", "SHOW server_version"),
    runSql(role, sql, given) {
      try {
        return { kind: "done", rows: ask(role, sql, given) };
      } catch (cause) {
        return sqlError(String(cause));
      }
    },
  };
}

/** It listens before it can be asked. */
function succeeds(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function sqlError(said: string): SqlResult {
  const [, code, message] = /ERROR: {2}([0-9A-Z]{5}): (.*)/.exec(said) ?? [];
  if (code === undefined || message === undefined) throw new Error(said);
  return { kind: "error", code, message };
}
