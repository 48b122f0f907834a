import { FALSE_ALARM_SESSIONS, FALSE_ALARMS_IN_100 } from "../../core/alliance/flags/false-alarm.ts";
import type { PooledFigures, PooledRow } from "../../core/practice/pooled.ts";
import type { Verdict, Yardstick } from "../../core/practice/yardsticks.ts";
import { findPlatform } from "../../platforms/index.ts";
import { toPooledCsv, toPooledDictionary } from "../../protocol/pooled-export.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "../therapist/form.module.css";
import { useFormats } from "../therapist/formats.ts";
import block from "../therapist/key.module.css";
import page from "../therapist/page.module.css";
import { FiguresTable } from "./FiguresTable.tsx";
import { useFigureWords } from "./figure-words.ts";
import styles from "./practice.module.css";
import type { PracticeActions } from "./practice-actions.ts";
import { Yardsticks } from "./Yardsticks.tsx";

export interface FiguresProps extends Pick<PracticeActions, "saveText" | "print" | "now"> {
  readonly figures: PooledFigures;
  readonly verdicts: Readonly<Record<Yardstick, Verdict>>;
  readonly onStartOver: () => void;
}

/** So many weeks fit on the one page that is printed. */
const PRINTED_WEEKS = 12;

/** The pooled figures: on the screen all of them, on paper one page. */
export function Figures({ figures, verdicts, onStartOver, saveText, print, now }: FiguresProps) {
  const t = useStrings();
  const { day } = useFormats();
  const words = useFigureWords();
  const { total, clients, dipped, weeks, platforms } = figures;
  const save = (): void => {
    const date = new Date(now()).toISOString().slice(0, 10);
    saveText(`aftersession-pooled-${date}.csv`, toPooledCsv(figures));
    saveText("aftersession-pooled-dictionary.csv", toPooledDictionary());
  };
  return (
    <div class={`${page.column} ${styles.report}`}>
      <header class={page.bar}>
        <div>
          <h1>{t("practiceReport")}</h1>
          <p class={form.hint}>{t("practiceAsOf", day(now()))}</p>
        </div>
        <div class={`${form.actions} ${styles.screenOnly}`}>
          <Button look="primary" onClick={print}>
            {t("practicePrint")}
          </Button>
          <Button look="quiet" onClick={onStartOver}>
            {t("practiceStartOver")}
          </Button>
        </div>
      </header>
      <Card aria-labelledby="practice-total">
        <h2 id="practice-total">{t("practiceTotal")}</h2>
        <dl class={styles.facts}>
          {factsOf(total, clients, dipped, words).map(([key, value]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class={form.hint}>{t("practiceHidden")}</p>
      </Card>
      <Yardsticks verdicts={verdicts} total={total} />
      <Card aria-labelledby="practice-platforms">
        <h2 id="practice-platforms">{t("practiceByPlatform")}</h2>
        <FiguresTable
          name="practiceColumnPlatform"
          labelledBy="practice-platforms"
          all
          rows={platforms.map((row) => ({ ...row, label: platformName(row.platform) ?? t("practiceUnknown") }))}
        />
        <p class={form.hint}>{t("practicePlatformNote")}</p>
      </Card>
      <Card aria-labelledby="practice-weeks">
        <h2 id="practice-weeks">{t("practiceByWeek")}</h2>
        <FiguresTable
          name="practiceColumnWeek"
          labelledBy="practice-weeks"
          printedFrom={weeks.length - PRINTED_WEEKS}
          rows={weeks.map((row) => ({ ...row, label: row.week }))}
        />
        {weeks.length > PRINTED_WEEKS && (
          <p class={`${form.hint} ${styles.printOnly}`}>{t("practiceLastWeeks", String(PRINTED_WEEKS))}</p>
        )}
      </Card>
      <div class={styles.notes}>
        <p>{t("practicePrompts")}</p>
        <p>{t("practiceFalseAlarms", String(FALSE_ALARMS_IN_100), String(FALSE_ALARM_SESSIONS))}</p>
        <p>{t("practiceNotProtected")}</p>
      </div>
      <div class={styles.screenOnly}>
        <Card aria-labelledby="practice-research">
          <div class={block.block}>
            <h2 id="practice-research">{t("practiceResearch")}</h2>
            <p>{t("practiceResearchBody")}</p>
            <Button onClick={save}>{t("practiceSave")}</Button>
          </div>
        </Card>
      </div>
    </div>
  );
}

function factsOf(
  total: PooledRow,
  clients: number | null,
  dipped: PooledFigures["dipped"],
  { count, share, seconds }: ReturnType<typeof useFigureWords>,
) {
  return [
    ["practiceClients", count(clients)],
    ["practiceColumnCheckIns", count(total.checkIns)],
    ["practiceColumnAnswered", share(total.answered)],
    ["practiceColumnSeconds", seconds(total.medianSeconds)],
    ["practiceColumnTense", share(total.tense)],
    ["practiceColumnRecovered", share(total.recovered)],
    ["practiceDipped", share(dipped)],
  ] as const;
}

function platformName(id: string | null): string | null {
  return id === null ? null : (findPlatform(id)?.name ?? id);
}
