import type { Guess } from "../../core/alliance/guess.ts";
import {
  type ClientMarks,
  type ClientNotes,
  MARKS,
  NOTES,
  OVERVIEW_SETTINGS,
  parseGuessFirst,
  parseMarks,
  parseNotes,
} from "../../protocol/client-marks.ts";
import { createGuesses, GUESSES } from "../../protocol/guesses.ts";
import { inTurn, type RecordBox } from "../../protocol/record-box.ts";
import type { Kept, KeptOfClient } from "./kept.ts";

/** What the overview keeps. Each rejects where it could not be kept. */
export interface OverviewActions {
  readonly loadKept: () => Promise<Kept>;
  /** Changes what is on the disk, not what was drawn: another window may have written meanwhile. */
  readonly changeMarks: (client: string, change: (marks: ClientMarks) => ClientMarks) => Promise<ClientMarks>;
  /** `before`: the notes this text was made from. What another window saved since then is kept above it. */
  readonly keepNotes: (client: string, text: string, before: ClientNotes) => Promise<ClientNotes>;
  readonly keepGuess: (guess: Guess) => Promise<readonly Guess[]>;
  /** What is kept of a person goes on under their new pseudonym: an answer that was read does not become unread. */
  readonly carryKept: (before: string, after: string) => Promise<KeptOfClient>;
  readonly keepGuessFirst: (guessFirst: boolean) => Promise<void>;
  readonly print: () => void;
}

export interface OverviewDeps {
  readonly vault: RecordBox & { readonly names: (prefix: string) => Promise<readonly string[]> };
  readonly now: () => number;
  readonly print: () => void;
}

export function createOverviewActions({ vault, now, print }: OverviewDeps): OverviewActions {
  const change = inTurn();
  const guesses = createGuesses(vault);
  const read = async (client: string): Promise<KeptOfClient> => ({
    marks: parseMarks(await vault.read(`${MARKS}${client}`)),
    notes: parseNotes(await vault.read(`${NOTES}${client}`)),
    guesses: await guesses.of(client),
  });
  return {
    async loadKept() {
      const kinds = [MARKS, NOTES, GUESSES];
      const names = (await Promise.all(kinds.map((kind) => vault.names(kind)))).flat();
      const ids = [...new Set(names.map((name) => name.slice(name.indexOf("/") + 1)))];
      const guessFirst = parseGuessFirst(await vault.read(OVERVIEW_SETTINGS));
      return {
        guessFirst,
        clients: new Map(await Promise.all(ids.map(async (client) => [client, await read(client)] as const))),
      };
    },
    changeMarks: (client, apply) =>
      change(async () => {
        const marks = apply(parseMarks(await vault.read(`${MARKS}${client}`)));
        await vault.keep(`${MARKS}${client}`, { v: 1, ...marks });
        return marks;
      }),
    keepNotes: (client, text, before) =>
      change(async () => {
        const there = parseNotes(await vault.read(`${NOTES}${client}`));
        const isOther = there.savedAt !== before.savedAt && there.text !== before.text && there.text !== text;
        const notes = { text: isOther ? `${there.text}\n\n${text}` : text, savedAt: now() };
        await vault.keep(`${NOTES}${client}`, { v: 1, ...notes });
        return notes;
      }),
    carryKept: async (before, after) => {
      const { marks, notes, guesses: made } = await read(before);
      await change(async () => {
        await vault.keep(`${MARKS}${after}`, { v: 1, ...marks });
        await vault.keep(`${NOTES}${after}`, { v: 1, ...notes });
      });
      for (const guess of made) await guesses.keep({ ...guess, client: after });
      return read(after);
    },
    keepGuess: guesses.keep,
    keepGuessFirst: (guessFirst) => vault.keep(OVERVIEW_SETTINGS, { guessFirst }),
    print,
  };
}
