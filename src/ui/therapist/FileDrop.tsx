import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useStrings } from "../controls/strings.ts";
import { filesOfDrop } from "./dropped-files.ts";
import styles from "./file-drop.module.css";

export interface FileDropProps {
  readonly children: ComponentChildren;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Everything inside takes files and folders that are dropped on it. The same can be done with buttons beside it. */
export function FileDrop({ children, onFiles }: FileDropProps) {
  const t = useStrings();
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  return (
    <div
      class={styles.zone}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOver(false);
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void filesOfDrop(event.dataTransfer).then(onFiles);
      }}
    >
      {children}
      {over && (
        <p class={styles.veil} aria-hidden="true">
          {t("therapistResponsesDrop")}
        </p>
      )}
    </div>
  );
}
