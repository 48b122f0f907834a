import type { Share } from "../../core/practice/pooled.ts";
import { useStrings } from "../controls/strings.ts";

/** In the place of a figure that is hidden, or of which there is nothing. */
const HIDDEN = "–";

/** Figures as the language writes them. */
export function useFigureWords() {
  const t = useStrings();
  const language = t("languageCode");
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const unit = new Intl.NumberFormat(language, { style: "unit", unit: "second" });
  return {
    percent: (part: number): string => percent.format(part),
    count: (value: number | null): string => (value === null ? HIDDEN : number.format(value)),
    seconds: (value: number | null): string => (value === null ? HIDDEN : unit.format(value)),
    share: (share: Share | null): string =>
      share === null
        ? HIDDEN
        : t(
            "practiceShare",
            number.format(share.value),
            number.format(share.of),
            percent.format(share.value / share.of),
          ),
  };
}
