import type { Answers, Wish } from "../../core/alliance/answers.ts";
import type { DefinitionFaultKind } from "../../core/alliance/definition-checks.ts";
import type { Facet, Instrument, ItemTopic } from "../../core/alliance/instrument.ts";
import { scoreItem } from "../../core/alliance/score.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ReadingFailure } from "../../protocol/therapist-records.ts";
import type { SetAsideReason } from "./inbox.ts";
import type { KeyFileRefusal } from "./key-actions.ts";
import type { AddressRefusal } from "./mailbox-address.ts";

export const FACET_WORDS: Readonly<Record<Facet, MessageKey>> = {
  bond: "therapistFacetBond",
  goals: "therapistFacetGoals",
  tasks: "therapistFacetTasks",
};

export function isFacet(topic: ItemTopic): topic is Facet {
  return topic in FACET_WORDS;
}

export const WISH_WORDS: Readonly<Record<Wish, MessageKey>> = {
  raise: "therapistWishRaise",
  read: "therapistWishRead",
};

/** What a choice means in the therapist's words, by what its item asks about. */
const CHOICE_WORDS: Partial<Readonly<Record<ItemTopic, Readonly<Record<string, MessageKey>>>>> = {
  rupture: {
    no: "therapistTensionNo",
    little: "therapistTensionLittle",
    yes: "therapistTensionYes",
    unsure: "therapistTensionUnsure",
    group: "therapistTensionGroup",
    leader: "therapistTensionLeader",
    both: "therapistTensionBoth",
  },
  repair: {
    yes: "therapistRepairYes",
    partly: "therapistRepairPartly",
    no: "therapistRepairNo",
    notBroughtUp: "therapistRepairNotBroughtUp",
  },
  channel: { no: "therapistChannelNo", little: "therapistChannelLittle", lot: "therapistChannelLot" },
};

/** Our own question whether the therapist took a side; "No" and a skip are nothing to talk about. */
const SIDE_WORDS: Readonly<Record<string, MessageKey>> = {
  little: "therapistSideLittle",
  yes: "therapistSideYes",
  unsure: "therapistSideUnsure",
};

/** Sentences for the answered choices on these topics, in the instrument's order. */
export function choiceWords(instrument: Instrument, answers: Answers, topics: readonly ItemTopic[]): MessageKey[] {
  const said = instrument.items.flatMap(({ id, topic }) => {
    const key = topics.includes(topic) ? CHOICE_WORDS[topic]?.[String(answers[id])] : undefined;
    return key === undefined ? [] : [key];
  });
  const side = instrument.licence.tier === "own" ? SIDE_WORDS[String(answers.side)] : undefined;
  return side === undefined || !topics.includes("rupture") ? said : [...said, side];
}

/** How much of a place there was for the client, 0 to 10; null where it was not asked or skipped. */
export function belongingOf({ items }: Instrument, answers: Answers): number | null {
  const item = items.find(({ topic }) => topic === "belonging");
  return item === undefined ? null : scoreItem(item, answers);
}

/** What the client wrote, item by item. */
export function textsOf(
  instrument: Instrument,
  answers: Answers,
): readonly { readonly id: string; readonly text: string }[] {
  return instrument.items.flatMap(({ id, responses }) => {
    const text = answers[id];
    return responses.type === "text" && typeof text === "string" ? [{ id, text }] : [];
  });
}

export const READING_WORDS: Readonly<Record<ReadingFailure, MessageKey>> = {
  noPermission: "therapistReadNoPermission",
  noReply: "therapistReadNoReply",
  wrongToken: "therapistReadWrongToken",
  tokenEnded: "therapistReadTokenEnded",
  noSuchBox: "therapistReadNoSuchBox",
  noSuchItem: "therapistReadNoSuchItem",
  moved: "therapistReadMoved",
  busy: "therapistReadBusy",
  mailboxTrouble: "therapistReadMailboxTrouble",
  notAMailbox: "therapistReadNotAMailbox",
  tooLarge: "therapistReadTooLarge",
};

export const ADDRESS_WORDS: Readonly<Record<AddressRefusal, MessageKey>> = {
  notAnAddress: "therapistFaultAddress",
  notHttps: "therapistFaultNotHttps",
  notAllowed: "therapistFaultNotAllowed",
};

export const KEY_FILE_WORDS: Readonly<Record<KeyFileRefusal, MessageKey>> = {
  noKey: "therapistFaultNoKey",
  damagedKey: "therapistFaultDamagedKey",
  damagedIssuer: "therapistFaultDamagedKey",
  locked: "therapistFaultLockedKey",
  wrongPassphrase: "therapistFaultPassphrase",
  otherLock: "therapistFaultLockedKey",
  damagedFile: "therapistFaultDamagedFile",
  otherKind: "therapistFaultOtherKind",
  identityOnly: "therapistFaultIdentityOnly",
  noName: "therapistFaultNoName",
  otherKey: "therapistFaultOtherKey",
};

export const DEFINITION_WORDS: Readonly<Record<DefinitionFaultKind, MessageKey>> = {
  notADefinition: "therapistDefinitionNone",
  noLicence: "therapistDefinitionNoLicence",
  electronicUse: "therapistDefinitionElectronicUse",
  attestation: "therapistDefinitionAttestation",
  expired: "therapistDefinitionExpired",
  unknownPart: "therapistDefinitionUnknownPart",
  missing: "therapistDefinitionMissing",
  badValue: "therapistDefinitionBadValue",
  duplicate: "therapistDefinitionDuplicate",
  absentItem: "therapistDefinitionAbsentItem",
  nameTaken: "therapistDefinitionNameTaken",
  aboutHarm: "therapistDefinitionAboutHarm",
};

export const ASIDE_WORDS: Readonly<Record<SetAsideReason, MessageKey>> = {
  tooLarge: "therapistAsideTooLarge",
  notSealed: "therapistAsideNotSealed",
  otherKey: "therapistAsideOtherKey",
  damaged: "therapistAsideDamaged",
  notUnderstood: "therapistAsideNotUnderstood",
  newerVersion: "therapistAsideNewerVersion",
  otherRecipients: "therapistAsideOtherRecipients",
  unknownClient: "therapistAsideUnknownClient",
  wrongMac: "therapistAsideWrongMac",
  secondKey: "therapistAsideSecondKey",
  wrongSignature: "therapistAsideWrongSignature",
  otherName: "therapistAsideOtherName",
  repeated: "therapistAsideRepeated",
  takenBack: "therapistAsideTakenBack",
  test: "therapistAsideTest",
};
