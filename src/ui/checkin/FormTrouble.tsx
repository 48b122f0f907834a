import type { MessageKey } from "../../protocol/strings.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import type { FormStatus, NotSavedReason } from "./check-in-state.ts";

const NOT_SAVED: Readonly<Record<NotSavedReason, MessageKey>> = {
  noInvite: "checkinNotSavedNoInvite",
  diskFull: "checkinNotSavedDisk",
  storage: "checkinNotSavedStorage",
  unknownCheckIn: "checkinNotSavedGone",
  noReply: "checkinNotSavedStorage",
};

/** What stands between this form and "Saved", in words; nothing while all is well. */
export function FormTrouble({ status }: { readonly status: FormStatus }) {
  // Always there, so that a screen reader hears what comes into it.
  return (
    <div role="status">
      <Trouble status={status} />
    </div>
  );
}

function Trouble({ status }: { readonly status: FormStatus }) {
  const t = useStrings();
  switch (status.kind) {
    case "open":
    case "saving":
      return null;
    case "nothingToSend":
      return <Notice>{t("checkinNothingToSend")}</Notice>;
    case "notPutOff":
      return <Notice look="note">{t("checkinDidNotWork")}</Notice>;
    case "notSaved":
      return (
        <Notice look="note">
          <p>
            <strong>{t("checkinNotSaved")}</strong>
          </p>
          <p>{t(NOT_SAVED[status.reason])}</p>
        </Notice>
      );
  }
}
