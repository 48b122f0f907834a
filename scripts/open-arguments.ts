import { parseArgs } from "node:util";
import { Mistake } from "./invite-problems.ts";

export const HELP = `Opens sealed answers and prints them, one JSON object a line, newest last.

  npm run --silent open -- KEYFILE FOLDER [options]
      KEYFILE is the therapist's key file (a bare age key file opens too). FOLDER holds .age files, or folders of them:
      a copy of a mailbox's store, a WebDAV folder, or one .age file.

  npm run --silent open -- KEYFILE https://HOST/m/BOX --token TOKEN [options]
      Reads them from a mailbox with the therapist's reading token.

      --clients FILE      the client list (npm run invite -- make --clients FILE, or saved on the therapist page).
                          Without it files are opened, but who wrote them cannot be checked: "verified" is false.
      --token TOKEN       reading token of the mailbox
      --token-file FILE   instead of --token

Files that cannot be opened or trusted are named on the error channel, as {"file","refused"}. So are copies, answers
taken back and numbers that never came.
Exit code 0: everything opened. 1: something was refused. 2: the command was not understood.
`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  clients: { type: "string" },
  token: { type: "string" },
  "token-file": { type: "string" },
} as const;

export interface OpenArguments {
  readonly keyFile: string;
  readonly source: string;
  readonly clients: string | null;
  readonly token: string | null;
  readonly tokenFile: string | null;
}

export function readOpenArguments(args: readonly string[]): OpenArguments | "help" {
  const { values, positionals } = parse(args);
  if (values.help || args.length === 0) return "help";
  const [keyFile, source, ...more] = positionals;
  if (keyFile === undefined || source === undefined || more.length > 0)
    throw new Mistake("Say KEYFILE and FOLDER_OR_URL.");
  const { clients = null, token = null, "token-file": tokenFile = null } = values;
  return { keyFile, source, clients, token, tokenFile };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Mistake(error instanceof Error ? error.message : String(error));
  }
}
