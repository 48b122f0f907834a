import { FEWEST_THERAPISTS } from "../../core/practice/suppression.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { FileButton } from "../therapist/FileButton.tsx";
import { FileDrop } from "../therapist/FileDrop.tsx";
import form from "../therapist/form.module.css";
import block from "../therapist/key.module.css";
import page from "../therapist/page.module.css";
import { BringSealed } from "./BringSealed.tsx";
import type { PracticeActions } from "./practice-actions.ts";
import { countTherapists, type FileRefusal, type PracticeEvent, type PracticeState } from "./practice-state.ts";

export interface BringFilesProps extends Pick<PracticeActions, "openSealed"> {
  readonly state: Extract<PracticeState, { phase: "bringing" }>;
  readonly tell: (event: PracticeEvent) => void;
}

const REFUSAL_WORDS: Readonly<Record<FileRefusal, MessageKey>> = {
  notAnExport: "practiceFileNone",
  damaged: "practiceFileDamaged",
  newer: "practiceFileNewer",
  twice: "practiceFileTwice",
};
/** Far more than a therapist's file of ten years. */
const LARGEST_FILE_BYTES = 50 * 1024 * 1024;

/** Collects the files of all therapists before anything is counted. */
export function BringFiles({ state, tell, openSealed }: BringFilesProps) {
  const t = useStrings();
  const { parts, refused, sealed } = state;
  const therapists = countTherapists(parts);
  const take = async (files: readonly File[]): Promise<void> => {
    const read = files.map(async (file) => ({
      name: file.name,
      text: file.size > LARGEST_FILE_BYTES ? "" : await file.text(),
    }));
    tell({ kind: "filesRead", files: await Promise.all(read) });
  };

  return (
    <FileDrop onFiles={(files) => void take(files)}>
      <div class={page.column}>
        <header class={page.intro}>
          <h1>{t("practiceTitle")}</h1>
          <p>{t("practiceIntro")}</p>
        </header>
        <Card aria-labelledby="practice-files">
          <div class={block.block}>
            <h2 id="practice-files">{t("practiceFiles")}</h2>
            <p>{t("practiceFilesBody")}</p>
            <FileButton accept=".json,application/json" multiple onFiles={(files) => void take(files)}>
              {t("practiceChoose")}
            </FileButton>
            <div role="status">
              {therapists > 0 && <p>{t("practiceTherapists", String(therapists))}</p>}
              {sealed !== null && sealed.refused > 0 && <p>{t("practiceSealedRefused", String(sealed.refused))}</p>}
              {sealed !== null && sealed.unproven > 0 && <p>{t("practiceSealedUnproven", String(sealed.unproven))}</p>}
            </div>
            {refused.length > 0 && (
              <Notice look="note" live>
                <p>{t("practiceRefused")}</p>
                <ul>
                  {refused.map(({ name, reason }, at) => (
                    <li key={`${at} ${name}`}>
                      <bdi>{name}</bdi>: {t(REFUSAL_WORDS[reason])}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
          </div>
        </Card>
        <BringSealed openSealed={openSealed} tell={tell} />
        {parts.length > 0 && (
          <div class={form.actions}>
            {therapists >= FEWEST_THERAPISTS && (
              <Button look="primary" onClick={() => tell({ kind: "counted" })}>
                {t("practiceCount")}
              </Button>
            )}
            <Button look="quiet" onClick={() => tell({ kind: "startedOver" })}>
              {t("practiceStartOver")}
            </Button>
          </div>
        )}
        <p class={form.hint}>
          {t(therapists >= FEWEST_THERAPISTS ? "practiceCountHint" : "practiceNeedMore", String(FEWEST_THERAPISTS))}
        </p>
      </div>
    </FileDrop>
  );
}
