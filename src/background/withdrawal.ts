import { isWithdrawal, type OutboxEntry, withdrawalOf } from "../core/outbox/outbox-entry.ts";
import type { OutboxStore, WithdrawalOutcome } from "../core/outbox/outbox-store.ts";
import { endpointIdOf, type Pairing } from "../core/outbox/pairing.ts";
import type { Answer } from "../protocol/page-requests.ts";
import { toWithdrawnResponse } from "../protocol/questionnaire-response.ts";
import { type EnvelopeDeps, sealNumbered } from "./numbered-envelope.ts";

export interface WithdrawalDeps extends EnvelopeDeps {
  readonly store: Pick<OutboxStore, "nextSeq" | "list" | "withdraw" | "withdrawSent">;
}

/** Takes a response back; where it may have left, an envelope goes after it that asks to disregard it. */
export function createWithdrawal(deps: WithdrawalDeps) {
  const { store } = deps;
  /** Null where nobody can sign for this response any more, or its endpoint would be told in another form than it was. */
  async function ask(entry: OutboxEntry): Promise<Exclude<WithdrawalOutcome, "seqTaken"> | null> {
    const pairing = await deps.pairing();
    const instrument = pairing && (await deps.instrumentOf(pairing.invite));
    if (!instrument || pairing.invite.client !== entry.client || !isSameForm(pairing, entry)) return null;
    const { client, instrument: name } = pairing.invite;
    const withdrawn = { id: entry.id, client, instrument: name, submittedAt: entry.createdAt };
    const contents = {
      type: "withdrawn",
      bodyOf: () => toWithdrawnResponse(withdrawn),
      checkInId: withdrawalOf(entry.id),
      endpointId: entry.endpointId,
      waitMs: waitMs(entry, deps.now()),
    } as const;
    return sealNumbered(deps, [pairing, instrument], contents, async (envelope) => {
      const outcome = await store.withdrawSent(entry.id, envelope);
      return outcome === "seqTaken" ? null : outcome;
    });
  }

  return async (id: string): Promise<Answer<"withdraw">> => {
    if ((await store.withdraw(id, deps.now())) === "takenBack") return "takenBack";
    const entry = (await store.list()).find((one) => one.id === id);
    if (entry === undefined || isWithdrawal(entry)) return "tooLate";
    return (await ask(entry)) ?? store.withdraw(id, deps.now(), true);
  };
}

/** Plain only to the place that the consent to plain was for. */
function isSameForm({ invite }: Pairing, { plain, endpointId }: OutboxEntry): boolean {
  if (invite.mode === "sealed") return plain === undefined;
  return plain !== undefined && endpointIdOf(invite.endpoint) === endpointId;
}

/** What is emptied in its place must not be overtaken: the send under way ends with its lease. */
function waitMs({ plain, state, nextAt }: OutboxEntry, now: number): number {
  return plain && state === "sending" ? Math.max(0, nextAt - now) : 0;
}
