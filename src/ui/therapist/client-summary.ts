import {
  GUESS_WITHIN_MS,
  type GuessedItem,
  type GuessedTension,
  gapsIn,
  guessFor,
  isCovered,
  isInTime,
  pairItems,
  pairTension,
  SAME_SESSION_MS,
} from "../../core/alliance/guess.ts";
import { findSplits, type Split } from "../../core/alliance/split.ts";
import { expectsAnswers } from "../../protocol/client-standing.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { type Ask, isOpen, listAsks, NOTHING_OPEN, rankOfAsk, warningAsk, withWarning } from "./asks.ts";
import { type ClientFlags, clientFlags } from "./client-flags.ts";
import type { Inbox, ReceivedResponse } from "./inbox.ts";
import { type Kept, keptOf } from "./kept.ts";

/** What the page says when a client is not in the list any more. */
export interface ClientOnPage {
  readonly client: string;
  readonly label: string;
  /** Instants; null where it is not so. */
  readonly pausedAt: number | null;
  readonly endedAt: number | null;
  /** Whether silence would mean anything: not in a pause, not just after one, not after the end. */
  readonly expected: boolean;
}

export interface GuessedSession {
  readonly response: ReceivedResponse;
  readonly items: readonly GuessedItem[];
  readonly tension: GuessedTension | null;
}

export interface SharedSplit {
  readonly endedAt: number;
  readonly splits: readonly Split[];
}

/** All that the page says of one client. Nothing of a covered session is in it, but that there is one. */
export interface ClientSummary extends ClientOnPage {
  /** Newest first, without covered ones. */
  readonly responses: readonly ReceivedResponse[];
  /** Newest first. */
  readonly covered: readonly ReceivedResponse[];
  readonly flags: ClientFlags | null;
  readonly asks: readonly Ask[];
  /** Not talked about yet. */
  readonly open: readonly Ask[];
  /** When the newest of what is not open was marked; null where nothing was. */
  readonly talkedAt: number | null;
  /** Lower is asked about first. */
  readonly rank: number;
  /** Guesses that count, newest first. */
  readonly guessed: readonly GuessedSession[];
  /** Those who share this client's sessions. */
  readonly group: readonly string[];
  readonly split: SharedSplit | null;
}

export interface SummaryFacts {
  readonly inbox: Inbox;
  readonly clients: readonly ClientRecord[];
  readonly kept: Kept;
  /** Shown for who is not in the list. */
  readonly unknown: string;
  readonly now: number;
}

/** One for each invited client and for whoever else answers came from, in no order that means anything. */
export function summariseClients(facts: SummaryFacts): readonly ClientSummary[] {
  const byClient = responsesByClient(facts.inbox);
  const known = facts.clients.map((record) => onPage(record, facts.now));
  const ids = new Set(known.map(({ client }) => client));
  const strangers = [...byClient.keys()]
    .filter((client) => !ids.has(client))
    .map((client) => ({ client, label: facts.unknown, pausedAt: null, endedAt: null, expected: true }));
  return [...known, ...strangers].map((one) => summarise(one, byClient, facts));
}

const grouped = new WeakMap<Inbox, ReadonlyMap<string, readonly ReceivedResponse[]>>();

/** Each client's, newest first; the same arrays for the same inbox, so that what was read of them stays known. */
export function responsesByClient(inbox: Inbox): ReadonlyMap<string, readonly ReceivedResponse[]> {
  const before = grouped.get(inbox);
  if (before !== undefined) return before;
  const groups = new Map<string, ReceivedResponse[]>();
  for (const response of inbox.responses) {
    const group = groups.get(response.client);
    if (group === undefined) groups.set(response.client, [response]);
    else group.push(response);
  }
  grouped.set(inbox, groups);
  return groups;
}

/** Whether this response stays covered until it was guessed or chosen. A warning that was sent waits for no guess. */
export function isResponseCovered(response: ReceivedResponse, kept: Kept, now: number): boolean {
  if (!kept.guessFirst || now - response.at > GUESS_WITHIN_MS || response.addOn?.warned) return false;
  const { marks, guesses } = keptOf(kept, response.client);
  const shownAt = marks.shown[response.id] ?? null;
  const { instrument, at } = response;
  return isCovered({ instrument, endedAt: at, now, guess: guessFor(guesses, at), shownAt });
}

