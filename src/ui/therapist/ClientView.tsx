import { useEffect } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { AllianceChart } from "./AllianceChart.tsx";
import { ClientNotes } from "./ClientNotes.tsx";
import { Covered } from "./Covered.tsx";
import { chartColumns } from "./chart-columns.ts";
import { SESSIONS_FOR_A_LEVEL } from "./client-flags.ts";
import type { ClientSummary } from "./client-summary.ts";
import styles from "./client-view.module.css";
import { FlagCard } from "./FlagCard.tsx";
import { useFormats } from "./formats.ts";
import { GroupField } from "./GroupField.tsx";
import { GuessReview } from "./GuessReview.tsx";
import type { Inbox } from "./inbox.ts";
import { type Kept, keptOf } from "./kept.ts";
import type { LineActions } from "./line-actions.ts";
import { NumberNotes } from "./NumberNotes.tsx";
import { SessionAnswers } from "./SessionAnswers.tsx";
import { SessionNotes } from "./SessionNotes.tsx";
import { SessionTable } from "./SessionTable.tsx";
import { useArrival } from "./use-arrival.ts";
import type { KeptChanges } from "./use-kept.ts";
import { useLostFocus } from "./use-lost-focus.ts";
import { WrittenWords } from "./WrittenWords.tsx";

export interface ClientViewProps {
  readonly summary: ClientSummary;
  readonly inbox: Inbox;
  readonly kept: Kept;
  readonly changes: KeptChanges;
  readonly actions: LineActions;
  readonly labelOf: (client: string) => string;
  readonly now: () => number;
  readonly print: () => void;
  readonly onBack: () => void;
  readonly onClient: (client: string) => void;
}

/** All of one client: what to ask, the chart, the same as a table, the words, and what the therapist keeps beside it. */
export function ClientView(props: ClientViewProps) {
  const { summary, inbox, kept, changes, actions, labelOf, now, print, onBack, onClient } = props;
  const { client, label, responses, covered, flags, asks, open } = summary;
  const t = useStrings();
  const { date, instant } = useFormats();
  const heading = useArrival<HTMLHeadingElement>(client);
  const beside = useLostFocus<HTMLDivElement>(`${covered.length} ${open.length}`);
  const gaps = inbox.gaps.filter((gap) => gap.client === client);
  const scored = responses.filter(({ allianceScore }) => allianceScore !== null).length;
  const [newest, oldest] = [responses[0], responses.at(-1)];
  const mine = keptOf(kept, client);
  // Whoever opens this view has seen the newest answers: a guess about them would come too late.
  useEffect(() => {
    if (newest !== undefined && mine.marks.shown[newest.id] === undefined) actions.onShow([newest]);
  }, [newest, mine, actions]);

  return (
    <div class={styles.page}>
      <div class={styles.bar}>
        <Button look="quiet" onClick={onBack}>
          {t("therapistOverviewBack")}
        </Button>
        {newest !== undefined && <Button onClick={print}>{t("therapistPrint")}</Button>}
      </div>
      <Card aria-labelledby="client-view">
        <div class={styles.view}>
          <header>
            <h1 id="client-view" ref={heading} tabIndex={-1}>
              <bdi>{label}</bdi>
            </h1>
            {newest !== undefined && oldest !== undefined && (
              <p class={styles.soft}>
                {responses.length === 1
                  ? t("therapistClientOne", date(newest.at))
                  : t("therapistClientSince", String(responses.length), date(oldest.at), date(newest.at))}
              </p>
            )}
            {newest === undefined && covered.length === 0 && (
              <p class={styles.soft}>{t("therapistOverviewNoAnswers")}</p>
            )}
            <p class={styles.inPrint}>{t("therapistPrintMade", instant(now()))}</p>
          </header>
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
              <Notice look={open.length > 0 ? "note" : "calm"}>
                <FlagCard {...{ summary, now }} onTalked={(keys, at) => actions.onTalked(client, keys, at)} />
              </Notice>
            )}
          </div>
          {newest !== undefined && scored < SESSIONS_FOR_A_LEVEL && (
            <Notice>
              <p>
                <strong>{t("therapistEarly", String(scored))}</strong>
              </p>
              <p>{t("therapistEarlyBody")}</p>
            </Notice>
          )}
          <div class={styles.onScreen}>
            <NumberNotes inbox={inbox} client={client} />
          </div>
          {newest !== undefined && (
            <>
              <SessionNotes summary={summary} />
              <AllianceChart columns={chartColumns(responses, flags, gaps)} />
              <SessionTable {...{ responses, flags }} />
            </>
          )}
          <div class={styles.onScreen}>
            <GuessReview guessed={summary.guessed} />
            <WrittenWords responses={responses} />
            <SessionAnswers responses={responses} />
          </div>
        </div>
      </Card>
      <div class={styles.onScreen}>
        <Card aria-labelledby="client-notes">
          <ClientNotes {...{ client, notes: mine.notes, onNotes: changes.onNotes }} />
          <GroupField
            {...{ summary, kept, labelOf, onClient }}
            group={mine.marks.group}
            onGroup={(group) => changes.onGroup(client, group)}
          />
        </Card>
      </div>
    </div>
  );
}
