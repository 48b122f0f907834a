import { parseArgs } from "node:util";
import { isBoxName } from "./address.ts";

/** What the command line asks for, checked; what cannot be meant comes back as a sentence. */
export type Command =
  | { readonly kind: "serve"; readonly folder: string; readonly settings: ServeSettings }
  | { readonly kind: "addBox"; readonly folder: string; readonly box: string | null; readonly tokenFile: string | null }
  | {
      readonly kind: "addClient";
      readonly folder: string;
      readonly box: string;
      readonly tokenFile: string | null;
      /** Everything this client writes must be signed. */
      readonly signing: boolean;
    }
  | { readonly kind: "addReader"; readonly folder: string; readonly box: string; readonly tokenFile: string | null }
  | { readonly kind: "revoke"; readonly folder: string; readonly tokenId: string }
  | { readonly kind: "list"; readonly folder: string }
  | { readonly kind: "help" }
  | { readonly kind: "mistake"; readonly sentence: string };

export interface ServeSettings {
  readonly host: string;
  readonly port: number;
  readonly quotaMegabytes: number;
  /** 0 switches the limit off. */
  readonly tokenQuotaMegabytes: number;
  /** 0 switches the limit off. */
  readonly writesPerMinute: number;
}

export const DEFAULT_FOLDER = "mailbox-data";
export const DEFAULT_PORT = 8787;

export const HELP = `Mailbox: receives sealed check-ins and keeps them as files until the therapist reads them.

  npm run mailbox -- [options]                 start it; the first start makes a box and its tokens
  npm run mailbox -- add-box [NAME]            make a box and the therapist's token (shown once)
  npm run mailbox -- add-client --box NAME     make one client's write-only token (shown once)
  npm run mailbox -- add-reader --box NAME     make a further therapist's token (shown once)
  npm run mailbox -- revoke TOKEN_ID           refuse a token from now on; a running mailbox follows in a second
  npm run mailbox -- list                      show boxes and tokens, never the tokens themselves

Options
  --folder DIR           where everything is kept (default ./${DEFAULT_FOLDER})
  --port N               default ${DEFAULT_PORT}; 0 takes a free one
  --host ADDRESS         default 127.0.0.1; put a reverse proxy with TLS in front before anybody else may reach it
  --quota-mb N           room for each box (default 1024)
  --token-quota-mb N     what one client's token may put in, in all (default 64; 0 switches the limit off)
  --writes-per-minute N  for each client's token (default 120; 0 switches the limit off)
  --box NAME             for add-client and add-reader: which box
  --sign                 for add-client: what it writes must be signed (Standard Webhooks); shows the secret, too
  --token-file FILE      write a new token, and a secret below it, into FILE (it must not exist) instead of showing them
  -h, --help             this text
`;

/** The help names them all; a test compares. */
export const OPTIONS = {
  folder: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  box: { type: "string" },
  "quota-mb": { type: "string" },
  "token-quota-mb": { type: "string" },
  "writes-per-minute": { type: "string" },
  "token-file": { type: "string" },
  sign: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

export function parseCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return values.help === true ? { kind: "help" } : commandOf(values, positionals);
  } catch (error) {
    return { kind: "mistake", sentence: error instanceof Error ? error.message : String(error) };
  }
}

type Values = { readonly [name in keyof typeof OPTIONS]?: string | boolean | undefined };

function commandOf(values: Values, [verb, argument, ...rest]: readonly string[]): Command {
  const folder = textOf(values.folder) ?? DEFAULT_FOLDER;
  const tokenFile = textOf(values["token-file"]);
  const box = textOf(values.box) ?? (verb === "add-box" ? (argument ?? null) : null);
  if (rest.length > 0) return mistake(`Too many words: ${rest.join(" ")}.`);
  if (box !== null && !isBoxName(box)) return mistake("A box name has 1 to 64 small letters, digits and dashes.");
  switch (verb) {
    case undefined:
      return serveCommand(folder, values);
    case "add-box":
      return { kind: "addBox", folder, box, tokenFile };
    case "add-client":
    case "add-reader":
      if (box === null) return mistake("Say which box: --box NAME.");
      if (verb === "add-reader") return { kind: "addReader", folder, box, tokenFile };
      return { kind: "addClient", folder, box, tokenFile, signing: values.sign === true };
    case "revoke":
      if (argument === undefined) return mistake("Say which token: its id is in the list.");
      return { kind: "revoke", folder, tokenId: argument };
    case "list":
      return { kind: "list", folder };
    default:
      return mistake(`There is no command "${verb}".`);
  }
}

function serveCommand(folder: string, values: Values): Command {
  const port = numberOf(values.port, DEFAULT_PORT);
  const quotaMegabytes = numberOf(values["quota-mb"], 1024);
  const tokenQuotaMegabytes = numberOf(values["token-quota-mb"], 64);
  const writesPerMinute = numberOf(values["writes-per-minute"], 120);
  if (port === null || port > 65_535) return mistake("A port is a number up to 65535.");
  if (quotaMegabytes === null || quotaMegabytes === 0) return mistake("--quota-mb takes a number above 0.");
  if (tokenQuotaMegabytes === null) return mistake("--token-quota-mb takes a number.");
  if (writesPerMinute === null) return mistake("--writes-per-minute takes a number.");
  const host = textOf(values.host) ?? "127.0.0.1";
  return { kind: "serve", folder, settings: { host, port, quotaMegabytes, tokenQuotaMegabytes, writesPerMinute } };
}

function textOf(value: string | boolean | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: string | boolean | undefined, fallback: number): number | null {
  if (value === undefined) return fallback;
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function mistake(sentence: string): Command {
  return { kind: "mistake", sentence };
}
