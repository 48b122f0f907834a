import { useLayoutEffect, useState } from "preact/hooks";
import type { CheckInView } from "../../protocol/page-requests.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import type { CheckInFlow } from "./check-in-flow.ts";
import { later, numbersCome } from "./later.ts";

export interface SafetyNoticeProps {
  readonly view: CheckInView;
  readonly flow: CheckInFlow;
  readonly lang: string;
}

/** That nobody is watching, and whom to call. Never behind a link. */
export function SafetyNotice({ view: { country, crisisLine }, flow, lang }: SafetyNoticeProps) {
  const t = useStrings();
  const [CrisisNumbers, setNumbers] = useState(() => later.numbers);
  useLayoutEffect(() => void numbersCome.then(() => setNumbers(() => later.numbers)), []);
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
