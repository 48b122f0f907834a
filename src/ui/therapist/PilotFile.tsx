import { useState } from "preact/hooks";
import { writePracticeExport } from "../../protocol/practice-export.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { pilotPartOf } from "../practice/pilot-part.ts";
import styles from "./export.module.css";
import type { ExportActions } from "./export-actions.ts";
import form from "./form.module.css";
import type { ReceivedResponse } from "./inbox.ts";
import block from "./key.module.css";

/** Of the page for those who run a pilot, inside the extension. */
export const PRACTICE_PAGE = "/src/ui/practice/index.html";

export interface PilotFileProps extends Pick<ExportActions, "saveText" | "randomCode"> {
  readonly clients: readonly ClientRecord[];
  readonly responses: readonly ReceivedResponse[];
  readonly day: string;
}

/** What a practice pools, with the one figure that only the therapist knows: how many sessions there were. */
export function PilotFile({ clients, responses, day, saveText, randomCode }: PilotFileProps) {
  const t = useStrings();
  const [held, setHeld] = useState<ReadonlyMap<string, string>>(new Map());
  const [saved, setSaved] = useState<number | null>(null);
  const rows = rowsOf(clients, responses, held);
  const isWrong = rows.some((row) => row.held === "wrong");
  const save = (): void => {
    if (isWrong) return;
    const sessions = new Map(rows.map((row) => [row.client, row.held === "wrong" ? null : row.held]));
    const hosts = new Map(clients.map(({ client, videoHosts }) => [client, videoHosts]));
    const part = pilotPartOf({
      responses,
      hostsOf: (client) => hosts.get(client) ?? [],
      heldOf: (client) => sessions.get(client) ?? null,
      randomCode,
    });
    saveText(`aftersession-practice-${day}.json`, writePracticeExport(part));
    setSaved(part.clients.length);
  };

  return (
    <Card aria-labelledby="pilot-file">
      <div class={block.block}>
        <h2 id="pilot-file">{t("therapistPilotTitle")}</h2>
        <p>{t("therapistPilotBody")}</p>
        <p>{t("therapistPilotHeldBody")}</p>
        {rows.length > 0 && (
          <div class={styles.scroll}>
            <table class={styles.counts}>
              <thead>
                <tr>
                  <th scope="col">{t("therapistPilotClient")}</th>
                  <th scope="col">{t("therapistPilotCheckIns")}</th>
                  <th scope="col">{t("therapistPilotHeld")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.client}>
                    <th scope="row">
                      <bdi>{row.label}</bdi>
                    </th>
                    <td>{row.checkIns}</td>
                    <td>
                      <input
                        type="text"
                        inputMode="numeric"
                        autocomplete="off"
                        class={`${form.input} ${styles.number}`}
                        aria-label={`${t("therapistPilotHeld")}: ${row.label}`}
                        aria-invalid={row.held === "wrong"}
                        value={held.get(row.client) ?? ""}
                        onInput={({ currentTarget }) => {
                          setSaved(null);
                          setHeld(new Map([...held, [row.client, currentTarget.value]]));
                        }}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {isWrong && (
          <p class={form.fault} role="alert">
            {t("therapistPilotFault")}
          </p>
        )}
        <div class={form.actions}>
          {rows.length > 0 ? (
            <Button onClick={save}>{t("therapistPilotSave")}</Button>
          ) : (
            <span class={form.hint}>{t("therapistExportNone")}</span>
          )}
          <a class={styles.link} href={PRACTICE_PAGE} target="_blank" rel="noopener">
            {t("therapistPilotOpen")}
          </a>
        </div>
        <p class={form.hint} role="status">
          {saved !== null && t("therapistPilotSaved", String(saved))}
        </p>
      </div>
    </Card>
  );
}

interface Row {
  readonly client: string;
  readonly label: string;
  readonly checkIns: number;
  /** `wrong`: no number, or fewer sessions than answers that came. */
  readonly held: number | "wrong" | null;
}

function rowsOf(
  clients: readonly ClientRecord[],
  responses: readonly ReceivedResponse[],
  held: ReadonlyMap<string, string>,
): readonly Row[] {
  const counts = new Map<string, number>();
  for (const { client } of responses) counts.set(client, (counts.get(client) ?? 0) + 1);
  return clients.flatMap(({ client, label }) => {
    const checkIns = counts.get(client) ?? 0;
    const typed = (held.get(client) ?? "").trim();
    return checkIns === 0 ? [] : [{ client, label: label || client, checkIns, held: heldIn(typed, checkIns) }];
  });
}

function heldIn(typed: string, checkIns: number): Row["held"] {
  if (typed === "") return null;
  const sessions = /^\d{1,4}$/.test(typed) ? Number(typed) : -1;
  return sessions >= checkIns ? sessions : "wrong";
}
