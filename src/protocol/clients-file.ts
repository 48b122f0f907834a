/**
 * The file in which `npm run invite` keeps what a therapist must remember of each invite to recognise the answers to it,
 * and `npm run open` reads it. Holds secrets of invites: whoever has the file could pretend to be those clients, but can
 * read nothing. The rule that must not break: writing one client never loses another.
 */
import { is256Bit, isClientId } from "../core/invite/checks.ts";
import { isRecord, isTextList, parseJson } from "./json.ts";

export interface KnownClient {
  readonly client: string;
  readonly secret: string;
  /** For the therapist's eyes only; never in an invite. */
  readonly label: string;
  readonly recipients: readonly string[];
  /** Those of earlier invites: what was sealed for them is still on its way, or kept. */
  readonly earlier?: readonly (readonly string[])[];
  /** Number of the last invite made for this client. */
  readonly update: number;
  /** The client's key, once it has been seen; null until then. */
  readonly pinnedKey: string | null;
  /** Pseudonym of an earlier invite for the same person. */
  readonly follows?: string;
  /** Since when no answers are expected, for a while. Answers that come all the same are kept and shown. */
  readonly pausedAt?: number;
  /** Since when answers are expected again. */
  readonly resumedAt?: number;
  /** When the therapy ended, for the therapist's view; the client is not told by it. */
  readonly endedAt?: number;
  /** Of the letters written to this client: a folder of _locales. */
  readonly language?: string;
}

/** Of a client, what no invite and no envelope holds. */
export type LocalFacts = Pick<KnownClient, "follows" | "pausedAt" | "resumedAt" | "endedAt" | "language">;

export function localFactsOf({ follows, pausedAt, resumedAt, endedAt, language }: LocalFacts): LocalFacts {
  return {
    ...(follows !== undefined && { follows }),
    ...(pausedAt !== undefined && { pausedAt }),
    ...(resumedAt !== undefined && { resumedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(language !== undefined && { language }),
  };
}

/** Every set of recipients this client's envelopes may be sealed for. */
export function recipientSetsOf({ recipients, earlier = [] }: Pick<KnownClient, "recipients" | "earlier">) {
  return [recipients, ...earlier];
}

export function readClientsFile(text: string): readonly KnownClient[] | null {
  const file = parseJson(text.replace(/^\ufeff/, ""));
  if (!isRecord(file) || file.v !== 1 || !Array.isArray(file.clients)) return null;
  const clients = (file.clients as readonly unknown[]).map(parseClient);
  return clients.every((client) => client !== null) ? clients : null;
}

/** The file's text with this client in it, new or in place of its older self; null where the text is no clients file. */
export function writeClient(text: string | null, client: KnownClient): string | null {
  const before = text === null || text.trim() === "" ? [] : readClientsFile(text);
  if (before === null) return null;
  const others = before.filter((each) => each.client !== client.client);
  return `${JSON.stringify({ v: 1, clients: [...others, client] }, null, 2)}\n`;
}

function parseClient(input: unknown): KnownClient | null {
  if (!isRecord(input)) return null;
  const { client, secret, label = "", recipients, earlier = [], update = 1, pinnedKey = null } = input;
  if (typeof client !== "string" || !isClientId(client) || typeof secret !== "string" || !is256Bit(secret)) return null;
  if (typeof label !== "string" || !isTextList(recipients) || recipients.length === 0) return null;
  if (!Array.isArray(earlier) || !(earlier as readonly unknown[]).every(isTextList)) return null;
  if (typeof update !== "number" || !Number.isSafeInteger(update)) return null;
  if (pinnedKey !== null && !(typeof pinnedKey === "string" && is256Bit(pinnedKey))) return null;
  const sets = earlier.map((set) => [...set]);
  const local = parseLocalFacts(input);
  if (local === null) return null;
  return {
    client,
    secret,
    label,
    recipients: [...recipients],
    ...(sets.length > 0 && { earlier: sets }),
    update,
    pinnedKey,
    ...local,
  };
}

const INSTANTS = ["pausedAt", "resumedAt", "endedAt"] as const;

/** What only the therapist's own computers know of a client; lists from before it was noted have none of it. */
function parseLocalFacts(input: Readonly<Record<string, unknown>>): LocalFacts | null {
  const { follows, language } = input;
  if (follows !== undefined && !(typeof follows === "string" && isClientId(follows))) return null;
  if (language !== undefined && !(typeof language === "string" && /^[a-z]{2}(_[A-Z]{2})?$/.test(language))) return null;
  const instants: { -readonly [Name in (typeof INSTANTS)[number]]?: number } = {};
  for (const name of INSTANTS) {
    const at = input[name];
    if (at === undefined) continue;
    if (typeof at !== "number" || !Number.isSafeInteger(at)) return null;
    instants[name] = at;
  }
  return { ...(follows !== undefined && { follows }), ...instants, ...(language !== undefined && { language }) };
}
