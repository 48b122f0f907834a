import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { DefinitionFault } from "../../core/alliance/definition-checks.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { INSTRUMENTS } from "../../core/alliance/instruments/index.ts";
import type { KeptInstrument } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { readDefinitionFile } from "./definitions.ts";
import { FileButton } from "./FileButton.tsx";
import form from "./form.module.css";
import { InstrumentPreview } from "./InstrumentPreview.tsx";
import styles from "./key.module.css";
import { OutsideRoute, type OutsideRouteProps } from "./OutsideRoute.tsx";
import { OwnViewSites } from "./OwnViewSites.tsx";
import page from "./page.module.css";
import preview from "./preview.module.css";
import { Tick } from "./Tick.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";
import { DEFINITION_WORDS } from "./words.ts";

type Needed = "keepInstrument" | "languages" | "ownView" | "now";
export interface QuestionsProps extends Pick<TherapistActions, Needed>, OutsideRouteProps {
  readonly kept: readonly KeptInstrument[];
  /** The therapist, who vouches for a licence by the box. */
  readonly name: string;
  readonly onKept: (kept: readonly KeptInstrument[]) => void;
}

type Chosen =
  | { readonly kind: "nothing" | "kept" }
  | { readonly kind: "refused"; readonly faults: readonly DefinitionFault[] }
  | { readonly kind: "preview"; readonly instrument: Instrument; readonly text: string };

/** Which questions there are, and a way to bring those of a licence of one's own: read, shown as text, then kept. */
export function Questions(props: QuestionsProps) {
  const { kept, name, keepInstrument, languages, ownView, now, onKept, outside, keepOutside, onOutside } = props;
  const t = useStrings();
  const [vouched, setVouched] = useState(false);
  const [chosen, setChosen] = useState<Chosen>({ kind: "nothing" });
  const [busy, run] = useOneAtATime();
  const shown = { name, languages, now, outside };

  const read = async ([file]: readonly File[]): Promise<void> => {
    const text = (await file?.text()) ?? "";
    const reading = readDefinitionFile(text, { kept, vouchedBy: vouched ? name : null, now: now() });
    setChosen(reading.kind === "refused" ? reading : { kind: "preview", instrument: reading.instrument, text });
  };
  const keep = async (instrument: Instrument, text: string): Promise<void> => {
    onKept(await keepInstrument(instrument, text));
    setChosen({ kind: "kept" });
  };

  return (
    <div class={page.column}>
      <header class={page.intro}>
        <h1>{t("therapistQuestionsTitle")}</h1>
        <p>{t("therapistQuestionsBody")}</p>
      </header>
      <Card aria-labelledby="questions-here">
        <h2 id="questions-here">{t("therapistQuestionsHere")}</h2>
        <ul class={preview.list}>
          {[...INSTRUMENTS, ...kept.map(({ instrument }) => instrument)].map((instrument) => (
            <li key={`${instrument.id}|${instrument.version}`}>
              <Folded title={instrument.title}>
                <InstrumentPreview {...shown} instrument={instrument} />
              </Folded>
            </li>
          ))}
        </ul>
      </Card>
      <Card aria-labelledby="questions-bring">
        <div class={styles.block}>
          <h2 id="questions-bring">{t("therapistQuestionsBring")}</h2>
          <p>{t("therapistQuestionsBringBody")}</p>
          <Tick checked={vouched} onChange={setVouched}>
            {t("therapistQuestionsVouch")}
          </Tick>
          <FileButton accept=".json,application/json,application/fhir+json" onFiles={(files) => void read(files)}>
            {t("therapistQuestionsFile")}
          </FileButton>
          <div role="status">
            {chosen.kind === "kept" && <Notice>{t("therapistQuestionsKept")}</Notice>}
            {chosen.kind === "refused" && <Faults faults={chosen.faults} />}
          </div>
          {chosen.kind === "preview" && (
            <>
              <InstrumentPreview {...shown} instrument={chosen.instrument} />
              <div class={form.actions}>
                <Button look="primary" busy={busy} onClick={() => run(() => keep(chosen.instrument, chosen.text))}>
                  {t("therapistQuestionsKeep")}
                </Button>
                <Button look="quiet" onClick={() => setChosen({ kind: "nothing" })}>
                  {t("therapistCancel")}
                </Button>
              </div>
            </>
          )}
        </div>
      </Card>
      <OutsideRoute {...{ outside, keepOutside, onOutside, name }} />
      <OwnViewSites ownView={ownView} />
    </div>
  );
}

/** Drawn when it is opened: each preview is a page of its own. */
function Folded({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details class={preview.folded} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <bdi>{title}</bdi>
      </summary>
      {open && children}
    </details>
  );
}

/** Why a file was not taken, each reason with its place in the file. */
function Faults({ faults }: { readonly faults: readonly DefinitionFault[] }) {
  const t = useStrings();
  return (
    <Notice look="note">
      <p>{t("therapistQuestionsRefused")}</p>
      <ul>
        {faults.map(({ kind, where }) => (
          <li key={`${kind} ${where}`}>
            {t(DEFINITION_WORDS[kind])}
            {where !== "" && (
              <>
                {" "}
                <code dir="ltr">{where}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
