import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";

export interface StillSealedProps {
  readonly count: number;
  readonly onOpenRest: () => void;
}

/** Opening was stopped: what is shown is not all there is, and nobody should take it for all. */
export function StillSealed({ count, onOpenRest }: StillSealedProps) {
  const t = useStrings();
  if (count === 0) return null;
  return (
    <Notice look="note" live>
      <p>{t("therapistInboxUnopened", String(count))}</p>
      <Button small onClick={onOpenRest}>
        {t("therapistInboxOpenRest")}
      </Button>
    </Notice>
  );
}
