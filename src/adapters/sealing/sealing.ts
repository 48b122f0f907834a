import type { Instrument } from "../../core/alliance/instrument.ts";
import { type AddOnInvite, addOnsOf } from "../../core/invite/asked-add-ons.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { formOf } from "../../core/outbox/envelope-form.ts";
import { toFhirResponse } from "../../protocol/fhir-response.ts";
import { toUtf8 } from "./bytes.ts";
import { type PayloadFacts, sealEnvelope, signEnvelope } from "./seal-envelope.ts";

export interface SealingDeps {
  readonly clientKey: (client: string) => Promise<{ readonly privateKey: CryptoKey } | null>;
  readonly instrumentOf: (invite: SealingInvite) => Promise<Instrument | null>;
  /** For what is not sealed: keeps it unreadable for as long as it lies here. */
  readonly hide: (id: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
}

export type SealingInvite = Pick<Invite, "mode" | "endpoint" | "recipients" | "instrument" | "questions"> & AddOnInvite;

/** What the outbox keeps of a payload, in the form the invite asks for. Null where the client's key is gone. */
export function createSealing({ clientKey, instrumentOf, hide }: SealingDeps) {
  return async (payload: PayloadFacts, invite: SealingInvite): Promise<Uint8Array | null> => {
    const [key, instrument] = [await clientKey(payload.client), await instrumentOf(invite)];
    if (key === null || instrument === null) return null;
    const facts = { payload, privateKey: key.privateKey, recipients: invite.recipients };
    switch (formOf(invite)) {
      case "sealed":
        return sealEnvelope(facts);
      case "signed":
        return hide(payload.id, toUtf8(JSON.stringify(await signEnvelope(facts))));
      case "fhir":
        return hide(
          payload.id,
          toUtf8(JSON.stringify(toFhirResponse(payload, instrument, addOnsOf(invite, instrument)))),
        );
    }
  };
}
