import { useStrings } from "../controls/strings.ts";
import { VisuallyHidden } from "../controls/VisuallyHidden.tsx";
import { useFormats } from "./formats.ts";

/** A number, or a dash that says what it means. */
export function Score({ score }: { readonly score: number | null }) {
  const t = useStrings();
  const formats = useFormats();
  if (score !== null) return <>{formats.score(score)}</>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <VisuallyHidden>{t("therapistNotAnswered")}</VisuallyHidden>
    </>
  );
}
