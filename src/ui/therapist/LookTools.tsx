import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { LookStatus } from "./LookStatus.tsx";
import type { Look, Opening } from "./therapist-state.ts";
import { READING_WORDS } from "./words.ts";

export interface LookToolsProps {
  readonly look: Look;
  readonly opening: Opening | null;
  readonly hasMailbox: boolean;
  readonly onRefresh: () => void;
}

/** How looking for new answers goes, and the way to look again. */
export function LookTools({ look, opening, hasMailbox, onRefresh }: LookToolsProps) {
  const t = useStrings();
  return (
    <>
      <LookStatus look={look} opening={opening} hasMailbox={hasMailbox} />
      {look.kind === "failed" && <Notice look="note">{t(READING_WORDS[look.reason])}</Notice>}
      {hasMailbox && (
        <Button busy={look.kind === "looking"} onClick={onRefresh}>
          {t("therapistResponsesRefresh")}
        </Button>
      )}
    </>
  );
}
