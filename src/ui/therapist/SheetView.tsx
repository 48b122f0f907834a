import { groupsOf, type KeySheet } from "../../protocol/key-sheet.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import { useFormats } from "./formats.ts";
import print from "./print.module.css";
import { QrCode } from "./QrCode.tsx";
import styles from "./sheet.module.css";
import { useArrival } from "./use-arrival.ts";

const STEPS: readonly MessageKey[] = ["therapistSheetStep1", "therapistSheetStep2", "therapistSheetStep3"];

/** The key for paper: what it is, whose, and how it comes back, on one page. */
export function SheetView({ sheet, onPrint }: { readonly sheet: KeySheet; readonly onPrint: () => void }) {
  const t = useStrings();
  const { date } = useFormats();
  const heading = useArrival<HTMLHeadingElement>("sheet");
  const { name, madeAt, recipient, opening, signing, older, code } = sheet;
  return (
    <article class={`${styles.sheet} ${print.alone}`} aria-labelledby="key-sheet">
      <header>
        <h3 id="key-sheet" class={styles.title} ref={heading} tabIndex={-1}>
          <Sentence of="therapistSheetTitle" name={name} />
        </h3>
        <p>{t("therapistSheetMade", date(madeAt))}</p>
      </header>
      <p>{t("therapistSheetWhat")}</p>
      <KeyLine title="therapistSheetOpens" line={opening} />
      <KeyLine title="therapistSheetSigns" line={signing} />
      {older.map((line, index) => (
        <KeyLine key={line} title={index === 0 ? "therapistSheetOlder" : null} line={line} />
      ))}
      <div class={styles.back}>
        <QrCode text={code} label="therapistSheetCode" caption={t("therapistSheetCodeBody")} />
        <section>
          <h4>{t("therapistSheetBack")}</h4>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
          <p>{t("therapistSheetAge")}</p>
        </section>
      </div>
      <p class={styles.public}>
        {t("therapistKeyRecipient")} <code dir="ltr">{recipient}</code>
      </p>
      <div class={print.screenOnly}>
        <Button look="primary" onClick={onPrint}>
          {t("therapistSheetPrint")}
        </Button>
      </div>
    </article>
  );
}

function KeyLine({ title, line }: { readonly title: MessageKey | null; readonly line: string }) {
  const t = useStrings();
  const { start, groups } = groupsOf(line);
  return (
    <section>
      {title !== null && <h4>{t(title)}</h4>}
      <p class={styles.line} dir="ltr">
        <span class={styles.start}>{start}</span>{" "}
        {groups.map((group, index) => (
          // The same four characters may come twice.
          <span key={`${index}-${group}`} class={styles.group}>
            {group}{" "}
          </span>
        ))}
      </p>
    </section>
  );
}
