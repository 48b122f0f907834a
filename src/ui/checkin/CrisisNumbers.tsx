import { CRISIS_LINES, CRISIS_LINES_CHECKED, countryOf } from "../../core/safety/crisis-lines.ts";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";

export interface CrisisNumbersProps {
  /** As the client chose it; null: as far as the browser's languages say. */
  readonly country: string | null;
  readonly lang: string;
  readonly onCountry: (country: string) => void;
}

/** Whom to call in one country, and which country that is. */
export function CrisisNumbers({ country, lang, onCountry }: CrisisNumbersProps) {
  const t = useStrings();
  const shown = country ?? countryOf(navigator.languages);
  const [emergency, ...lines] = (shown !== null && CRISIS_LINES[shown]) || [];
  return (
    <>
      <p class={styles.country}>
        <label for="country">{t("checkinCrisisCountry")}</label>
        <select
          id="country"
          autocomplete="off"
          value={shown ?? ""}
          onChange={({ currentTarget }) => onCountry(currentTarget.value)}
        >
          {shown === null && <option value="">{t("checkinCrisisChoose")}</option>}
          {countriesIn(lang).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <div class={styles.numbers} role="status">
        {emergency !== undefined && (
          <p>
            <Sentence of="checkinCrisisEmergency" name={emergency} />
          </p>
        )}
        {lines.map((line) => (
          <p key={line}>
            <Sentence of="checkinCrisisLine" name={line} />
          </p>
        ))}
        {emergency !== undefined && <p class={styles.checked}>{t("checkinCrisisDate", dateIn(lang))}</p>}
      </div>
    </>
  );
}

function countriesIn(lang: string): readonly { readonly code: string; readonly name: string }[] {
  const names = new Intl.DisplayNames(lang, { type: "region" });
  const countries = Object.keys(CRISIS_LINES).map((code) => ({ code, name: names.of(code) ?? code }));
  return countries.sort((a, b) => a.name.localeCompare(b.name, lang));
}

function dateIn(lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(CRISIS_LINES_CHECKED));
}
