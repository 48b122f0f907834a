import { originsOfHosts } from "../../core/invite/origins.ts";
import { armorOf } from "../../protocol/armor.ts";
import type { AskBackground } from "../../protocol/page-requests.ts";
import type { OutboxEvent, Said } from "./outbox-state.ts";
import { viewOutbox } from "./outbox-view.ts";

export interface OutboxDeps {
  readonly ask: AskBackground;
  /** Hands sealed bytes, given as base64url, to the browser as a download. */
  readonly saveSealed: (name: string, base64Url: string) => void;
  readonly copyText: (text: string) => Promise<boolean>;
  /** Must be reached in the same turn as the click: browsers refuse a request without a gesture. */
  readonly requestHosts: (origins: readonly string[]) => Promise<boolean>;
}

export type OutboxActions = ReturnType<typeof createOutboxActions>;

/** With sending off nothing is tried, whatever was pressed. */
export async function saidOfTrying(ask: AskBackground): Promise<"setupRetried" | "setupSendingOff"> {
  const { sending } = await ask("readOutbox", null);
  return sending ? "setupRetried" : "setupSendingOff";
}

/** What can be done about the outbox. Whatever happens, what is shown afterwards is what is true. */
export function createOutboxActions(
  { ask, saveSealed, copyText, requestHosts }: OutboxDeps,
  dispatch: (event: OutboxEvent) => void,
) {
  let busy = false;

  async function load(): Promise<void> {
    try {
      const { entries, pauses, sending } = await ask("readOutbox", null);
      dispatch({ kind: "listed", outbox: { entries: viewOutbox(entries, pauses), sending } });
    } catch {
      // The background did not answer.
      dispatch({ kind: "listFailed" });
    }
  }

  /** A second press while the first is at work does nothing. */
  async function attempt(work: () => Promise<readonly Said[]>): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      dispatch({ kind: "said", said: await work() });
    } catch {
      dispatch({ kind: "said", said: [{ key: "setupActionFailed" }] });
    }
    busy = false;
    await load();
  }

  /** Told only once it is out of our hands: a page that is closed before that changes nothing. */
  async function handOver(
    id: string,
    give: (sealed: string) => Promise<Said> | Said,
    done: Said["key"],
  ): Promise<readonly Said[]> {
    const sealed = await ask("readSealed", { id });
    if (sealed === null) return [{ key: "setupSealedGone" }];
    const given = await give(sealed);
    if (given.key === done) await ask("handedOver", { id });
    return [given];
  }

  return {
    load,
    retryNow: () =>
      attempt(async () => {
        await ask("retryNow", null);
        return [{ key: await saidOfTrying(ask) }];
      }),
    /** For a place that only has to be allowed; of an earlier invite, too. */
    allow: (host: string) =>
      attempt(async () => {
        // Some refusals of the browser arrive as errors.
        if (!(await requestHosts(originsOfHosts([], host)).catch(() => false))) return [{ key: "setupStillRefused" }];
        await ask("retryNow", null);
        return [{ key: await saidOfTrying(ask) }];
      }),
    release: (id: string) =>
      attempt(async () => {
        await ask("release", { id });
        return [{ key: await saidOfTrying(ask) }];
      }),
    takeBack: (id: string) =>
      attempt(async () => {
        const outcome = await ask("takeBack", { id });
        return [{ key: outcome === "takenBack" ? "setupTakenBack" : "setupTakeBackTooLate" }];
      }),
    withdraw: (id: string) =>
      attempt(async () => {
        const outcome = await ask("withdraw", { id });
        return [{ key: WITHDRAWN[outcome] }];
      }),
    saveFile: (id: string) =>
      attempt(() =>
        handOver(
          id,
          (sealed) => {
            saveSealed(`${id}.age`, sealed);
            return { key: "setupFileSaved" };
          },
          "setupFileSaved",
        ),
      ),
    copy: (id: string) =>
      attempt(() =>
        handOver(
          id,
          async (sealed) => ({ key: (await copyText(armorOf(sealed))) ? "setupCopied" : "setupCopyFailed" }),
          "setupCopied",
        ),
      ),
    sendAgain: (since: number) =>
      attempt(async () => {
        const { again, gone } = await ask("sendAgainSince", { since });
        const waits = again > 0 && (await saidOfTrying(ask)) === "setupSendingOff";
        const done: Said[] = again > 0 ? [{ key: "setupAgainDone", value: `${again}` }] : [];
        const off: Said[] = waits ? [{ key: "setupSendingOff" }] : [];
        const missing: Said[] = gone > 0 ? [{ key: "setupAgainGone", value: `${gone}` }] : [];
        return again + gone === 0 ? [{ key: "setupAgainNone" }] : [...done, ...missing, ...off];
      }),
    setSending: (on: boolean) =>
      attempt(async () => {
        await ask("setSending", { on });
        return [{ key: on ? "setupSendingNowOn" : "setupSendingNowOff" }];
      }),
  };
}

const WITHDRAWN = { takenBack: "setupTakenBack", asked: "setupAsked", tooLate: "setupAskTooLate" } as const;
