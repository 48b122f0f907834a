import type { ComponentChildren } from "preact";
import styles from "./form.module.css";

export interface FileButtonProps {
  readonly accept?: string;
  readonly multiple?: boolean;
  /** A folder with all that is in it. */
  readonly folder?: boolean;
  readonly children: ComponentChildren;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Both browsers know it; the types do not. */
const WHOLE_FOLDER = { webkitdirectory: true };

/** The browser's own file picker under a name of ours. */
export function FileButton({ accept, multiple = false, folder = false, children, onFiles }: FileButtonProps) {
  return (
    <label class={styles.fileButton}>
      <input
        type="file"
        class={styles.fileInput}
        accept={accept}
        multiple={multiple}
        {...(folder && WHOLE_FOLDER)}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file chosen again is a new try.
          currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      {children}
    </label>
  );
}
