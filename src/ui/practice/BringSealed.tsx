import { useEffect, useRef, useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { FileButton } from "../therapist/FileButton.tsx";
import form from "../therapist/form.module.css";
import block from "../therapist/key.module.css";
import { useOneAtATime } from "../therapist/use-one-at-a-time.ts";
import { KEY_FILE_WORDS } from "../therapist/words.ts";
import styles from "./practice.module.css";
import type { PracticeActions, SealedReply } from "./practice-actions.ts";
import type { PracticeEvent } from "./practice-state.ts";

export interface BringSealedProps extends Pick<PracticeActions, "openSealed"> {
  readonly tell: (event: PracticeEvent) => void;
}

/** For a practice that its therapists' invites name as a reader: its key, and the sealed files as they lie in a mailbox. */
export function BringSealed({ openSealed, tell }: BringSealedProps) {
  const t = useStrings();
  const [key, setKey] = useState<File | null>(null);
  const [lists, setLists] = useState<readonly File[]>([]);
  const [progress, setProgress] = useState<readonly [done: number, total: number] | null>(null);
  const [fault, setFault] = useState<MessageKey | null>(null);
  const [busy, run] = useOneAtATime();
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);

  const open = async (chosen: readonly File[]): Promise<void> => {
    const files = chosen.filter(({ name }) => name.endsWith(".age"));
    setFault(files.length === 0 ? "practiceSealedNone" : null);
    if (files.length === 0) return;
    stop.current = new AbortController();
    const sources = { key: (await key?.text()) ?? "", lists: await textsOf(lists), files };
    const reply = await openSealed(sources, (done, total) => setProgress([done, total]), stop.current.signal);
    setProgress(null);
    setFault(faultOf(reply));
    if (reply.kind === "read") tell({ kind: "sealedRead", parts: reply.parts, counts: reply.counts });
  };

  return (
    <Card>
      <details>
        <summary>{t("practiceSealedTitle")}</summary>
        <div class={`${block.block} ${styles.more}`}>
          <p>{t("practiceSealedBody")}</p>
          <div class={form.actions}>
            <FileButton accept=".txt,text/plain" onFiles={([file]) => setKey(file ?? null)}>
              {t("practiceSealedKey")}
            </FileButton>
            <bdi>{key?.name}</bdi>
          </div>
          <div class={form.actions}>
            <FileButton accept=".json,application/json" multiple onFiles={setLists}>
              {t("practiceSealedLists")}
            </FileButton>
            <bdi>{lists.map(({ name }) => name).join(", ")}</bdi>
          </div>
          {key === null ? (
            <p class={form.hint}>{t("practiceSealedKeyFirst")}</p>
          ) : (
            <div class={form.actions}>
              <FileButton accept=".age" multiple onFiles={(files) => run(() => open(files))}>
                {t("practiceSealedFiles")}
              </FileButton>
              <FileButton folder onFiles={(files) => run(() => open(files))}>
                {t("practiceSealedFolder")}
              </FileButton>
              {busy && (
                <Button look="quiet" onClick={() => stop.current.abort()}>
                  {t("therapistServerStop")}
                </Button>
              )}
            </div>
          )}
          <p class={form.hint} role="status">
            {progress && t("therapistDeleteLooking", String(progress[0]), String(progress[1]))}
          </p>
          {fault && (
            <p class={form.fault} role="alert">
              {t(fault)}
            </p>
          )}
        </div>
      </details>
    </Card>
  );
}

function textsOf(files: readonly File[]): Promise<readonly string[]> {
  return Promise.all(files.map((file) => file.text()));
}

function faultOf(reply: SealedReply): MessageKey | null {
  if (reply.kind === "badKey") return KEY_FILE_WORDS[reply.reason];
  return reply.kind === "badList" ? "therapistFaultClientsFile" : null;
}
