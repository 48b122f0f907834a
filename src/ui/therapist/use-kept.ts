import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Guess } from "../../core/alliance/guess.ts";
import type { ClientMarks, ClientNotes } from "../../protocol/client-marks.ts";
import { type Kept, withKept } from "./kept.ts";
import type { OverviewActions } from "./overview-actions.ts";

/** What the therapist can do to what is kept. Each is on the disk before it is on the screen. */
export interface KeptChanges {
  readonly onTalked: (client: string, keys: readonly string[], at: number | null) => void;
  /** Answers came into view at this instant. */
  readonly onShown: (responses: readonly { readonly client: string; readonly id: string }[], at: number) => void;
  readonly onGuess: (guess: Guess, response: string) => void;
  /** Before any answer of that session was in view; false where it could not be kept. */
  readonly onOwnView: (guess: Guess) => Promise<boolean>;
  readonly onGuessFirst: (guessFirst: boolean) => void;
  /** A person was invited again. */
  readonly onFollowed: (before: string, after: string) => void;
  readonly onGroup: (client: string, group: string) => void;
  readonly onNotes: (client: string, text: string, before: ClientNotes) => Promise<ClientNotes>;
}

export interface KeptInUse {
  readonly changes: KeptChanges;
  /** Null until it was read. */
  readonly kept: Kept | null;
  /** The last change could not be kept. */
  readonly failed: boolean;
}

export function useKept(actions: OverviewActions): KeptInUse {
  const [kept, setKept] = useState<Kept | null>(null);
  const [failed, setFailed] = useState(false);
  const { loadKept } = actions;
  const change = useCallback((apply: (kept: Kept) => Kept) => setKept((before) => before && apply(before)), []);
  useEffect(() => {
    loadKept().then(setKept, () => {
      // Unread is not empty: nothing is written over it, and nothing is covered.
      setFailed(true);
      setKept({ guessFirst: false, clients: new Map() });
    });
  }, [loadKept]);
  const changes = useMemo(() => createChanges(actions, change, setFailed), [actions, change]);
  return { changes, kept, failed };
}

function createChanges(
  actions: OverviewActions,
  change: (apply: (kept: Kept) => Kept) => void,
  setFailed: (failed: boolean) => void,
): KeptChanges {
  const run = (work: Promise<void>): void => {
    work.then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  const mark = async (client: string, apply: (marks: ClientMarks) => ClientMarks): Promise<void> => {
    const marks = await actions.changeMarks(client, apply);
    change((kept) => withKept(kept, client, { marks }));
  };
  const show = (client: string, ids: readonly string[], at: number): Promise<void> =>
    mark(client, (marks) => ({
      ...marks,
      shown: { ...Object.fromEntries(ids.map((id) => [id, at])), ...marks.shown },
    }));
  return {
    onTalked: (client, keys, at) =>
      run(
        mark(client, (marks) => {
          const others = Object.entries(marks.talked).filter(([key]) => !keys.includes(key));
          const talked = at === null ? others : [...others, ...keys.map((key) => [key, at] as const)];
          return { ...marks, talked: Object.fromEntries(talked) };
        }),
      ),
    onShown: (responses, at) => {
      const clients = [...new Set(responses.map(({ client }) => client))];
      const idsOf = (one: string) => responses.filter(({ client }) => client === one).map(({ id }) => id);
      run(Promise.all(clients.map((client) => show(client, idsOf(client), at))).then(() => {}));
    },
    onGuess: (guess, response) =>
      run(
        (async () => {
          const guesses = await actions.keepGuess(guess);
          change((kept) => withKept(kept, guess.client, { guesses }));
          await show(guess.client, [response], guess.madeAt);
        })(),
      ),
    async onOwnView(guess) {
      try {
        const guesses = await actions.keepGuess(guess);
        change((kept) => withKept(kept, guess.client, { guesses }));
        return true;
      } catch {
        // The form stays, and says so.
        return false;
      }
    },
    onGuessFirst: (guessFirst) =>
      run(actions.keepGuessFirst(guessFirst).then(() => change((kept) => ({ ...kept, guessFirst })))),
    onFollowed: (before, after) =>
      run(actions.carryKept(before, after).then((theirs) => change((kept) => withKept(kept, after, theirs)))),
    onGroup: (client, group) => run(mark(client, (marks) => ({ ...marks, group }))),
    async onNotes(client, text, before) {
      const notes = await actions.keepNotes(client, text, before);
      change((kept) => withKept(kept, client, { notes }));
      return notes;
    },
  };
}
