import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";

/** What the therapist says with the invite, and was shown beside it: no part of what is agreed to. */
export function Letter({ from }: { readonly from: string }) {
  const t = useStrings();
  return (
    <>
      <h2>
        <Sentence of="setupLetterFrom" name={from} />
      </h2>
      <blockquote>{t("setupLetter")}</blockquote>
    </>
  );
}
