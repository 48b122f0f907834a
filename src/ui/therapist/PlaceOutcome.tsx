import type { Place } from "../../protocol/place.ts";
import type { PlaceTest } from "../../protocol/place-test.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { linesOfTest } from "./place-test-words.ts";

export type TestOutcome =
  | { readonly kind: "notYet" | "noKey" | "saved" | "savedUntested" }
  | { readonly kind: "works"; readonly test: PlaceTest }
  /** The browser was told not to let this page there. */
  | { readonly kind: "notAllowed"; readonly place: Place }
  | { readonly kind: "failed"; readonly test: PlaceTest; readonly place: Place };

const HEADS: Readonly<Record<Exclude<TestOutcome["kind"], "notYet">, MessageKey>> = {
  noKey: "setupTestFailed",
  saved: "therapistPlaceSaved",
  savedUntested: "therapistMailboxSaved",
  works: "therapistPlaceWorks",
  notAllowed: "therapistFaultPermission",
  failed: "therapistPlaceFailed",
};

export interface PlaceOutcomeProps {
  readonly outcome: TestOutcome;
  readonly onSaveAnyway: (place: Place) => void;
}

/** What came back, reply by reply. */
export function PlaceOutcome({ outcome, onSaveAnyway }: PlaceOutcomeProps) {
  const t = useStrings();
  // Always there, so that a screen reader hears what comes into it.
  return <div role="status">{outcome.kind !== "notYet" && <Said outcome={outcome} />}</div>;

  function Said({ outcome: said }: { readonly outcome: Exclude<TestOutcome, { kind: "notYet" }> }) {
    const isFine = said.kind === "works" || said.kind === "saved";
    const lines = "test" in said ? linesOfTest(said.test, t) : [];
    return (
      <Notice look={isFine ? "calm" : "note"}>
        <p>
          <strong>{t(HEADS[said.kind as keyof typeof HEADS])}</strong>
        </p>
        {lines.length > 0 && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {"place" in said && (
          <Button small onClick={() => onSaveAnyway(said.place)}>
            {t("therapistMailboxSaveAnyway")}
          </Button>
        )}
      </Notice>
    );
  }
}
