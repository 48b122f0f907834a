import { wasSavedByHand } from "../core/outbox/outbox-entry.ts";
import type { OutboxStore } from "../core/outbox/outbox-store.ts";
import { endpointIdOf, isHandedOver, type Pairing } from "../core/outbox/pairing.ts";
import type { Answer, Ask, OutboxContents, WaitingEnvelope } from "../protocol/page-requests.ts";

export interface OutboxDeskDeps {
  readonly store: OutboxStore;
  readonly run: () => Promise<void>;
  readonly withdraw: (id: string) => Promise<Answer<"withdraw">>;
  /** On disk when it resolves. */
  readonly sending: { readonly read: () => Promise<boolean>; readonly write: (on: boolean) => Promise<void> };
  readonly pairing: () => Promise<Pairing | null>;
  readonly toBase64Url: (bytes: Uint8Array) => string;
  readonly now: () => number;
}

/** How every sealed response begins, as base64 of `age-encryption.org`. Nothing else leaves by this door. */
const SEALED = "YWdlLWVuY3J5cHRpb24ub3Jn";

/** Serves the client's view of the outbox. */
export function createOutboxDesk({ store, run, withdraw, sending, pairing, toBase64Url, now }: OutboxDeskDeps) {
  /** Not waited for: an endpoint may take its time, and the page has other buttons. */
  async function retryNow(): Promise<null> {
    await store.retryNow(now(), true);
    void run();
    return null;
  }
  const read = async (): Promise<OutboxContents> => ({
    entries: await store.list(),
    pauses: await store.listPauses(),
    sending: await sending.read(),
  });
  return {
    retryNow,
    read,
    /** In short. What does not leave by itself is not said to wait, and of what went by hand no place has said anything. */
    async list(): Promise<readonly WaitingEnvelope[]> {
      const { entries, pauses, sending: on } = await read();
      const held = pauses.map(({ endpointId, reason }) => reason && endpointId);
      return entries.flatMap((entry) => {
        const { id, state, endpointId, lastReason: reason } = entry;
        if (state === "withdrawn" || wasSavedByHand(entry)) return [];
        const stays = isHandedOver(endpointId) || !on || held.includes(endpointId);
        return { id, state: state !== "queued" ? state : stays ? "parked" : "waiting", reason };
      });
    },
    takeBack: ({ id }: Ask<"takeBack">) => store.withdraw(id, now()),
    async withdraw({ id }: Ask<"withdraw">): Promise<Answer<"withdraw">> {
      const outcome = await withdraw(id);
      void run();
      return outcome;
    },
    async release({ id }: Ask<"release">): Promise<null> {
      await store.release(id);
      return retryNow();
    },
    async readSealed({ id }: Ask<"readSealed">): Promise<string | null> {
      const entry = (await store.list()).find((one) => one.id === id);
      const bytes = entry === undefined ? null : await store.readBytes(entry);
      const text = bytes === null ? "" : toBase64Url(bytes);
      return text.startsWith(SEALED) ? text : null;
    },
    async handedOver({ id }: Ask<"handedOver">): Promise<null> {
      const paired = await pairing();
      await store.handOver(id, paired && endpointIdOf(paired.invite.endpoint));
      return null;
    },
    async sendAgainSince({ since }: Ask<"sendAgainSince">): Promise<Answer<"sendAgainSince">> {
      const sent = await store.sendAgainSince(since);
      await retryNow();
      return sent;
    },
    async setSending({ on }: Ask<"setSending">): Promise<null> {
      await sending.write(on);
      void run();
      return null;
    },
  };
}
export type OutboxDesk = ReturnType<typeof createOutboxDesk>;
