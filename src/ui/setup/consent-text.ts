import type { Instrument } from "../../core/alliance/instrument.ts";
import { isHarmForm, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import { type CredentialWarning, judgeCredential } from "../../core/invite/credential-warning.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { hostOfAddress } from "../../core/invite/origins.ts";
import { siteOfRoom } from "../../core/invite/rooms.ts";
import { platformOfHost } from "../../platforms/index.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { askedAddOns, askedInstrument } from "./asked-instrument.ts";
import { type SampleRow, sampleRows } from "./consent-sample.ts";
import { isolate } from "./local-words.ts";

/** Counts up, with its day, whenever a sentence of the consent changes. */
export const CONSENT_VERSION = "7";
export const CONSENT_DAY = "2026-12-01";

/** What an invite without its own figure gives: clinical practice, ten minutes to think again. */
const DEFAULT_TAKE_BACK_SECONDS = 600;

export interface ConsentSection {
  readonly key: MessageKey;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly SampleRow[];
}

/** The consent as it is drawn. What is not in here is not part of what the client agreed to. */
export function consentSections(invite: Invite, t: Translate): readonly ConsentSection[] {
  const name = isolate(invite.issuer.name);
  const host = isolate(hostOfAddress(invite.endpoint.url));
  const sealed = invite.mode === "sealed";
  const section = sectionsIn(t);
  return [
    section("setupConsentWhatTitle", [t("setupConsentWhat", name), t("setupConsentVoluntary")]),
    section("setupConsentSafetyTitle", [t("setupConsentSafety")]),
    section("setupConsentReadersTitle", [
      readers(invite, name, host, t),
      t("setupConsentWhenRead", name),
      t("setupConsentRecord"),
      t("setupConsentResearch"),
    ]),
    section("setupConsentWhereTitle", whereTo(invite, name, host, t)),
    section(
      "setupConsentSentTitle",
      [t(sealed ? "setupConsentSentSealed" : "setupConsentSentPlain")],
      sampleRows(invite, askedInstrument(invite), t),
    ),
    ...addOnSections(invite, t),
    section("setupConsentNeverTitle", [], neverSeen(t)),
    section("setupConsentWatchTitle", [t("setupConsentWatch"), ...roomWords(invite, t)], invite.videoHosts.map(row)),
    section("setupConsentKeptTitle", [t(keptWords(invite)), t("setupConsentKeptRooms")]),
    section("setupConsentRightsTitle", [], rights(invite, name, t)),
    section("setupConsentContactTitle", [
      t("setupConsentContact", name),
      t("setupConsentVersion", CONSENT_VERSION, CONSENT_DAY),
    ]),
  ];
}

function sectionsIn(t: Translate) {
  return (key: MessageKey, paragraphs: readonly string[], rows: readonly SampleRow[] = []): ConsentSection => ({
    key,
    heading: t(key),
    paragraphs,
    rows,
  });
}

/** What is asked beside the usual questions, word for word, and what of it stays with the client. */
function addOnSections(invite: Invite, t: Translate): readonly ConsentSection[] {
  const addOns = askedAddOns(invite) ?? [];
  if (addOns.length === 0) return [];
  const section = sectionsIn(t);
  const harm = addOns.filter(isHarmForm);
  const others = addOns.filter((addOn) => !isHarmForm(addOn));
  return [
    section(
      "setupConsentAddOnsTitle",
      [t("setupConsentAddOns"), t("setupConsentAddOnsRead")],
      others.flatMap(wordsOf).map(row),
    ),
    ...harm.map((addOn) => section("setupConsentHarmTitle", [t("setupConsentHarm")], wordsOf(addOn).map(row))),
    ...(harm.length === 0 || invite.outside === undefined
      ? []
      : [section("setupConsentOutsideTitle", [t("setupConsentOutside")], contactRows(invite.outside, t))]),
  ];
}

/** The line of the licence stands under the questions here, too. */
function wordsOf({ items, licence }: Instrument): readonly string[] {
  return [...items.map(({ text }) => text), licence.line];
}

function contactRows({ practice, board, supportLine }: OutsideContacts, t: Translate): readonly SampleRow[] {
  const lines = [
    { text: t("checkinOutsidePractice"), value: practice },
    { text: t("checkinOutsideBoard"), value: board },
    { text: t("checkinOutsideLine"), value: supportLine },
  ];
  return lines.filter(({ value }) => value !== "");
}

/** The same consent as one text: its hash is the record of what was shown. */
export function consentText(invite: Invite, t: Translate): string {
  return consentSections(invite, t)
    .map(({ heading, paragraphs, rows }) =>
      [
        heading,
        ...paragraphs,
        ...rows.map(({ text, value }) => (value === null ? `- ${text}` : `- ${text} ${value}`)),
      ].join("\n"),
    )
    .join("\n\n");
}

/** Who can open the answers, by every key in the invite. */
export function readers(
  invite: Pick<Invite, "mode" | "recipients" | "practice">,
  name: string,
  host: string,
  t: Translate,
): string {
  if (invite.mode === "plain") return t("setupConsentPlain", name, host);
  const { recipients, practice } = invite;
  if (recipients.length === 2 && practice !== undefined)
    return t("setupConsentSealedPractice", name, isolate(practice));
  return t(recipients.length > 1 ? "setupConsentSealedSpare" : "setupConsentSealed", name);
}

/** The place, what it sees, and what the key to it can do beyond bringing answers. */
function whereTo({ endpoint }: Invite, name: string, host: string, t: Translate): readonly string[] {
  const noVendor = t("setupConsentNoVendor");
  if (endpoint.adapter === "file") return [t("setupConsentWhereByHand", name), noVendor];
  const judged = judgeCredential(endpoint);
  // What is too strong was refused before it came here.
  const warning = judged === "fine" || judged === "tooStrong" ? [] : [t(KEY_WARNINGS[judged])];
  return [t("setupConsentWhere", name, host), ...warning, t("setupConsentWhereSees", host), noVendor];
}

export const KEY_WARNINGS: Readonly<Record<CredentialWarning, MessageKey>> = {
  readsDatabase: "setupKeyReadsDatabase",
  mayReadFolder: "setupKeyMayReadFolder",
  mayReadServer: "setupKeyMayReadServer",
  everybodys: "setupKeyEverybodys",
};

/** What goes by hand is not known to have arrived: it stays until it was saved or copied, and a while longer. */
function keptWords({ endpoint, mode }: Invite): MessageKey {
  if (endpoint.adapter === "file") return "setupConsentKeptByHand";
  return mode === "sealed" ? "setupConsentKeptSealed" : "setupConsentKeptPlain";
}

/** Which calls on each site are sessions. */
function roomWords({ videoHosts, dedicatedHosts = [], rooms = [] }: Invite, t: Translate): readonly string[] {
  return videoHosts.map((host) => {
    const isDedicated = dedicatedHosts.includes(host) || platformOfHost(host)?.use === "dedicated";
    if (isDedicated) return t("setupConsentRoomsAll", isolate(host));
    const isNamed = rooms.some((room) => siteOfRoom(room, videoHosts) === host);
    return t(isNamed ? "setupConsentRoomsNamed" : "setupConsentRoomsAsk", isolate(host));
  });
}

function neverSeen(t: Translate): readonly SampleRow[] {
  return (
    ["setupConsentNeverCall", "setupConsentNeverWords", "setupConsentNeverPage", "setupConsentNeverSites"] as const
  ).map((key) => row(t(key)));
}

function rights(invite: Invite, name: string, t: Translate): readonly SampleRow[] {
  return [
    t("setupConsentSkip"),
    t("setupConsentPause"),
    ...takeBack(invite.settings.takeBackSeconds ?? DEFAULT_TAKE_BACK_SECONDS, t),
    t("setupConsentAskDelete", name),
    t("setupConsentLeave"),
  ].map(row);
}

function takeBack(seconds: number, t: Translate): readonly string[] {
  if (seconds === 0) return [];
  if (seconds < 120) return [t("setupConsentTakeBackSeconds", `${seconds}`)];
  return [t("setupConsentTakeBackMinutes", `${Math.floor(seconds / 60)}`)];
}

function row(text: string): SampleRow {
  return { text, value: null };
}
