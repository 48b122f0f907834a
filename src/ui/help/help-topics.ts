import type { MessageKey, Translate } from "../../protocol/strings.ts";

export type HelpRole = "client" | "therapist" | "practice";

export interface HelpTopic {
  readonly title: MessageKey;
  readonly text: MessageKey;
  /** Strings of the buttons and headings it speaks of: filled in, so that it names them as they are called. */
  readonly named?: readonly MessageKey[];
}

export const ROLES: readonly HelpRole[] = ["client", "therapist", "practice"];

export const ROLE_WORDS: Readonly<Record<HelpRole, MessageKey>> = {
  client: "helpForClient",
  therapist: "helpForTherapist",
  practice: "helpForPractice",
};

export const TOPICS: Readonly<Record<HelpRole, readonly HelpTopic[]>> = {
  client: [
    { title: "helpClientHow", text: "helpClientHowText", named: ["checkinSend"] },
    { title: "setupConsentSafetyTitle", text: "setupConsentSafety" },
    { title: "setupConsentReadersTitle", text: "helpClientReaders" },
    { title: "helpClientSees", text: "helpClientSeesText" },
    { title: "helpClientPhone", text: "helpClientPhoneText", named: ["checkinJustHad"] },
    { title: "setupNoticedWhyNot", text: "helpClientNotText", named: ["setupNoticedTitle", "setupSiteAdd"] },
    {
      title: "helpClientWrong",
      text: "helpClientWrongText",
      named: ["checkinNotASession", "checkinLater", "setupNoticedTitle"],
    },
    { title: "helpClientOffline", text: "helpClientOfflineText", named: ["checkinSend"] },
    { title: "helpClientOther", text: "helpClientOtherText" },
    { title: "helpClientPrivate", text: "setupPrivateWindows" },
    { title: "helpClientShared", text: "helpClientSharedText" },
    { title: "helpClientBack", text: "helpClientBackText", named: ["setupTakeBack", "setupAskNot"] },
    { title: "helpClientStop", text: "helpClientStopText", named: ["checkinPause", "setupLeave"] },
  ],
  therapist: [
    {
      title: "helpTherapistStart",
      text: "helpTherapistStartText",
      named: ["therapistSectionPlace", "therapistSectionClients"],
    },
    { title: "helpTherapistKey", text: "helpTherapistKeyText", named: ["therapistSectionKey"] },
    { title: "helpTherapistWhen", text: "helpTherapistWhenText", named: ["therapistSectionInbox"] },
    { title: "helpTherapistMissed", text: "helpTherapistMissedText" },
    { title: "helpTherapistMean", text: "helpTherapistMeanText", named: ["therapistWhy"] },
    { title: "helpTherapistShared", text: "helpTherapistSharedText" },
    { title: "helpTherapistDelete", text: "helpTherapistDeleteText", named: ["therapistSectionExport"] },
  ],
  practice: [
    { title: "helpPracticeStart", text: "helpPracticeStartText" },
    { title: "helpPracticeReaders", text: "helpPracticeReadersText" },
    { title: "helpPracticeManaged", text: "helpPracticeManagedText" },
    { title: "helpPracticeFigures", text: "helpPracticeFiguresText" },
    { title: "helpPracticeYours", text: "helpPracticeYoursText" },
  ],
};

/** Whatever else the address says, it is a client who needs to find the page at once. */
export function roleNamed(text: string | null): HelpRole {
  return ROLES.find((role) => role === text) ?? "client";
}

export function textOfTopic({ text, named = [] }: HelpTopic, t: Translate): string {
  return t(text, ...named.map((key) => t(key)));
}
