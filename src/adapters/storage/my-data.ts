import { isWaiting } from "../../core/outbox/outbox-entry.ts";
import { type DataKind, type MyData, writeMyData } from "../../protocol/my-data.ts";
import type { AskBackground } from "../../protocol/page-requests.ts";
import { type Database, openDatabase } from "./database.ts";
import { readHeldData, readHeldFacts } from "./held-data.ts";
import { forgetOlderThan, withdrawAll } from "./outbox-withdrawal.ts";
import { createSettings, SETTINGS } from "./settings.ts";
import { write } from "./write.ts";

export interface MyDataDeps {
  /** For what the background keeps in hand. */
  readonly ask: AskBackground;
  readonly drafts: { readonly count: () => Promise<number>; readonly dropAll: () => Promise<void> };
  readonly now: () => number;
}

/** What has no switch of its own on the page; the language has, and the page takes care of it. */
const CHOICES = [SETTINGS.country, SETTINGS.highRun] as const;

/**
 * All that is held about the client, for the settings page: read, given out, and one kind of it deleted. By that page itself:
 * the background has no room for it, and every change here is one transaction, whoever makes it.
 */
export function createMyData({ ask, drafts, now }: MyDataDeps): MyData {
  const database = openDatabase();
  const settings = createSettings(database);
  /** Open no longer than needed: whoever deletes the database would wait for this page. */
  async function closing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await database.close();
    }
  }

  const REMOVE: Readonly<Record<DataKind, () => Promise<unknown>>> = {
    waiting: () => withdrawAll(database, now()),
    sent: () => forgetOlderThan(database, Number.POSITIVE_INFINITY),
    open: drafts.dropAll,
    log: () => ask("clearLog", null),
    consents: () => forgetEndedConsents(database),
    async rooms() {
      const { rooms, quietSites } = await ask("listRooms", null);
      for (const { room } of rooms) await ask("forgetRoom", { room });
      for (const { site } of quietSites) await ask("forgetQuietSite", { site });
      await settings.clear(SETTINGS.places);
    },
    async sites() {
      // Each by itself: that gives its permission back.
      for (const { id } of await settings.read(SETTINGS.ownSites)) await ask("removeSite", { id });
    },
    async choices() {
      for (const one of CHOICES) await settings.clear<unknown>(one);
    },
  };

  return {
    read: () =>
      closing(async () => {
        const { pairing, entries, rooms, ownSites, consents, choices } = await readHeldFacts(database, settings);
        const waiting = entries.filter(isWaiting).length;
        const chosen = [choices.language !== "", choices.country !== null, choices.highRun.checkInId !== ""];
        return {
          therapist: pairing?.invite.issuer.name ?? null,
          counts: {
            waiting,
            sent: entries.length - waiting,
            open: await drafts.count(),
            rooms: rooms.rooms.length + rooms.quietSites.length,
            sites: ownSites.length,
            log: (await ask("readLog", null)).entries.length,
            consents: consents.length,
            choices: chosen.filter(Boolean).length,
          },
          calls: await countCalls(),
          endedConsents: consents.filter(({ endedAt }) => endedAt !== null).length,
          isTherapists:
            (await settings.read(SETTINGS.ownViewSites)).length > 0 ||
            (await settings.read(SETTINGS.inboxCheck)).everyMinutes !== null,
        };
      }),
    file: () => closing(async () => writeMyData(await readHeldData(database, settings), now())),
    remove: (kind) => closing(async () => void (await REMOVE[kind]())),
  };

  async function countCalls(): Promise<number> {
    // The session tracker's shape (background/tracked-world.ts); a record of another shape is none.
    const stored = (await settings.read(SETTINGS.world)) as {
      readonly world?: { readonly sessions?: unknown[] };
    } | null;
    return stored?.world?.sessions?.length ?? 0;
  }
}

/** What holds stays: every envelope that still leaves names it. */
function forgetEndedConsents(database: Database): Promise<void> {
  return write(database, ["consents"], "strict", async (writing) => {
    let row = await writing.objectStore("consents").openCursor();
    for (; row !== null; row = await row.continue()) if (row.value.endedAt !== null) await row.delete();
  });
}
