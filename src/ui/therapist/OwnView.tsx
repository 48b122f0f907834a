import { useState } from "preact/hooks";
import type { Answers } from "../../core/alliance/answers.ts";
import { type Guess, guessedItems } from "../../core/alliance/guess.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../core/alliance/instruments/index.ts";
import { standingOf } from "../../protocol/client-standing.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { useFormats } from "./formats.ts";
import { GuessForm } from "./GuessForm.tsx";
import { type Inbox, responsesOf } from "./inbox.ts";
import page from "./page.module.css";

export interface OwnViewProps {
  /** When the therapist's session ended, ms since 1970. */
  readonly endedAt: number;
  readonly clients: readonly ClientRecord[];
  readonly inbox: Inbox | null;
  readonly now: () => number;
  /** False where it could not be kept. */
  readonly onGuess: (guess: Guess) => Promise<boolean>;
  readonly onClose: () => void;
}

/** After a session of the therapist's own: whose it was, and what that client will have said. Before any answer is read. */
export function OwnView({ endedAt, clients, inbox, now, onGuess, onClose }: OwnViewProps) {
  const t = useStrings();
  const { instant } = useFormats();
  const [client, setClient] = useState("");
  const [kept, setKept] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const asked = clients.flatMap((record) => {
    const instrument = askedOf(record, inbox);
    return instrument === null || standingOf(record) === "ended" ? [] : [{ record, instrument }];
  });
  const chosen = asked.find(({ record }) => record.client === client);
  const keep = async (answers: Answers): Promise<void> => {
    const done = await onGuess({ client, endedAt, madeAt: now(), answers });
    setFailed(!done);
    if (done) setKept(chosen?.record.label ?? "");
  };
  return (
    <div class={page.column}>
      <Card aria-labelledby="own-view">
        <div class={form.form}>
          <h2 id="own-view">{t("therapistOwnViewEnded", instant(endedAt))}</h2>
          {kept !== null && (
            <Notice live>
              <p>{t("therapistOwnViewKept", kept)}</p>
            </Notice>
          )}
          {kept === null && asked.length === 0 && <p>{t("therapistOwnViewNone")}</p>}
          {kept === null && asked.length > 0 && (
            <div class={form.field}>
              <label for="own-view-whose" class={form.label}>
                {t("therapistOwnViewWhose")}
              </label>
              <select
                id="own-view-whose"
                class={form.input}
                value={client}
                onChange={(event) => setClient(event.currentTarget.value)}
              >
                <option value="">–</option>
                {asked.map(({ record }) => (
                  <option key={record.client} value={record.client}>
                    {record.label || record.client}
                  </option>
                ))}
              </select>
            </div>
          )}
          {kept === null && chosen !== undefined ? (
            <GuessForm
              key={client}
              name={`own-${client}`}
              instrument={chosen.instrument}
              items={guessedItems(chosen.instrument)}
              lock="therapistOwnViewLock"
              leave="therapistCancel"
              onGuess={(answers) => void keep(answers)}
              onLeave={onClose}
            />
          ) : (
            <div class={form.actions}>
              <Button look={kept === null ? "quiet" : "secondary"} onClick={onClose}>
                {t(kept === null ? "therapistCancel" : "therapistOwnViewClose")}
              </Button>
            </div>
          )}
          <div role="status">{failed && <Notice look="note">{t("therapistKeptFailed")}</Notice>}</div>
        </div>
      </Card>
    </div>
  );
}

/** What this client is asked, as far as it can be guessed: as in the newest answers, else our core set. */
function askedOf({ client }: ClientRecord, inbox: Inbox | null): Instrument | null {
  const newest = inbox === null ? undefined : responsesOf(inbox, client)[0];
  const instrument = newest === undefined ? findInstrument(DEFAULT_INSTRUMENT) : newest.instrument;
  return instrument === null || guessedItems(instrument).length === 0 ? null : instrument;
}
