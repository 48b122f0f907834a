import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Deliver } from "../core/outbox/delivery.ts";
import { keepsOnce } from "../core/outbox/keeps-once.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import type { ConnectionTest } from "../protocol/page-requests.ts";
import { type EnvelopeDeps, frameOf } from "./numbered-envelope.ts";

export interface ConnectionTestDeps extends Omit<EnvelopeDeps, "store"> {
  /** False: nothing leaves, a test neither. */
  readonly isOn: () => Promise<boolean>;
  readonly digest: (bytes: Uint8Array) => Promise<string>;
  readonly deliver: Deliver;
  /** It got there: what the endpoint was held for is over. */
  readonly onDelivered: (endpoint: InviteEndpoint) => Promise<void>;
}

/** Sends one letter without answers twice, the same bytes under the same id. It takes no number and is not kept. */
export function createConnectionTest(deps: ConnectionTestDeps): () => Promise<ConnectionTest> {
  return async () => {
    const pairing = await deps.pairing();
    if (pairing === null) return notTested("noInvite");
    const { endpoint } = pairing.invite;
    if (endpoint.adapter === "file") return notTested("byHand");
    if (endpoint.adapter === "fhir") return notTested("readsAll");
    if (!(await deps.isOn())) return notTested("off");
    const id = deps.newId();
    const bytes = await sealed(deps, pairing, id);
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

/** Known by its seal wherever it goes, also where answers go plain: there is nothing in it to be read. */
async function sealed(deps: ConnectionTestDeps, pairing: Pairing, id: string): Promise<Uint8Array | null> {
  const instrument = await deps.instrumentOf(pairing.invite);
  if (instrument === null) return null;
  const frame = await frameOf(deps, [pairing, instrument], { type: "test", id, at: deps.now(), body: {} });
  return deps.seal({ ...frame, seq: 1 }, { ...pairing.invite, mode: "sealed" });
}
