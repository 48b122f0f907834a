import type { KeySummary } from "../../protocol/therapist-records.ts";
import { CopyForm } from "./CopyForm.tsx";
import type { KeyActions } from "./key-actions.ts";

export interface BackupTestProps extends Pick<KeyActions, "proveBackup"> {
  readonly onProven: (key: KeySummary) => void;
}

/** A copy, taken back in whatever form it was made, has to open a test file. */
export function BackupTest({ proveBackup, onProven }: BackupTestProps) {
  return <CopyForm choose="therapistBackupChoose" onCopy={proveBackup} onTaken={onProven} />;
}
