import { type HostRules, isThisMachine, isVideoHost } from "../../core/invite/hosts.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { RoomFacts } from "./room-form.ts";

/** What is typed while an invite is made. */
export interface InviteForm {
  readonly label: string;
  readonly sites: string;
  readonly token: string;
  readonly takeBackMinutes: string;
}
export type InviteField = keyof InviteForm;

/** Ten minutes: long enough for a second thought, short enough that the answer is there before the next session. */
export const EMPTY_INVITE: InviteForm = { label: "", sites: "", token: "", takeBackMinutes: "10" };
/** The video chat may have logged the invite: it cannot be accepted for ever. */
export const INVITE_DAYS = 7;
const LONGEST_LABEL = 60;
const MOST_SITES = 10;
const DAY_MINUTES = 24 * 60;

/** What an invite is made of, beside the therapist's key and mailbox. */
export interface InviteFacts extends RoomFacts {
  readonly label: string;
  readonly videoHosts: readonly string[];
  /** Lets this one client put sealed answers into the mailbox, and nothing else. */
  readonly token: string;
  readonly takeBackSeconds: number;
}

export type InviteFaults = Partial<Readonly<Record<InviteField, MessageKey>>>;
export type InviteFormReading =
  | { readonly kind: "facts"; readonly facts: InviteFacts }
  | { readonly kind: "faults"; readonly faults: InviteFaults };

export function readInviteForm(form: InviteForm, rules: HostRules): InviteFormReading {
  const label = form.label.trim();
  const token = form.token.trim();
  const videoHosts = hostsIn(form.sites);
  const minutes = /^\d{1,4}$/.test(form.takeBackMinutes.trim()) ? Number(form.takeBackMinutes) : null;
  const faults: Partial<Record<InviteField, MessageKey>> = {};
  if (label === "" || label.length > LONGEST_LABEL) faults.label = "therapistFaultLabel";
  if (videoHosts.length === 0) faults.sites = "therapistFaultNoSite";
  else if (videoHosts.length > MOST_SITES || !videoHosts.every((host) => isVideoHost(host, rules))) {
    faults.sites = "therapistFaultSite";
  }
  if (!isBearerToken(token)) faults.token = "therapistFaultToken";
  if (minutes === null || minutes > DAY_MINUTES) faults.takeBackMinutes = "therapistFaultMinutes";
  if (Object.keys(faults).length > 0 || minutes === null) return { kind: "faults", faults };
  return { kind: "facts", facts: { label, videoHosts, token, takeBackSeconds: minutes * 60 } };
}

/** Host names as people paste them: whole meeting addresses, several in a line, in capitals. */
export function hostsIn(text: string): readonly string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  return [...new Set(words.map(hostOf))];
}

function hostOf(word: string): string {
  const [host = ""] = word
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .split(/[/?#]/);
  // Only this machine's own sites are told apart by port.
  return isThisMachine(host) ? host : host.replace(/:\d+$/, "");
}

/** What RFC 6750 lets a token be. */
export function isBearerToken(text: string): boolean {
  return /^[A-Za-z0-9._~+/-]{1,256}=*$/.test(text);
}
