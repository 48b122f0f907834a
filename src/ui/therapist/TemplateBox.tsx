import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import styles from "./place.module.css";
import type { PlaceActions } from "./place-actions.ts";
import type { Template } from "./place-kinds.ts";
import type { TherapistActions } from "./therapist-actions.ts";

export interface TemplateBoxProps
  extends Pick<PlaceActions, "readTemplate" | "saveText">,
    Pick<TherapistActions, "copyText"> {
  readonly template: Template;
}

/** A file to be put into somebody else's program: read from the package when it is opened. */
export function TemplateBox({ template, readTemplate, saveText, copyText }: TemplateBoxProps) {
  const t = useStrings();
  const { file, title, how } = template;
  const [text, setText] = useState<string | null>(null);
  const [said, setSaid] = useState<MessageKey | null>(null);

  const open = async (): Promise<void> => {
    const read = await readTemplate(file);
    setText(read);
    setSaid(read === null ? "therapistTemplateMissing" : null);
  };
  const copy = async (whole: string): Promise<void> => {
    setSaid((await copyText(whole)) ? "therapistInviteCopied" : "therapistInviteNotCopied");
  };

  return (
    <details class={styles.template} onToggle={({ currentTarget }) => void (currentTarget.open && open())}>
      <summary>{t(title)}</summary>
      {how && <p>{t(how)}</p>}
      {text !== null && (
        <>
          <div class={form.actions}>
            <Button small onClick={() => void copy(text)}>
              {t("therapistTemplateCopy")}
            </Button>
            <Button small onClick={() => saveText(file, text)}>
              {t("therapistTemplateSave")}
            </Button>
          </div>
          {/* Scrolls sideways, so that a keyboard has to get there. */}
          <pre tabIndex={0} role="region" aria-label={t(title)} dir="ltr" lang="en">
            {text}
          </pre>
        </>
      )}
      <p role="status">{said && t(said)}</p>
    </details>
  );
}
