import { useStrings } from "../controls/strings.ts";
import { VisuallyHidden } from "../controls/VisuallyHidden.tsx";
import { useFormats } from "./formats.ts";

/** A number, or a dash that says what it means. */
export function Score({
  score,
  format,
}: {
  readonly score: number | null;
  readonly format?: (score: number) => string;
}) {
  const t = useStrings();
  const formats = useFormats();
  if (score !== null) return <>{(format ?? formats.score)(score)}</>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <VisuallyHidden>{t("therapistNotAnswered")}</VisuallyHidden>
    </>
  );
}
