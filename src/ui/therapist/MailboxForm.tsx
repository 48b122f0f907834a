import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import type { MailboxAccess } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import {
  type MailboxForm as Form,
  type MailboxFaults,
  mailboxFormOf,
  readMailboxForm,
  splitAddress,
} from "./mailbox-form.ts";
import page from "./page.module.css";
import type { TherapistActions } from "./therapist-actions.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";
import { READING_WORDS } from "./words.ts";

type Needed = "readAddress" | "requestHosts" | "testMailbox" | "keepMailbox";
export interface MailboxFormProps extends Pick<TherapistActions, Needed> {
  readonly mailbox: MailboxAccess | null;
  readonly onKept: (mailbox: MailboxAccess) => void;
}

type Test =
  | { readonly kind: "notYet" | "savedUntested" }
  | { readonly kind: "works"; readonly count: number }
  | { readonly kind: "failed"; readonly reason: MessageKey; readonly access: MailboxAccess };

/** Where sealed answers are fetched from; tested before it is kept. */
export function MailboxForm({
  mailbox,
  readAddress,
  requestHosts,
  testMailbox,
  keepMailbox,
  onKept,
}: MailboxFormProps) {
  const t = useStrings();
  const [typed, setTyped] = useState<Form>(() => mailboxFormOf(mailbox));
  const [faults, setFaults] = useState<MailboxFaults>({});
  const [test, setTest] = useState<Test>({ kind: "notYet" });
  const [busy, run] = useOneAtATime();
  const address = readAddress(typed.address);

  const keep = async (access: MailboxAccess, after: Test): Promise<void> => {
    await keepMailbox(access);
    setTest(after);
    onKept(access);
  };

  const tryOut = async (access: MailboxAccess, permitted: Promise<boolean>): Promise<void> => {
    setTest({ kind: "notYet" });
    if (!(await permitted)) return setTest({ kind: "failed", reason: "therapistFaultPermission", access });
    const reply = await testMailbox(access);
    if (reply.kind === "failed") return setTest({ kind: "failed", reason: READING_WORDS[reply.reason], access });
    await keep(access, { kind: "works", count: reply.items.length });
  };

  const press = (): void => {
    const reading = readMailboxForm(typed, address);
    setFaults(reading.kind === "faults" ? reading.faults : {});
    // Both browsers show their question only if it is asked within the click itself.
    if (reading.kind === "access") run(() => tryOut(reading.access, requestHosts([reading.origin])));
  };

  return (
    <div class={page.column}>
      <header class={page.intro}>
        <h1>{t("therapistMailboxTitle")}</h1>
        <p>{t("therapistMailboxBody")}</p>
      </header>
      <Card>
        <form class={form.form} onSubmit={(event) => event.preventDefault()}>
          <Field
            label="therapistMailboxAddress"
            hint="therapistMailboxAddressHint"
            fault={faults.address}
            value={typed.address}
            onChange={(text) => setTyped({ ...typed, address: text })}
            onLeave={() => setTyped(splitAddress(typed, address))}
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
          />
          <Field
            label="therapistMailboxBox"
            fault={faults.box}
            value={typed.box}
            onChange={(box) => setTyped({ ...typed, box })}
            autocomplete="off"
            spellcheck={false}
          />
          <Field
            label="therapistMailboxToken"
            hint="therapistMailboxTokenHint"
            fault={faults.token}
            secret
            value={typed.token}
            onChange={(token) => setTyped({ ...typed, token })}
            autocomplete="off"
            spellcheck={false}
          />
          {address.kind === "address" && (
            <p class={form.hint}>{t("therapistMailboxPermission", new URL(address.origin).host)}</p>
          )}
          <div class={form.actions}>
            <Button type="submit" look="primary" busy={busy} onClick={press}>
              {t(busy ? "therapistMailboxTesting" : "therapistMailboxTest")}
            </Button>
          </div>
        </form>
      </Card>
      <div role="status">
        {test.kind === "works" && <Notice>{t("therapistMailboxWorks", String(test.count))}</Notice>}
        {test.kind === "savedUntested" && <Notice look="note">{t("therapistMailboxSaved")}</Notice>}
        {test.kind === "failed" && (
          <Notice look="note">
            <p>{t(test.reason)}</p>
            <Button look="quiet" small onClick={() => void keep(test.access, { kind: "savedUntested" })}>
              {t("therapistMailboxSaveAnyway")}
            </Button>
          </Notice>
        )}
      </div>
    </div>
  );
}
