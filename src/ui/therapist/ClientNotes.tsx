import { useEffect, useId, useRef, useState } from "preact/hooks";
import { NOTES_LENGTH, type ClientNotes as Notes } from "../../protocol/client-marks.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import { TextBox } from "../controls/TextBox.tsx";
import styles from "./client-view.module.css";
import { useFormats } from "./formats.ts";

/** A breath in the writing: often enough to lose nothing, seldom enough for the disk. */
const SAVE_AFTER_MS = 700;

type Saving = "idle" | "saving" | "saved" | "merged" | "failed";
const SAVING_WORDS: Readonly<Record<Saving, MessageKey | null>> = {
  idle: null,
  saving: "therapistNotesSaving",
  saved: "therapistNotesSaved",
  merged: "therapistNotesMerged",
  failed: "therapistNotesFailed",
};

export interface ClientNotesProps {
  readonly client: string;
  readonly notes: Notes;
  readonly onNotes: (client: string, text: string, before: Notes) => Promise<Notes>;
}

/** The therapist's own notes, saved while they are written; "saved" is said once they are. */
export function ClientNotes({ client, notes, onNotes }: ClientNotesProps) {
  const t = useStrings();
  const { time } = useFormats();
  const id = useId();
  const [text, setText] = useState(notes.text);
  const [saving, setSaving] = useState<Saving>("idle");
  const kept = useRef(notes);
  const written = useRef(notes.text);

  const save = async (): Promise<void> => {
    const sent = written.current;
    if (sent === kept.current.text) return;
    setSaving("saving");
    try {
      const saved = await onNotes(client, sent, kept.current);
      kept.current = saved;
      if (saved.text !== sent) {
        // Nothing that was typed meanwhile is lost, even if some of it stands twice.
        written.current = written.current === sent ? saved.text : `${saved.text}\n\n${written.current}`;
        setText(written.current);
      }
      setSaving(saved.text === sent ? "saved" : "merged");
    } catch {
      setSaving("failed");
    }
  };
  const latest = useRef(save);
  latest.current = save;

  useEffect(() => {
    const timer = setTimeout(() => void latest.current(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const leave = (): void => void latest.current();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  const words = SAVING_WORDS[saving];
  return (
    <div class={styles.own}>
      <h2 id="client-notes">{t("therapistNotes")}</h2>
      <p id={id} class={styles.soft}>
        {t("therapistNotesHint")}
      </p>
      <TextBox
        label={t("therapistNotesLabel")}
        value={text}
        maxLength={NOTES_LENGTH}
        onChange={(typed) => {
          written.current = typed;
          setText(typed);
          if (saving !== "failed") setSaving("idle");
        }}
      />
      <p class={styles.soft} role="status">
        {words === null ? "" : t(words, time(kept.current.savedAt))}
      </p>
    </div>
  );
}
