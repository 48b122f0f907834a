import type { Band } from "../../core/alliance/flags/band.ts";
import { useStrings } from "../controls/strings.ts";
import { Covered } from "./Covered.tsx";
import type { ClientSummary } from "./client-summary.ts";
import { FlagCard } from "./FlagCard.tsx";
import { useFormats } from "./formats.ts";
import type { LineActions } from "./line-actions.ts";
import styles from "./overview.module.css";
import { lastOf } from "./overview-order.ts";
import { ScoreRow } from "./ScoreRow.tsx";
import { SmallChart } from "./SmallChart.tsx";
import { useLostFocus } from "./use-lost-focus.ts";

export interface ClientLineProps {
  readonly summary: ClientSummary;
  readonly now: () => number;
  readonly actions: LineActions;
  readonly onClient: () => void;
}

const NO_BANDS: ReadonlyMap<string, Band> = new Map();

/** One client in the list of all: how it went, what to ask and why. */
export function ClientLine({ summary, now, actions, onClient }: ClientLineProps) {
  const t = useStrings();
  const { client, label, responses, covered, flags, asks, pausedAt } = summary;
  const { date, day } = useFormats();
  const beside = useLostFocus<HTMLDivElement>(`${covered.length} ${summary.open.length}`);
  const [newest] = responses;
  const hasAnswered = newest !== undefined || covered.length > 0;
  const isCalm = newest !== undefined && asks.length === 0 && covered.length === 0;
  return (
    <li class={styles.row}>
      <div class={styles.who}>
        <h2>
          <button type="button" class={styles.client} data-client={client} onClick={onClient}>
            <bdi>{label}</bdi>
          </button>
        </h2>
        <p class={styles.soft}>
          {hasAnswered ? t("therapistOverviewLast", date(lastOf(summary))) : t("therapistOverviewNoAnswers")}
        </p>
        {pausedAt !== null && <p class={styles.soft}>{t("therapistPaused", day(pausedAt))}</p>}
      </div>
      {newest !== undefined && (
        <div class={styles.glance}>
          <SmallChart responses={responses} bands={flags?.bands ?? NO_BANDS} />
          {covered.length === 0 && <ScoreRow scores={newest.scores} />}
        </div>
      )}
      <div class={styles.asks} ref={beside}>
        {covered.map((response) => (
          <Covered
            key={response.id}
            {...{ response, label }}
            onShow={() => actions.onShow([response])}
            onGuess={(answers) => actions.onGuess(response, answers)}
          />
        ))}
        {asks.length > 0 && (
          <FlagCard {...{ summary, now }} onTalked={(keys, at) => actions.onTalked(client, keys, at)} />
        )}
        {isCalm && <p class={styles.soft}>{t("therapistOverviewNothing")}</p>}
      </div>
    </li>
  );
}
