import { needsConsentAgain } from "../../core/invite/acceptance.ts";
import { listInviteChanges } from "../../core/invite/changes.ts";
import type { HeldInvite } from "../../core/invite/held-invite.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { useStrings } from "../controls/strings.ts";
import { changeWords } from "./change-words.ts";
import styles from "./invite-changes.module.css";

export interface InviteChangesProps {
  readonly held: HeldInvite;
  readonly invite: Invite;
  readonly lang: string;
}

/** What this update would change, before the whole text. */
export function InviteChanges({ held, invite, lang }: InviteChangesProps) {
  const t = useStrings();
  const changes = listInviteChanges(held, invite).map((change) => changeWords(change, t, lang));
  return (
    <section aria-labelledby="invite-changes">
      <h2 id="invite-changes">{t("setupChangesTitle")}</h2>
      {changes.length === 0 ? (
        <p>{t("setupChangesNone")}</p>
      ) : (
        <ul class={styles.changes}>
          {changes.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p class={styles.note}>{t(needsConsentAgain(held, invite) ? "setupChangesAgain" : "setupChangesSmall")}</p>
    </section>
  );
}
