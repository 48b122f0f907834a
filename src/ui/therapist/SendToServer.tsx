import { useEffect, useRef, useState } from "preact/hooks";
import type { ExportedResponse } from "../../protocol/exported-response.ts";
import { toFhirExport } from "../../protocol/fhir-export.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./export.module.css";
import type { ExportActions } from "./export-actions.ts";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import block from "./key.module.css";
import { FAILURE_WORDS, NOTHING_SENT, type Sent, sendAll } from "./sending-to-server.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";
import { ADDRESS_WORDS } from "./words.ts";

type Needed = "readAddress" | "requestAnswersHost" | "keptServer" | "keepServer" | "sendTransaction";
export interface SendToServerProps extends Pick<ExportActions, Needed> {
  readonly responses: readonly ExportedResponse[];
  readonly withWords: boolean;
}

/** The chosen responses to the therapist's own FHIR server. The permission is asked for in the click. */
export function SendToServer({ responses, withWords, ...actions }: SendToServerProps) {
  const t = useStrings();
  const { address, setAddress, token, setToken, keep, setKeep } = useServer(actions.keptServer);
  const [fault, setFault] = useState<MessageKey | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [total, setTotal] = useState({ all: 0, leftOut: 0 });
  const stop = useRef(new AbortController());
  const [busy, run] = useOneAtATime();
  useEffect(() => () => stop.current.abort(), []);

  const send = async (url: string, asked: Promise<boolean>): Promise<void> => {
    const { transactions, leftOut } = toFhirExport(responses, { withWords });
    stop.current = new AbortController();
    setTotal({ all: transactions.length, leftOut: leftOut.length });
    setSent(NOTHING_SENT);
    if (!(await asked)) return setSent({ ...NOTHING_SENT, failure: "noPermission" });
    const server = { url, token: token.trim() };
    await actions.keepServer(keep ? server : null);
    await sendAll(actions.sendTransaction, server, transactions, stop.current.signal, setSent);
  };
  const start = (): void => {
    const read = actions.readAddress(address);
    setFault(read.kind === "refused" ? ADDRESS_WORDS[read.reason] : null);
    if (read.kind === "refused") return;
    // Before anything is waited for: browsers ask only inside the click.
    const asked = actions.requestAnswersHost(read.origin).catch(() => false);
    // Of a mailbox the end would be its box; of a FHIR server it is part of the address.
    const url = read.box === null ? read.url : `${read.url}/m/${read.box}`;
    run(() => send(url, asked));
  };

  return (
    <Card aria-labelledby="send-to-server">
      <form class={form.form} onSubmit={(event) => event.preventDefault()}>
        <div class={block.block}>
          <h2 id="send-to-server">{t("therapistServerTitle")}</h2>
          <p>{t("therapistServerBody")}</p>
        </div>
        <Field
          label="therapistServerAddress"
          hint="therapistServerAddressHint"
          fault={fault}
          value={address}
          onChange={setAddress}
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
        />
        <Field label="therapistServerToken" value={token} onChange={setToken} secret autocomplete="off" />
        <label class={styles.choice}>
          <input type="checkbox" checked={keep} onChange={({ currentTarget }) => setKeep(currentTarget.checked)} />
          {t("therapistServerKeep")}
        </label>
        <div class={form.actions}>
          {responses.length > 0 && (
            <Button type="submit" busy={busy} onClick={start}>
              {t("therapistServerSend")}
            </Button>
          )}
          {busy && (
            <Button look="quiet" onClick={() => stop.current.abort()}>
              {t("therapistServerStop")}
            </Button>
          )}
          {responses.length === 0 && <span class={form.hint}>{t("therapistExportNone")}</span>}
        </div>
        <Standing sent={sent} total={total} />
      </form>
    </Card>
  );
}

function Standing({ sent, total }: { readonly sent: Sent | null; readonly total: { all: number; leftOut: number } }) {
  const t = useStrings();
  const counts: readonly (readonly [MessageKey, number])[] =
    sent === null
      ? []
      : [
          ["therapistServerCreated", sent.created],
          ["therapistServerThere", sent.there],
          ["therapistServerRejected", sent.rejected],
          ["therapistServerSeveral", sent.several],
          ["therapistExportLeftOut", total.leftOut],
        ];
  return (
    <div role="status">
      {sent !== null && sent.failure !== "noPermission" && (
        <p>{t("therapistServerDone", String(sent.done), String(total.all))}</p>
      )}
      {counts.map(([key, count]) => count > 0 && <p key={key}>{t(key, String(count))}</p>)}
      {sent !== null && sent.failure !== null && <p class={form.fault}>{t(FAILURE_WORDS[sent.failure])}</p>}
    </div>
  );
}

/** Typed each time, unless it was kept. */
function useServer(keptServer: ExportActions["keptServer"]) {
  const [address, setAddress] = useState("");
  const [token, setToken] = useState("");
  const [keep, setKeep] = useState(false);
  useEffect(() => {
    const fill = async (): Promise<void> => {
      const kept = await keptServer();
      if (kept === null) return;
      // What was typed meanwhile stays.
      setAddress((typed) => typed || kept.url);
      setToken((typed) => typed || kept.token);
      setKeep(true);
    };
    void fill();
  }, [keptServer]);
  return { address, setAddress, token, setToken, keep, setKeep };
}
