import { type AcceptanceDecision, decideInviteAcceptance } from "../../core/invite/acceptance.ts";
import type { HeldInvite } from "../../core/invite/held-invite.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { originsOf, originsOfHosts } from "../../core/invite/origins.ts";
import type { MyData } from "../../protocol/my-data.ts";
import type { AskBackground, SetupState, StorageHealth } from "../../protocol/page-requests.ts";
import type { Translate } from "../../protocol/strings.ts";
import type { SitesDeps } from "../meeting-sites/sites-actions.ts";
import { askedAddOns } from "./asked-instrument.ts";
import { consentText } from "./consent-text.ts";
import type { NoticedDeps } from "./noticed-actions.ts";
import { type OutboxDeps, saidOfTrying } from "./outbox-actions.ts";
import { inviteReason } from "./reasons.ts";
import type { Consenting, ManagedInvite, SetupEvent } from "./setup-state.ts";

export type InviteReading =
  | { readonly kind: "ok"; readonly invite: Invite; readonly phrase: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

export interface SetupDeps {
  readonly ask: AskBackground;
  readonly readInvite: (text: string) => Promise<InviteReading>;
  /** The invite that whoever manages this computer has set; null where nobody did. */
  readonly managedInvite: () => Promise<string | null>;
  /** The invite in the address of the tab whose toolbar button led here, taken out of that address; mostly null. */
  readonly takeBroughtInvite: () => Promise<string | null>;
  readonly now: () => number;
  /** Must be reached in the same turn as the click: browsers refuse a request without a gesture. */
  readonly requestHosts: (origins: readonly string[]) => Promise<boolean>;
  readonly hashText: (text: string) => Promise<string>;
  /** Demo and tests: http on this machine is a site like others. */
  readonly allowLocalhost: boolean;
  /** Asks the browser not to clear away what waits here; its answer changes nothing. */
  readonly keepStorage: () => void;
  readonly noticed: NoticedDeps;
  readonly myData: MyData;
  readonly outbox: Omit<OutboxDeps, "ask" | "requestHosts">;
}

/** An invite has a few hundred characters; a picture chosen by mistake is not read into memory. */
const MAX_FILE_BYTES = 64 * 1024;

export type SetupActions = ReturnType<typeof createSetupActions>;

/** What a person can set going on this page. Every ending is an event; nothing is thrown at a component. */
export function createSetupActions(deps: SetupDeps, t: Translate, dispatch: (event: SetupEvent) => void) {
  /** A second click while the browser asks must not ask twice; state of the page would be a render too late. */
  let asking = false;

  function judge(invite: Invite, held: HeldInvite | null): AcceptanceDecision {
    return decideInviteAcceptance({
      invite,
      current: held && { invite: held },
      nowMs: deps.now(),
      knowsInstrument: () => askedAddOns(invite, new Date(deps.now()).toISOString().slice(0, 10)) !== null,
    });
  }

  /** The reading, or why this invite cannot be accepted in the place of the one that holds. */
  async function judgedReading(text: string, held: HeldInvite | null): Promise<InviteReading> {
    const reading = await deps.readInvite(text);
    if (reading.kind === "refused") return reading;
    const decision = judge(reading.invite, held);
    return decision.kind === "refused" ? decision : reading;
  }

  async function readManaged(held: HeldInvite | null): Promise<ManagedInvite | null> {
    const text = await deps.managedInvite();
    if (text === null) return null;
    const reading = await deps.readInvite(text);
    if (reading.kind === "refused") return { text, isUpdate: false, use: "none" };
    const decision = judge(reading.invite, held);
    const isAnothers =
      decision.kind === "refused" && (decision.reason === "foreignIssuer" || decision.reason === "otherClient");
    return { text, isUpdate: decision.kind === "update", use: isAnothers ? "elsewhere" : "here" };
  }

  async function load(): Promise<void> {
    try {
      const [setup, waiting] = await Promise.all([deps.ask("readSetup", null), deps.ask("listWaiting", null)]);
      const lost = setup === null && (await deps.ask("readHealth", null)) === "lost";
      const managed = await readManaged(setup?.invite ?? null);
      dispatch({ kind: "loaded", loaded: { setup, waiting, managed, lost } });
    } catch {
      // The background did not answer: a page that is filled already stays as it is.
      dispatch({ kind: "loadFailed", health: await readHealth() });
    }
  }

  async function readHealth(): Promise<StorageHealth> {
    try {
      return await deps.ask("readHealth", null);
    } catch {
      // Nobody there to say more.
      return "ready";
    }
  }

  async function start(): Promise<void> {
    await load();
    const text = await deps.takeBroughtInvite();
    if (text !== null) dispatch({ kind: "broughtInvite", text });
  }

  async function readText(text: string, held: HeldInvite | null): Promise<void> {
    if (text.trim() === "") return dispatch({ kind: "inviteRefused", reason: "setupInviteEmpty" });
    dispatch({ kind: "inviteReading", text });
    try {
      const reading = await judgedReading(text, held);
      if (reading.kind === "ok") dispatch({ ...reading, kind: "inviteOpened" });
      else dispatch({ kind: "inviteRefused", reason: inviteReason(reading.reason) });
    } catch {
      // Whatever a stranger's text did to the reader, the person needs a sentence and keeps the text.
      dispatch({ kind: "inviteRefused", reason: "reasonInviteOther" });
    }
  }

  async function readFile(file: Blob, held: HeldInvite | null): Promise<void> {
    if (file.size > MAX_FILE_BYTES) return dispatch({ kind: "inviteRefused", reason: "setupInviteFileTooLarge" });
    try {
      await readText(await file.text(), held);
    } catch {
      // Moved or locked since it was chosen.
      dispatch({ kind: "inviteRefused", reason: "setupInviteFileUnreadable" });
    }
  }

  /** Calls `requestHosts` before anything else: it has to happen inside the click. */
  async function askBrowser(origins: readonly string[]): Promise<boolean> {
    try {
      return await deps.requestHosts(origins);
    } catch {
      // Some refusals of the browser arrive as errors; for the person it is the same: not allowed.
      return false;
    }
  }

  async function agree(consent: Consenting): Promise<void> {
    const { openByItself } = consent;
    if (openByItself === null) return dispatch({ kind: "consentFailed", problem: { kind: "notChosen" } });
    if (asking) return;
    asking = true;
    const granted = askBrowser(originsOf(consent.invite));
    dispatch({ kind: "browserAsking" });
    try {
      if (await granted) await accept(consent, openByItself);
      else dispatch({ kind: "consentFailed", problem: { kind: "refused" } });
    } catch {
      // Hashing or the background failed: nothing was accepted, the person may try again.
      dispatch({ kind: "consentFailed", problem: { kind: "notSaved" } });
    } finally {
      asking = false;
    }
  }

  async function accept({ text, invite }: Consenting, openByItself: boolean): Promise<void> {
    dispatch({ kind: "consentSaving" });
    const consentHash = await deps.hashText(consentText(invite, t));
    const answer = await deps.ask("acceptInvite", { text, consentHash, openByItself });
    if (answer.kind === "refused") {
      return dispatch({ kind: "consentFailed", problem: { kind: "notAccepted", reason: inviteReason(answer.reason) } });
    }
    deps.keepStorage();
    dispatch({ kind: "accepted" });
    await load();
  }

  async function allowAgain({ videoHosts, endpointHost }: SetupState): Promise<void> {
    if (asking) return;
    asking = true;
    const granted = await askBrowser(originsOfHosts(videoHosts, endpointHost));
    asking = false;
    if (!granted) return dispatch({ kind: "noticed", notice: "setupStillRefused" });
    await attempt(async () => {
      await deps.ask("retryNow", null);
    });
  }

  /** Does it, then shows how things stand now. */
  async function attempt(request: () => Promise<void>): Promise<void> {
    try {
      await request();
    } catch {
      // The background did not answer; what is shown afterwards is what is true.
      dispatch({ kind: "noticed", notice: "setupActionFailed" });
    }
    await load();
  }

  return {
    /** The card of places has actions of its own. */
    sites: {
      list: () => deps.ask("listSites", null),
      add: (site) => deps.ask("addSites", site),
      remove: (id) => deps.ask("removeSite", { id }),
      requestHosts: deps.requestHosts,
      allowLocalhost: deps.allowLocalhost,
    } satisfies SitesDeps,
    load,
    start,
    readText,
    readFile,
    agree,
    allowAgain,
    retryNow: () =>
      attempt(async () => {
        await deps.ask("retryNow", null);
        dispatch({ kind: "noticed", notice: await saidOfTrying(deps.ask) });
      }),
    setOpenByItself: (on: boolean) =>
      attempt(async () => {
        await deps.ask("setOpenByItself", { on });
      }),
    setPaused: (on: boolean) =>
      attempt(async () => {
        await deps.ask("setPaused", { on });
      }),
    leave: (deleteWaiting: boolean) =>
      attempt(async () => {
        await deps.ask("leave", { deleteWaiting });
        dispatch({ kind: "left" });
      }),
  };
}
