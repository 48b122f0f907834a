import { type Instrument, instrumentKey } from "../../core/alliance/instrument.ts";
import { DEFAULT_INSTRUMENT } from "../../core/alliance/instruments/index.ts";
import { isCrisisLine } from "../../core/invite/checks.ts";
import type { HostRules } from "../../core/invite/hosts.ts";
import { NOTHING_OF_THEIR_OWN, type OwnKey } from "../../core/invite/own-key.ts";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import {
  NOTHING_PICKED,
  type PickedSite,
  type Picking,
  type PickingFault,
  readPicking,
} from "../meeting-sites/picking.ts";
import { type OwnKeyFaults, readOwnKey } from "./own-key-form.ts";
import type { RoomFacts } from "./room-form.ts";

/** What is typed while an invite is made. */
export interface InviteForm {
  readonly label: string;
  /** `name|version`. */
  readonly instrument: string;
  /** `name|version` of what is asked beside it. */
  readonly addOnNames: readonly string[];
  readonly sites: readonly PickedSite[];
  readonly picking: Picking;
  readonly own: OwnKey;
  readonly takeBackMinutes: string;
  readonly crisisLine: string;
}
/** What is typed in one line. */
export type InviteField = "label" | "takeBackMinutes" | "crisisLine";

/** Ten minutes: long enough for a second thought, short enough that the answer is there before the next session. */
export const EMPTY_INVITE: InviteForm = {
  label: "",
  instrument: DEFAULT_INSTRUMENT,
  addOnNames: [],
  sites: [],
  picking: NOTHING_PICKED,
  own: NOTHING_OF_THEIR_OWN,
  takeBackMinutes: "10",
  crisisLine: "",
};
/** The form as it opens: what the practice has set stands in it. */
export function startInvite({ crisisLine, questions }: ManagedValues, choices: readonly Instrument[]): InviteForm {
  const isKnown = choices.some((instrument) => instrumentKey(instrument) === questions);
  return {
    ...EMPTY_INVITE,
    crisisLine: crisisLine ?? "",
    instrument: questions !== null && isKnown ? questions : EMPTY_INVITE.instrument,
  };
}

/** The video chat may have logged the invite: it cannot be accepted for ever. */
export const INVITE_DAYS = 7;
const LONGEST_LABEL = 60;
/** As many as an invite may name. */
const MOST_SITES = 10;
const DAY_MINUTES = 24 * 60;

/** What an invite is made of, beside the therapist's key and place. */
export interface InviteFacts extends RoomFacts {
  readonly label: string;
  /** `name|version` of the questions. */
  readonly instrument: string;
  /** `name|version` of what is asked beside it; absent where nothing is. */
  readonly addOnNames?: readonly string[];
  readonly videoHosts: readonly string[];
  /** Lets this one client bring answers to the place, and nothing else. */
  readonly own: OwnKey;
  readonly takeBackSeconds: number;
  /** Whom to call, in the therapist's own words; left out where nothing was written. */
  readonly crisisLine?: string;
}

export type InviteFaults = Partial<Readonly<Record<InviteField, MessageKey>>> & {
  readonly sites?: PickingFault;
  readonly own?: OwnKeyFaults;
};
export type InviteFormReading =
  | { readonly kind: "facts"; readonly facts: InviteFacts }
  | { readonly kind: "faults"; readonly faults: InviteFaults };

export function readInviteForm(form: InviteForm, place: Place, rules: HostRules): InviteFormReading {
  const label = form.label.trim();
  const own = readOwnKey(form.own, place, rules);
  const sites = readSites(form, rules);
  const crisisLine = form.crisisLine.trim();
  const minutes = /^\d{1,4}$/.test(form.takeBackMinutes.trim()) ? Number(form.takeBackMinutes) : null;
  const faults: { -readonly [Name in keyof InviteFaults]: InviteFaults[Name] } = {};
  if (!isLabel(label)) faults.label = "therapistFaultLabel";
  if (sites.kind === "fault") faults.sites = sites.fault;
  if (own.kind === "faults") faults.own = own.faults;
  if (minutes === null || minutes > DAY_MINUTES) faults.takeBackMinutes = "therapistFaultMinutes";
  if (crisisLine !== "" && !isCrisisLine(crisisLine)) faults.crisisLine = "therapistFaultCrisisLine";
  if (Object.keys(faults).length > 0 || minutes === null || sites.kind === "fault" || own.kind === "faults")
    return { kind: "faults", faults };
  const { addOnNames } = form;
  const said = { ...(crisisLine !== "" && { crisisLine }), ...(addOnNames.length > 0 && { addOnNames }) };
  return {
    kind: "facts",
    facts: {
      label,
      instrument: form.instrument,
      videoHosts: sites.hosts,
      own: own.own,
      takeBackSeconds: minutes * 60,
      ...said,
    },
  };
}

export function isLabel(text: string): boolean {
  return text !== "" && text.length <= LONGEST_LABEL;
}

type SitesReading =
  | { readonly kind: "hosts"; readonly hosts: readonly string[] }
  | { readonly kind: "fault"; readonly fault: PickingFault };

/** The sites on the list, and the one that is chosen but not put on it yet. */
function readSites({ sites, picking }: InviteForm, rules: HostRules): SitesReading {
  const reading = readPicking(picking, rules);
  if (reading.kind === "fault" && (sites.length === 0 || picking.chosen !== null)) return reading;
  const picked = reading.kind === "site" ? [reading.site] : [];
  const hosts = [...new Set([...sites, ...picked].flatMap((site) => site.hosts))];
  if (hosts.length === 0) return { kind: "fault", fault: { key: "therapistFaultByHand", beside: "list" } };
  if (hosts.length > MOST_SITES) return { kind: "fault", fault: { key: "therapistFaultSites", beside: "list" } };
  return { kind: "hosts", hosts };
}
