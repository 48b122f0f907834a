import { countMissing } from "../../protocol/received.ts";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { AddOnAnswers } from "./AddOnAnswers.tsx";
import { AllianceChart } from "./AllianceChart.tsx";
import { clientFlags, SESSIONS_FOR_A_LEVEL } from "./client-flags.ts";
import { FlagCard } from "./FlagCard.tsx";
import { useFormats } from "./formats.ts";
import { type Inbox, responsesOf } from "./inbox.ts";
import styles from "./responses.module.css";
import { SessionTable } from "./SessionTable.tsx";
import { useArrival } from "./use-arrival.ts";
import { textsOf } from "./words.ts";

export interface ClientViewProps {
  readonly inbox: Inbox;
  readonly client: string;
  readonly label: string;
  /** When the page was drawn, ms since 1970. */
  readonly now: number;
  /** True when it was asked for; a view that is there by itself does not take the keyboard. */
  readonly chosen: boolean;
}

/** All that one client said: the chart, the same as a table, and the words. */
export function ClientView({ inbox, client, label, now, chosen }: ClientViewProps) {
  const t = useStrings();
  const { date } = useFormats();
  const heading = useArrival<HTMLHeadingElement>(chosen ? client : null);
  const responses = responsesOf(inbox, client);
  const [newest, oldest] = [responses[0], responses.at(-1)];
  if (newest === undefined || oldest === undefined) return null;
  const flags = clientFlags(responses, now);
  const scored = responses.filter(({ allianceScore }) => allianceScore !== null).length;
  const written = responses.flatMap(({ id, at, instrument, answers }) =>
    instrument === null ? [] : textsOf(instrument, answers).map((text) => ({ ...text, key: `${id}-${text.id}`, at })),
  );

  return (
    <Card aria-labelledby="client-view">
      <div class={styles.view}>
        <header>
          <h2 id="client-view" ref={heading} tabIndex={-1}>
            <bdi>{label}</bdi>
          </h2>
          <p class={styles.soft}>
            {responses.length === 1
              ? t("therapistClientOne", date(newest.at))
              : t("therapistClientSince", String(responses.length), date(oldest.at), date(newest.at))}
          </p>
        </header>
        {scored < SESSIONS_FOR_A_LEVEL && (
          <Notice>
            <p>
              <strong>{t("therapistEarly", String(scored))}</strong>
            </p>
            <p>{t("therapistEarlyBody")}</p>
          </Notice>
        )}
        {flags !== null && <FlagCard {...flags} />}
        <NumberNotes inbox={inbox} client={client} />
        <AllianceChart sessions={responses.toReversed()} />
        <SessionTable responses={responses} />
        <AddOnAnswers responses={responses} />
        {written.length > 0 && (
          <section aria-labelledby="client-words">
            <h3 id="client-words">{t("therapistTextsTitle")}</h3>
            <ul class={styles.texts}>
              {written.map(({ key, at, text }) => (
                <li key={key}>
                  <time dateTime={new Date(at).toISOString()}>{date(at)}</time>
                  <blockquote class={styles.text} dir="auto">
                    {text}
                  </blockquote>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Card>
  );
}

/** What the numbering gives away: lost ones, and a browser profile that was restored; and what the client took back. */
function NumberNotes({ inbox, client }: Pick<ClientViewProps, "inbox" | "client">) {
  const t = useStrings();
  const gaps = inbox.gaps.filter((gap) => gap.client === client);
  const twice = inbox.sameNumber.filter((one) => one.client === client);
  const takenBack = inbox.setAside.filter((file) => file.client === client && file.reason === "takenBack").length;
  const ranges = gaps.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
  if (gaps.length + twice.length + takenBack === 0) return null;
  return (
    <Notice>
      {ranges.length > 0 && <p>{t("therapistGaps", String(countMissing(gaps)), ranges.join(", "))}</p>}
      {twice.map(({ seq }) => (
        <p key={seq}>{t("therapistSameNumber", String(seq))}</p>
      ))}
      {takenBack > 0 && <p>{t("therapistTakenBack", String(takenBack))}</p>}
    </Notice>
  );
}
