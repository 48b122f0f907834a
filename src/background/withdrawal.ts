import { findInstrument } from "../core/alliance/instruments/index.ts";
import { isWithdrawal, type OutboxEntry, withdrawalOf } from "../core/outbox/outbox-entry.ts";
import type { OutboxStore } from "../core/outbox/outbox-store.ts";
import { endpointIdOf, type Pairing } from "../core/outbox/pairing.ts";
import { isoMinute } from "../protocol/envelope.ts";
import type { Answer } from "../protocol/page-requests.ts";
import { toWithdrawnResponse } from "../protocol/questionnaire-response.ts";
import { type AnswerKeepingDeps, MAX_SEALINGS } from "./answer-keeping.ts";

export type WithdrawalDeps = Omit<AnswerKeepingDeps, "store" | "complain"> & {
  readonly store: Pick<OutboxStore, "nextSeq" | "list" | "withdraw" | "withdrawSent">;
};

/** Takes a response back; where it may have left, an envelope goes after it that asks to disregard it. */
export function createWithdrawal(deps: WithdrawalDeps) {
  /** Null where nobody can sign for this response any more, or its endpoint would be told in another form than it was. */
  async function requestFor(entry: OutboxEntry) {
    const pairing = await deps.pairing();
    const instrument = pairing && findInstrument(pairing.invite.instrument);
    if (!instrument || pairing.invite.client !== entry.client || !isSameForm(pairing, entry)) return null;
    const { invite, publicKey: key, mac, consentHash, acceptedAt } = pairing;
    const [id, createdAt, hash] = [deps.newId(), deps.now(), await deps.instrumentHash(instrument)];
    const frame = { client: invite.client, instrument: invite.instrument };
    const payload = {
      type: "withdrawn" as const,
      id,
      client: invite.client,
      key,
      mac,
      instrument: `${invite.instrument}|${hash}`,
      at: isoMinute(createdAt),
      consent: { hash: consentHash, at: isoMinute(acceptedAt) },
      body: toWithdrawnResponse({ ...frame, id: entry.id, submittedAt: entry.createdAt }),
    };
    const { client, endpointId } = entry;
    const kept = { id, checkInId: withdrawalOf(entry.id), client, endpointId, consentHash, createdAt };
    const plain = entry.plain && { plain: true as const };
    return { payload, kept: { ...kept, ...plain, notBefore: notBefore(entry, createdAt) }, invite };
  }

  return async (id: string): Promise<Answer<"withdraw">> => {
    const { store } = deps;
    if ((await store.withdraw(id, deps.now())) === "takenBack") return "takenBack";
    const entry = (await store.list()).find((one) => one.id === id);
    const request = entry === undefined || isWithdrawal(entry) ? null : await requestFor(entry);
    if (request === null) return "tooLate";
    for (let sealing = 0; sealing < MAX_SEALINGS; sealing++) {
      const seq = await store.nextSeq(request.payload.client);
      const bytes = await deps.seal({ ...request.payload, seq }, request.invite);
      if (bytes === null) return "tooLate";
      const outcome = await store.withdrawSent(id, { ...request.kept, seq, bytes });
      if (outcome !== "seqTaken") return outcome;
    }
    return "tooLate";
  };
}

/** Plain only to the place that the consent to plain was for. */
function isSameForm({ invite }: Pairing, { plain, endpointId }: OutboxEntry): boolean {
  if (invite.mode === "sealed") return plain === undefined;
  return plain !== undefined && endpointIdOf(invite.endpoint) === endpointId;
}

/** What is emptied in its place must not be overtaken: the send under way ends with its lease. */
function notBefore({ plain, state, nextAt }: OutboxEntry, now: number): number {
  return plain && state === "sending" ? Math.max(now, nextAt) : now;
}
