import { useLayoutEffect, useState } from "preact/hooks";
import type { CheckInView } from "../../protocol/page-requests.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import type { CheckInFlow } from "./check-in-flow.ts";
import { later, soonComes } from "./later.ts";

const NOT_YET = { CrisisNumbers: null };

export interface SafetyNoticeProps {
  readonly view: CheckInView;
  readonly flow: CheckInFlow;
  readonly lang: string;
}

/** That nobody is watching, and whom to call. Never behind a link. */
export function SafetyNotice({ view: { country, crisisLine }, flow, lang }: SafetyNoticeProps) {
  const t = useStrings();
  const [{ CrisisNumbers } = NOT_YET, setSoon] = useState(later.soon);
  useLayoutEffect(() => void soonComes.then(() => setSoon(later.soon)), []);
  return (
    <Notice>
      <p>{t("checkinSafety")}</p>
      {crisisLine && (
        <p>
          <bdi>{crisisLine}</bdi>
        </p>
      )}
      {CrisisNumbers && (
        <CrisisNumbers country={country} lang={lang} onCountry={(chosen) => void flow.chooseCountry(chosen)} />
      )}
    </Notice>
  );
}
