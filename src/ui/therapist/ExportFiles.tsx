import { useState } from "preact/hooks";
import type { ExportChoice, ExportedResponse } from "../../protocol/exported-response.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientSelect } from "./ClientSelect.tsx";
import type { ExportScope } from "./Export.tsx";
import styles from "./export.module.css";
import type { ExportActions } from "./export-actions.ts";
import { FORMAT_WORDS, FORMATS, type Format, takesLabels, writeFiles } from "./export-files.ts";
import form from "./form.module.css";

export interface ExportFilesProps extends Pick<ExportActions, "saveText"> {
  readonly clients: readonly ClientRecord[];
  readonly scope: ExportScope;
  readonly onScope: (scope: ExportScope) => void;
  readonly responses: readonly ExportedResponse[];
  readonly choice: ExportChoice;
  readonly day: string;
}

interface Saved {
  readonly written: number;
  readonly leftOut: number;
}

/** Whose responses, as what, and the file. */
export function ExportFiles({ clients, scope, onScope, responses, choice, day, saveText }: ExportFilesProps) {
  const t = useStrings();
  const [format, setFormat] = useState<Format>("csv");
  const [saved, setSaved] = useState<Saved | null>(null);
  const change = (part: Partial<ExportScope>): void => {
    setSaved(null);
    onScope({ ...scope, ...part });
  };
  const save = (): void => {
    const { files, ...counts } = writeFiles(format, responses, choice, day);
    for (const { name, text } of files) saveText(name, text);
    setSaved(counts);
  };

  return (
    <Card aria-labelledby="export-files">
      <div class={form.form}>
        <h2 id="export-files">{t("therapistExportFiles")}</h2>
        <ClientSelect
          label="therapistExportWho"
          none="therapistExportAll"
          clients={clients}
          value={scope.client}
          onChange={(client) => change({ client })}
        />
        <fieldset class={styles.choices}>
          <legend class={form.label}>{t("therapistExportAs")}</legend>
          {FORMATS.map((one) => (
            <label key={one} class={styles.choice}>
              <input
                type="radio"
                name="format"
                value={one}
                checked={format === one}
                onChange={() => {
                  setSaved(null);
                  setFormat(one);
                }}
              />
              <span>
                {t(FORMAT_WORDS[one].name)}
                <span class={styles.what}>{t(FORMAT_WORDS[one].hint)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div class={styles.choices}>
          <label class={styles.choice}>
            <input
              type="checkbox"
              checked={scope.withWords}
              onChange={({ currentTarget }) => change({ withWords: currentTarget.checked })}
            />
            {t("therapistExportWords")}
          </label>
          {takesLabels(format) && (
            <label class={styles.choice}>
              <input
                type="checkbox"
                checked={scope.withLabels}
                onChange={({ currentTarget }) => change({ withLabels: currentTarget.checked })}
              />
              {t("therapistExportLabels")}
            </label>
          )}
        </div>
        <div class={form.actions}>
          {responses.length > 0 && (
            <Button look="primary" onClick={save}>
              {t(format === "redcap" ? "therapistExportSaveTwo" : "therapistExportSave")}
            </Button>
          )}
          <span class={form.hint}>
            {responses.length === 0 ? t("therapistExportNone") : t("therapistExportCount", String(responses.length))}
          </span>
        </div>
        <div class={form.hint} role="status">
          {saved && <p>{t("therapistExportSaved", String(saved.written))}</p>}
          {saved && saved.leftOut > 0 && <p>{t("therapistExportLeftOut", String(saved.leftOut))}</p>}
        </div>
      </div>
    </Card>
  );
}
