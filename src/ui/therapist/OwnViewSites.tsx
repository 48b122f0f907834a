import { useEffect, useState } from "preact/hooks";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { MeetingSites } from "../meeting-sites/MeetingSites.tsx";
import type { SitesDeps } from "../meeting-sites/sites-actions.ts";

export interface OwnViewSitesProps {
  readonly ownView: SitesDeps & {
    /** Whether a client's invite holds in this browser profile. */
    readonly isClient: () => Promise<boolean>;
  };
}

/** Where the therapist's own calls are followed, to be asked for an own view after each. */
export function OwnViewSites({ ownView }: OwnViewSitesProps) {
  const t = useStrings();
  const [isClient, setIsClient] = useState(false);
  const { isClient: ask } = ownView;
  useEffect(() => {
    // Unanswered, the list below says that it could not be read.
    ask().then(setIsClient, () => {});
  }, [ask]);
  return (
    <>
      <MeetingSites deps={ownView} title="therapistOwnViewTitle" intro="therapistOwnViewBody" page={ask} />
      {isClient && <Notice look="note">{t("therapistOwnViewIsClient")}</Notice>}
    </>
  );
}
