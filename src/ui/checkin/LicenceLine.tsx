import type { Instrument } from "../../core/alliance/instrument.ts";
import { useStrings } from "../controls/strings.ts";

type LicenceLineProps = Pick<Instrument, "licence" | "language" | "translationApproved">;

/** Whose questions these are, as their owner wants it said. */
export function LicenceLine({ licence, language, translationApproved }: LicenceLineProps) {
  const t = useStrings();
  return (
    <p>
      <small lang={language} dir="auto">
        {licence.line}
      </small>
      {translationApproved === false && <small> {t("checkinNotApproved")}</small>}
    </p>
  );
}
