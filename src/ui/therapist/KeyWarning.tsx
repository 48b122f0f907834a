import type { CredentialJudgement, CredentialWarning } from "../../core/invite/credential-warning.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";

const WARNINGS: Readonly<Record<CredentialWarning, MessageKey>> = {
  readsDatabase: "therapistKeyReadsDatabase",
  mayReadFolder: "therapistKeyMayReadFolder",
  mayReadServer: "therapistKeyMayReadServer",
  everybodys: "therapistKeyEverybodys",
};

/** What a client's key may do beyond bringing answers. One that is known to is refused at its line. */
export function KeyWarning({ judged }: { readonly judged: CredentialJudgement }) {
  const t = useStrings();
  if (judged === "fine" || judged === "tooStrong") return null;
  return (
    <Notice look="note">
      <p>{t(WARNINGS[judged])}</p>
    </Notice>
  );
}
