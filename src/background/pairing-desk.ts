import type { Instrument } from "../core/alliance/instrument.ts";
import { decideInviteAcceptance } from "../core/invite/acceptance.ts";
import { addOnsOf } from "../core/invite/asked-add-ons.ts";
import type { InviteRefusal } from "../core/invite/checks.ts";
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import { withoutSecrets } from "../core/invite/held-invite.ts";
import type { Invite } from "../core/invite/invite.ts";
import { hostOfAddress, originsOf, videoOriginsOf, withoutHosts } from "../core/invite/origins.ts";
import { withoutRooms } from "../core/invite/rooms.ts";
import type { HoldReason } from "../core/outbox/delivery.ts";
import { endpointIdOf, type Pairing } from "../core/outbox/pairing.ts";
import type { Answer, Ask, SetupState } from "../protocol/page-requests.ts";
import type { InstrumentOf } from "./asked-instrument.ts";

export interface PairingDeskDeps {
  readonly pairing: () => Promise<Pairing | null>;
  /** Pairing and endpoint are on disk when it resolves. */
  readonly keepPairing: (pairing: Pairing | null) => Promise<void>;
  readonly keepEndpoint: (endpointId: string, endpoint: InviteEndpoint) => Promise<void>;
  readonly readInvite: (
    text: string,
  ) => Promise<
    { readonly kind: "ok"; readonly invite: Invite } | { readonly kind: "refused"; readonly reason: InviteRefusal }
  >;
  readonly instrumentOf: InstrumentOf;
  /** Hashes the rooms an invite names into the room book. */
  readonly learnRooms: (invite: Invite) => Promise<void>;
  /** Makes and keeps the client's signing key; gives its public half. */
  readonly makeKey: (client: string) => Promise<string>;
  readonly macOf: (secret: string, client: string, publicKey: string) => Promise<string>;
  readonly consents: {
    readonly add: (consent: {
      readonly hash: string;
      readonly acceptedAt: number;
      readonly client: string;
      readonly endpointId: string;
    }) => Promise<void>;
    readonly end: (client: string, endedAt: number) => Promise<void>;
  };
  readonly isPermitted: (origins: readonly string[]) => Promise<boolean>;
  readonly openByItself: { readonly read: () => Promise<boolean>; readonly write: (on: boolean) => Promise<void> };
  readonly pausedUntil: () => Promise<number | null>;
  readonly heldFor: (endpointId: string) => Promise<HoldReason | null>;
  readonly withdrawAll: () => Promise<unknown>;
  readonly forgetKey: (client: string) => Promise<void>;
  /** Sites the client added; they end with the pairing. */
  readonly ownSites: {
    readonly origins: () => Promise<readonly string[]>;
    /** Forgets them; gives the origins they had. */
    readonly forget: () => Promise<readonly string[]>;
  };
  /** Of every place answers were ever to go to, or of those for which some still wait. */
  readonly endpointOrigins: (waitingOnly?: boolean) => Promise<readonly string[]>;
  readonly releaseHosts: (origins: readonly string[]) => Promise<void>;
  /** Stops listening to every page and forgets what sessions there were. */
  readonly stopWatching: () => Promise<void>;
  /** Registers scripts, looks into open tabs, runs the outbox: whatever a changed pairing asks for. */
  readonly changed: () => Promise<void>;
  readonly now: () => number;
}

/** Accepts, shows and ends the pairing with a therapist. */
export function createPairingDesk(deps: PairingDeskDeps) {
  /** An update keeps the client's key: the therapist has pinned it. */
  async function keyFor(invite: Invite, current: Pairing | null): Promise<Pick<Pairing, "publicKey" | "mac">> {
    const sameClient = current?.invite.client === invite.client && current.invite.secret === invite.secret;
    if (current !== null && sameClient) return { publicKey: current.publicKey, mac: current.mac };
    const publicKey = current?.publicKey ?? (await deps.makeKey(invite.client));
    return { publicKey, mac: await deps.macOf(invite.secret, invite.client, publicKey) };
  }

  /** These and all places for answers, but for what is needed and where answers still wait. */
  async function giveBack(origins: readonly string[], needed: readonly string[]): Promise<void> {
    const kept = [...needed, ...(await deps.endpointOrigins(true))];
    await deps.releaseHosts(withoutHosts([...origins, ...(await deps.endpointOrigins())], kept));
  }

  /** Leaving may have been cut short: nothing of an earlier therapist is this one's. */
  async function clearLeftOvers(): Promise<readonly string[]> {
    await deps.stopWatching();
    return deps.ownSites.forget();
  }

  return {
    async accept({ text, consentHash, openByItself }: Ask<"acceptInvite">): Promise<Answer<"acceptInvite">> {
      const read = await deps.readInvite(text);
      if (read.kind === "refused") return read;
      const current = await deps.pairing();
      const acceptedAt = deps.now();
      const instrument = await deps.instrumentOf(read.invite);
      const decision = decideInviteAcceptance({
        invite: read.invite,
        current,
        nowMs: acceptedAt,
        knowsInstrument: () => instrument !== null && knowsAddOns(read.invite, instrument),
      });
      if (decision.kind === "refused") return decision;
      const { invite } = decision;
      const endpointId = endpointIdOf(invite.endpoint);
      const before = current === null ? await clearLeftOvers() : videoOriginsOf(current.invite);
      const key = await keyFor(invite, current);
      await deps.consents.add({ hash: consentHash, acceptedAt, client: invite.client, endpointId });
      await deps.keepEndpoint(endpointId, invite.endpoint);
      await deps.openByItself.write(openByItself);
      await deps.learnRooms(invite);
      await deps.keepPairing({ invite: withoutRooms(invite), acceptedAt, consentHash, ...key });
      await giveBack(before, [...originsOf(invite), ...(await deps.ownSites.origins())]);
      await deps.changed();
      return { kind: "accepted" };
    },

    async read(): Promise<SetupState | null> {
      const pairing = await deps.pairing();
      if (pairing === null) return null;
      const { invite, acceptedAt } = pairing;
      return {
        invite: withoutSecrets(invite),
        therapist: invite.issuer.name,
        endpointHost: hostOfAddress(invite.endpoint.url),
        videoHosts: invite.videoHosts,
        acceptedAt,
        sealed: invite.mode === "sealed",
        openByItself: await deps.openByItself.read(),
        pausedUntil: await deps.pausedUntil(),
        permitted: await deps.isPermitted(originsOf(invite)),
        held: await deps.heldFor(endpointIdOf(invite.endpoint)),
      };
    },

    async leave({ deleteWaiting }: Ask<"leave">): Promise<null> {
      const pairing = await deps.pairing();
      if (pairing === null) return null;
      if (deleteWaiting) await deps.withdrawAll();
      await deps.consents.end(pairing.invite.client, deps.now());
      await deps.keepPairing(null);
      await deps.forgetKey(pairing.invite.client);
      const own = await deps.ownSites.forget();
      await deps.stopWatching();
      await giveBack([...originsOf(pairing.invite), ...own], []);
      await deps.changed();
      return null;
    },
  };
}
/** Each of them may stand beside this set. */
function knowsAddOns(invite: Invite, main: Instrument): boolean {
  return addOnsOf(invite, main).length === (invite.addOns?.length ?? 0);
}

export type PairingDesk = ReturnType<typeof createPairingDesk>;
