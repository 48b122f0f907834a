import { useState } from "preact/hooks";
import type { ManagedEndpoint } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import { type PlaceTest, type PlaceToTest, worksAsTested } from "../../protocol/place-test.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { PlaceFields } from "./PlaceFields.tsx";
import { PlaceGuide } from "./PlaceGuide.tsx";
import { PlaceOutcome, type TestOutcome } from "./PlaceOutcome.tsx";
import styles from "./place.module.css";
import { type PlaceFaults, readPlaceForm, startPlaceForm, tidyPlaceForm } from "./place-form.ts";
import { PLACE_CARDS, type PlaceKind } from "./place-kinds.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import { useArrival } from "./use-arrival.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

type Needed = "testPlace" | "keepPlace" | "readTemplate" | "saveText" | "copyText" | "requestHosts" | "allowLocalhost";
export type PlaceSetupActions = Pick<TherapistActions, Needed>;

export interface PlaceSetupProps extends PlaceSetupActions {
  readonly kind: PlaceKind;
  /** This very place, where it is the one in use. */
  readonly kept: Place | null;
  readonly onKept: (place: Place) => void;
  readonly managed: ManagedEndpoint | null;
  /** Null where there is no other to choose. */
  readonly onOthers: (() => void) | null;
}

/** One kind of place: its guide, what to fill in, and the test. Nothing typed is lost, whatever comes back. */
export function PlaceSetup(props: PlaceSetupProps) {
  const { kind, kept, managed, testPlace, keepPlace, requestHosts, allowLocalhost, onKept, onOthers } = props;
  const t = useStrings();
  const heading = useArrival<HTMLHeadingElement>(kept === null ? kind : null);
  const [typed, setTyped] = useState(() => startPlaceForm(kind, kept, managed));
  const [faults, setFaults] = useState<PlaceFaults>({});
  const [outcome, setOutcome] = useState<TestOutcome>({ kind: "notYet" });
  const [busy, run] = useOneAtATime();
  const isHand = kind === "hand";

  const keep = async (place: Place, after: TestOutcome): Promise<void> => {
    await keepPlace(place);
    setOutcome(after);
    onKept(place);
  };

  const tryOut = async (asked: PlaceToTest, permitted: Promise<boolean>): Promise<void> => {
    setOutcome({ kind: "notYet" });
    if (!(await permitted)) return setOutcome({ kind: "notAllowed", place: asked.place });
    const test: PlaceTest | null = await testPlace(asked);
    if (test === null) return setOutcome({ kind: "noKey" });
    if (!worksAsTested(test)) return setOutcome({ kind: "failed", test, place: asked.place });
    await keep(asked.place, { kind: "works", test });
  };

  const press = (): void => {
    const reading = readPlaceForm(typed, kind, { allowLocalhost });
    setFaults(reading.kind === "faults" ? reading.faults : {});
    if (reading.kind === "faults") return;
    const { toTest, origins } = reading;
    if (isHand) return run(() => keep(toTest.place, { kind: "saved" }));
    // Both browsers show their question only if it is asked within the click itself.
    run(() => tryOut(toTest, requestHosts(origins)));
  };

  return (
    <Card aria-labelledby="place-setup">
      <div class={form.form}>
        <header class={styles.head}>
          <h2 id="place-setup" ref={heading} tabIndex={-1}>
            {t(PLACE_CARDS[kind].title)}
            {kept !== null && <span class={styles.inUse}>{t("therapistPlaceNow")}</span>}
          </h2>
          {onOthers !== null && (
            <Button look="quiet" small onClick={onOthers}>
              {t("therapistPlaceOthers")}
            </Button>
          )}
        </header>
        <PlaceGuide {...props} kind={kind} />
        <form class={form.form} onSubmit={(event) => event.preventDefault()}>
          {!isHand && (
            <PlaceFields
              kind={kind}
              locked={managed !== null}
              typed={typed}
              faults={faults}
              onChange={setTyped}
              onLeave={() => setTyped(tidyPlaceForm(typed, kind))}
            />
          )}
          <div class={form.actions}>
            <Button type="submit" look="primary" busy={busy} onClick={press}>
              {t(busy ? "therapistMailboxTesting" : isHand ? "therapistPlaceUse" : "therapistMailboxTest")}
            </Button>
          </div>
        </form>
        <PlaceOutcome outcome={outcome} onSaveAnyway={(place) => run(() => keep(place, { kind: "savedUntested" }))} />
      </div>
    </Card>
  );
}
