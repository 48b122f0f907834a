import { findInstrument } from "../core/alliance/instruments/index.ts";
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Deliver } from "../core/outbox/delivery.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import { type EnvelopePayload, isoMinute } from "../protocol/envelope.ts";
import type { ConnectionTest } from "../protocol/page-requests.ts";

export interface ConnectionTestDeps {
  readonly pairing: () => Promise<Pairing | null>;
  /** False: nothing leaves, a test neither. */
  readonly isOn: () => Promise<boolean>;
  /** Null where the client's signing key is gone. */
  readonly seal: (
    payload: Omit<EnvelopePayload, "v" | "to">,
    recipients: readonly string[],
  ) => Promise<Uint8Array | null>;
  readonly digest: (bytes: Uint8Array) => Promise<string>;
  readonly hash: (text: string) => Promise<string>;
  readonly deliver: Deliver;
  /** It got there: what the endpoint was held for is over. */
  readonly onDelivered: (endpoint: InviteEndpoint) => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
}

/** Sends one letter without answers twice, the same bytes under the same id. It takes no number and is not kept. */
export function createConnectionTest(deps: ConnectionTestDeps): () => Promise<ConnectionTest> {
  return async () => {
    const pairing = await deps.pairing();
    if (pairing === null) return notTested("noInvite");
    const { endpoint, recipients } = pairing.invite;
    if (endpoint.adapter === "file") return notTested("byHand");
    if (endpoint.adapter === "fhir") return notTested("readsAll");
    if (!(await deps.isOn())) return notTested("off");
    const id = deps.newId();
    const bytes = await deps.seal(await payloadOf(deps, pairing, id), recipients);
    if (bytes === null) return notTested("failed");
    const order = { id, bytes, sha256: await deps.digest(bytes), endpoint };
    const first = await deps.deliver(order);
    const arrived = first.kind === "delivered" || first.kind === "taken";
    if (arrived) await deps.onDelivered(endpoint);
    return {
      kind: "tested",
      first,
      second: arrived ? await deps.deliver(order) : null,
      keepsOnce: keepsOnce(endpoint),
    };
  };
}

type Untested = Extract<ConnectionTest, { readonly kind: "notTested" }>;

function notTested(reason: Untested["reason"]): Untested {
  return { kind: "notTested", reason };
}

/** A PUT to one name is one object; a file drop makes a second copy, and what a webhook does nobody can tell. */
function keepsOnce({ adapter, profile }: InviteEndpoint): boolean {
  return adapter === "put" && profile !== "nextcloud-drop";
}

async function payloadOf(
  { hash, now }: ConnectionTestDeps,
  { invite, publicKey, mac, consentHash, acceptedAt }: Pairing,
  id: string,
): Promise<Omit<EnvelopePayload, "v" | "to">> {
  const { client, instrument } = invite;
  return {
    type: "test",
    id,
    seq: 1,
    client,
    key: publicKey,
    mac,
    instrument: `${instrument}|${await hash(JSON.stringify(findInstrument(instrument)))}`,
    at: isoMinute(now()),
    consent: { hash: consentHash, at: isoMinute(acceptedAt) },
    body: {},
  };
}
