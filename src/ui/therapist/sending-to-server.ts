import type { FhirTarget, PushFailure, PushReply } from "../../protocol/fhir-target.ts";
import type { JsonRecord } from "../../protocol/json.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** How far it is, and what came back so far; in responses, each with its scores. */
export interface Sent {
  readonly done: number;
  /** Something of it was new to the server. */
  readonly created: number;
  /** All of it was there. */
  readonly there: number;
  readonly rejected: number;
  readonly several: number;
  /** Null while it goes on, and once all were sent. */
  readonly failure: PushFailure | null;
}

export const NOTHING_SENT: Sent = { done: 0, created: 0, there: 0, rejected: 0, several: 0, failure: null };

export const FAILURE_WORDS: Readonly<Record<PushFailure, MessageKey>> = {
  noPermission: "therapistServerNoPermission",
  noReply: "therapistServerNoReply",
  wrongToken: "therapistServerWrongToken",
  noServer: "therapistServerNone",
  moved: "therapistServerMoved",
  busy: "therapistServerBusy",
  stopped: "therapistServerStopped",
};

type Send = (server: FhirTarget, transaction: JsonRecord, stop: AbortSignal) => Promise<PushReply>;

/** One after the other: two at once may make two of one (docs/fhir.md). Ends at the first thing that is wrong with the server. */
export async function sendAll(
  send: Send,
  server: FhirTarget,
  transactions: readonly JsonRecord[],
  stop: AbortSignal,
  onSent: (sent: Sent) => void,
): Promise<void> {
  let sent = NOTHING_SENT;
  for (const transaction of transactions) {
    sent = afterReply(sent, stop.aborted ? STOPPED : await send(server, transaction, stop));
    onSent(sent);
    if (sent.failure !== null) return;
  }
}

const STOPPED: PushReply = { kind: "failed", reason: "stopped" };

export function afterReply(sent: Sent, reply: PushReply): Sent {
  switch (reply.kind) {
    case "stored": {
      const isNew = reply.created > 0;
      return {
        ...sent,
        done: sent.done + 1,
        created: sent.created + Number(isNew),
        there: sent.there + Number(!isNew),
      };
    }
    case "refused":
      return { ...sent, done: sent.done + 1, [reply.reason]: sent[reply.reason] + 1 };
    case "failed":
      return { ...sent, failure: reply.reason };
  }
}
