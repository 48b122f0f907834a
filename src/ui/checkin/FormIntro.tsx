import type { Ask, CheckInView } from "../../protocol/page-requests.ts";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import { PutOff } from "./PutOff.tsx";
import { QuietLine } from "./QuietLine.tsx";

export interface FormIntroProps {
  readonly view: CheckInView;
  readonly onPutOff: (how: Ask<"putOff">["how"]) => void;
  readonly onWhy: () => void;
}

/** Why this is here, how to be rid of it, who reads the answers. */
export function FormIntro({ view: { therapist, site, endedAt, sealed }, onPutOff, onWhy }: FormIntroProps) {
  const t = useStrings();
  return (
    <header>
      <h1 tabIndex={-1}>
        <Sentence of={endedAt === null ? "checkinTitleByHand" : "checkinTitleEnded"} name={therapist} />
      </h1>
      {site !== null && (
        <p>
          <Sentence of="checkinWhy" name={site} />
        </p>
      )}
      <p>{t("checkinHonest")}</p>
      <p>
        <Sentence of={sealed ? "checkinWho" : "checkinWhoPlain"} name={therapist} />
      </p>
      {/* By hand it was the client who said that there was a session, and nothing would keep it for later. */}
      <PutOff ways={endedAt === null ? [1, 2] : [0, 3]} onPutOff={onPutOff} />
      {endedAt !== null && <QuietLine label="checkinWhyOpen" onPress={onWhy} />}
    </header>
  );
}
