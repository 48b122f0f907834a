import { useEffect, useRef } from "preact/hooks";
import { hostOfAddress, originsOf } from "../../core/invite/origins.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { CheckPhrase } from "./CheckPhrase.tsx";
import { ConsentStatement } from "./ConsentStatement.tsx";
import { consentSections } from "./consent-text.ts";
import { InviteChanges } from "./InviteChanges.tsx";
import { Letter } from "./Letter.tsx";
import { isolate, listOf } from "./local-words.ts";
import { OpenByItself } from "./OpenByItself.tsx";
import frame from "./setup.module.css";
import type { Consenting, ConsentProblem } from "./setup-state.ts";

export interface ConsentProps {
  readonly state: Consenting;
  readonly lang: string;
  readonly onChoose: (openByItself: boolean) => void;
  /** Called in the click itself, so that the browser may be asked in the same turn. */
  readonly onAgree: () => void;
  readonly onDecline: () => void;
}

export function Consent({ state, lang, onChoose, onAgree, onDecline }: ConsentProps) {
  const t = useStrings();
  const { invite, phrase, held, step, problem, openByItself } = state;
  const host = hostOfAddress(invite.endpoint.url);
  const hosts = originsOf(invite).map(hostOfAddress);
  const choice = useFocusWhen(problem?.kind === "notChosen");

  return (
    <>
      <header class={frame.intro}>
        <h1 tabIndex={-1}>{t(held === null ? "setupConsentTitle" : "setupUpdateFrom", isolate(invite.issuer.name))}</h1>
        <p>{t("setupConsentIntro")}</p>
      </header>
      <Card>
        {held === null ? (
          <Letter from={invite.issuer.name} />
        ) : (
          <InviteChanges held={held} invite={invite} lang={lang} />
        )}
      </Card>
      <Card>
        <CheckPhrase words={phrase} />
      </Card>
      <Card>
        <ConsentStatement sections={consentSections(invite, t)} />
      </Card>
      <Card>
        <div ref={choice}>
          <OpenByItself chosen={openByItself} missing={problem?.kind === "notChosen"} onChoose={onChoose} />
        </div>
      </Card>
      <Card>
        <div class={frame.stack}>
          <h2>{t("setupBrowserTitle")}</h2>
          <p>
            {host === ""
              ? t("setupBrowserNoteByHand", listOf(hosts, lang))
              : t("setupBrowserNote", listOf(hosts, lang), isolate(host))}
          </p>
          <p class={frame.soft}>{t("setupBrowserStorage")}</p>
          <Problem problem={problem} />
          <div class={frame.row}>
            <Button look="primary" busy={step !== "choosing"} onClick={onAgree}>
              {t(agreeLabel(state))}
            </Button>
            <Button look="quiet" onClick={onDecline}>
              {t("setupDecline")}
            </Button>
          </div>
        </div>
      </Card>
    </>
  );
}

function agreeLabel({ step, problem }: Consenting) {
  switch (step) {
    case "asking":
      return "setupAsking";
    case "saving":
      return "setupSaving";
    case "choosing":
      return problem === null || problem.kind === "notChosen" ? "setupAgree" : "setupTryAgain";
  }
}

/** The box is always there, so that what appears in it is read out. */
function Problem({ problem }: { readonly problem: ConsentProblem | null }) {
  const t = useStrings();
  const words = wordsOf(problem);
  return (
    <div role="alert">
      {words !== null && (
        <Notice look="note">
          {words.title !== null && <h3>{t(words.title)}</h3>}
          <p>{t(words.text)}</p>
        </Notice>
      )}
    </div>
  );
}

function wordsOf(
  problem: ConsentProblem | null,
): { readonly title: MessageKey | null; readonly text: MessageKey } | null {
  switch (problem?.kind) {
    case "refused":
      return { title: "setupRefusedTitle", text: "setupRefused" };
    case "notSaved":
      return { title: null, text: "setupNotSaved" };
    case "notAccepted":
      return { title: null, text: problem.reason };
    case "notChosen":
    case undefined:
      return null;
  }
}

/** Brings the first radio button of the element into view and under the keyboard. */
function useFocusWhen(wanted: boolean) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted) element.current?.querySelector("input")?.focus();
  }, [wanted]);
  return element;
}
