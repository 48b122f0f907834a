import { useState } from "preact/hooks";
import { newestInvites, pseudonymsOf } from "../../protocol/client-standing.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientSelect } from "./ClientSelect.tsx";
import { labelsOf } from "./Export.tsx";
import styles from "./export.module.css";
import type { ExportActions } from "./export-actions.ts";
import { writeFiles } from "./export-files.ts";
import form from "./form.module.css";
import type { ReceivedResponse } from "./inbox.ts";
import block from "./key.module.css";
import type { ClientHolding } from "./removing.ts";
import { useArrival } from "./use-arrival.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface DeleteClientProps extends Pick<ExportActions, "findClient" | "removeClient" | "saveText"> {
  readonly clients: readonly ClientRecord[];
  readonly responses: readonly ReceivedResponse[];
  readonly day: string;
  readonly onRemoved: (left: readonly ClientRecord[], removed: readonly string[]) => void;
}

type Step =
  | { readonly kind: "choosing" | "failed" }
  | { readonly kind: "looking"; readonly done: number; readonly total: number }
  | { readonly kind: "asking"; readonly holding: ClientHolding }
  | { readonly kind: "removed"; readonly files: number };

/** One client with everything that comes from them. It cannot be undone: first what there is, then a second yes. */
export function DeleteClient({ clients, responses, day, onRemoved, ...actions }: DeleteClientProps) {
  const t = useStrings();
  const [client, setClient] = useState("");
  const [step, setStep] = useState<Step>({ kind: "choosing" });
  const [busy, run] = useOneAtATime();

  const choose = (chosen: string): void => {
    setClient(chosen);
    setStep({ kind: "choosing" });
  };
  const find = async (): Promise<void> => {
    setStep({ kind: "looking", done: 0, total: 0 });
    const holding = await actions.findClient(pseudonymsOf(clients, client), (done, total) =>
      setStep({ kind: "looking", done, total }),
    );
    setStep({ kind: "asking", holding });
  };
  const remove = async (holding: ClientHolding): Promise<void> => {
    try {
      const left = await actions.removeClient(holding);
      setClient("");
      setStep({ kind: "removed", files: holding.files.length });
      onRemoved(left, holding.clients);
    } catch {
      // One transaction: a disk that could not be written has lost nothing.
      setStep({ kind: "failed" });
    }
  };
  const saveFirst = (): void => {
    const pseudonyms = pseudonymsOf(clients, client);
    const theirs = responses.filter((response) => pseudonyms.includes(response.client));
    const choice = { withWords: true, labels: labelsOf(clients) };
    for (const { name, text } of writeFiles("json", theirs, choice, day).files) actions.saveText(name, text);
  };
  const label = clients.find((record) => record.client === client)?.label || client;

  return (
    <Card aria-labelledby="delete-client">
      <div class={form.form}>
        <div class={block.block}>
          <h2 id="delete-client">{t("therapistDeleteTitle")}</h2>
          <p>{t("therapistDeleteBody")}</p>
        </div>
        <ClientSelect
          label="therapistDeleteWho"
          none="therapistDeleteChoose"
          clients={newestInvites(clients)}
          value={client}
          onChange={choose}
        />
        {step.kind === "asking" ? (
          <Question
            label={label}
            holding={step.holding}
            busy={busy}
            onSave={saveFirst}
            onYes={() => run(() => remove(step.holding))}
            onNo={() => choose("")}
          />
        ) : (
          client !== "" && (
            <div class={form.actions}>
              <Button busy={busy} onClick={() => run(find)}>
                {t("therapistDeleteFind")}
              </Button>
            </div>
          )
        )}
        <p class={form.hint} role="status">
          {step.kind === "looking" && t("therapistDeleteLooking", String(step.done), String(step.total))}
          {step.kind === "removed" && t("therapistDeleteDone", String(step.files))}
        </p>
        {step.kind === "failed" && (
          <p class={form.fault} role="alert">
            {t("therapistDeleteFailed")}
          </p>
        )}
      </div>
    </Card>
  );
}

interface QuestionProps {
  readonly label: string;
  readonly holding: ClientHolding;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Question({ label, holding, busy, onSave, onYes, onNo }: QuestionProps) {
  const t = useStrings();
  const heading = useArrival<HTMLHeadingElement>(holding.clients.join());
  return (
    <div class={form.form} role="group" aria-labelledby="delete-sure">
      <h3 id="delete-sure" ref={heading} tabIndex={-1}>
        <Sentence of="therapistDeleteSure" name={label} />
      </h3>
      <ul class={styles.list}>
        <li>{t("therapistDeleteFiles", String(holding.files.length))}</li>
        <li>{t("therapistDeleteRecords", String(holding.records))}</li>
      </ul>
      <p>{t("therapistDeleteStays")}</p>
      <div class={form.actions}>
        <Button onClick={onSave}>{t("therapistDeleteSaveFirst")}</Button>
        <Button look="primary" busy={busy} onClick={onYes}>
          {t("therapistDeleteYes")}
        </Button>
        <Button look="quiet" onClick={onNo}>
          {t("therapistCancel")}
        </Button>
      </div>
    </div>
  );
}