function summarise(
  one: ClientOnPage,
  byClient: ReadonlyMap<string, readonly ReceivedResponse[]>,
  facts: SummaryFacts,
): ClientSummary {
  const { kept, now } = facts;
  const all = byClient.get(one.client) ?? [];
  const covered = all.filter((response) => isResponseCovered(response, kept, now));
  const responses = withoutCovered(all, covered);
  const { marks } = keptOf(kept, one.client);
  const flags = clientFlags(responses, now);
  const guessed = listGuessed(responses, kept, one.client);
  const [newest] = responses;
  const gaps = guessed[0]?.response === newest ? gapsIn(guessed[0]?.items ?? []) : [];
  // What the session before asked for would be read as news of the one that is covered.
  const calculated =
    newest === undefined || covered.length > 0
      ? []
      : listAsks({ newest, flags, gaps, silent: one.expected, talked: marks.talked, now });
  const asks = withWarning(calculated, warningAsk(responses, marks.talked));
  const open = asks.filter((ask) => newest !== undefined && isOpen(ask, newest.id, marks.talked));
  const talkedAt = newest === undefined ? null : (marks.talked[newest.id] ?? null);
  const group = groupOf(one.client, facts);
  return {
    ...one,
    responses,
    covered,
    flags,
    asks,
    open,
    talkedAt,
    guessed,
    group,
    rank: open[0] === undefined ? NOTHING_OPEN : rankOfAsk(open[0]),
    split: splitOf(responses, group, byClient, facts),
  };
}

const uncovered = new WeakMap<readonly ReceivedResponse[], Map<string, readonly ReceivedResponse[]>>();

/** The same array for the same answers: what was read of them stays known while something else is marked. */
function withoutCovered(
  all: readonly ReceivedResponse[],
  covered: readonly ReceivedResponse[],
): readonly ReceivedResponse[] {
  if (covered.length === 0) return all;
  const known = uncovered.get(all) ?? new Map<string, readonly ReceivedResponse[]>();
  uncovered.set(all, known);
  const key = covered.map(({ id }) => id).join("|");
  const responses = known.get(key) ?? all.filter((response) => !covered.includes(response));
  known.set(key, responses);
  return responses;
}

/** What the clients section keeps of a client who stays away for a while, or for good. */
function onPage(record: ClientRecord, now: number): ClientOnPage {
  const { client, label, pausedAt = null, endedAt = null } = record;
  return { client, label, pausedAt, endedAt, expected: expectsAnswers(record, now) };
}

function listGuessed(responses: readonly ReceivedResponse[], kept: Kept, client: string): readonly GuessedSession[] {
  const { guesses, marks } = keptOf(kept, client);
  if (guesses.length === 0) return [];
  return responses.flatMap((response) => {
    const guess = guessFor(guesses, response.at);
    const { instrument, answers, id } = response;
    if (guess === null || instrument === null || !isInTime(guess, marks.shown[id] ?? null)) return [];
    const items = pairItems(instrument, guess, answers);
    const tension = pairTension(instrument, guess, answers);
    return items.length === 0 ? [] : [{ response, items, tension }];
  });
}

function groupOf(client: string, { clients, kept }: SummaryFacts): readonly string[] {
  const { group } = keptOf(kept, client).marks;
  if (group === "") return [];
  return clients
    .map((record) => record.client)
    .filter((other) => other !== client && keptOf(kept, other).marks.group === group);
}

/** The newest session of this client that others of the group answered, too, if they saw it very differently. */
function splitOf(
  responses: readonly ReceivedResponse[],
  group: readonly string[],
  byClient: ReadonlyMap<string, readonly ReceivedResponse[]>,
  { kept, now }: SummaryFacts,
): SharedSplit | null {
  for (const response of group.length === 0 ? [] : responses) {
    const together = group.flatMap((other) => {
      const same = byClient.get(other)?.find(({ at }) => Math.abs(at - response.at) <= SAME_SESSION_MS);
      return same === undefined || isResponseCovered(same, kept, now) ? [] : [same];
    });
    if (together.length === 0 || response.instrument === null) continue;
    const sameQuestions = together.filter(({ instrumentName }) => instrumentName === response.instrumentName);
    const splits = findSplits(
      response.instrument,
      [response, ...sameQuestions].map(({ answers }) => answers),
    );
    return splits.length === 0 ? null : { endedAt: response.at, splits };
  }
  return null;
}

/** Recent answers that stood open because nothing was covered: a guess about them would come too late. */
export function seenUncovered(inbox: Inbox, kept: Kept, now: number): readonly ReceivedResponse[] {
  return inbox.responses.filter(
    (response) =>
      isResponseCovered(response, { ...kept, guessFirst: true }, now) && !isResponseCovered(response, kept, now),
  );
}
