import { useState } from "preact/hooks";
import type { ManagedEndpoint } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { PlaceCards } from "./PlaceCards.tsx";
import { PlaceSetup, type PlaceSetupActions } from "./PlaceSetup.tsx";
import page from "./page.module.css";
import { sendsElsewhere } from "./place-actions.ts";
import { kindOfProfile, type PlaceKind, placeKindOf } from "./place-kinds.ts";
import { useArrival } from "./use-arrival.ts";

export interface PlaceSectionProps extends PlaceSetupActions {
  readonly place: Place | null;
  readonly clients: readonly ClientRecord[];
  /** Where the practice wants answers to go; null where the therapist chooses. */
  readonly managed: ManagedEndpoint | null;
  readonly onKept: (place: Place) => void;
  readonly onClients: () => void;
}

/** Where answers go: chosen from cards, set up step by step, tested before it is kept. */
export function PlaceSection({ place, clients, managed, onKept, onClients, ...actions }: PlaceSectionProps) {
  const t = useStrings();
  const inUse = place === null ? null : placeKindOf(place);
  const [chosen, setChosen] = useState<PlaceKind | "none" | null>(null);
  const set = managed === null ? null : kindOfProfile(managed.profile);
  const shown = set ?? chosen ?? inUse ?? "none";
  const heading = useArrival<HTMLHeadingElement>(chosen === "none" ? chosen : null);
  const behind = clients.filter((record) => sendsElsewhere(record, place)).length;

  return (
    <div class={page.column}>
      <header class={page.intro}>
        <h1 ref={heading} tabIndex={-1}>
          {t("therapistPlaceTitle")}
        </h1>
        <p>{t("therapistPlaceBody")}</p>
      </header>
      {behind > 0 && (
        <Notice look="note">
          <p>{t("therapistPlaceBehind", String(behind))}</p>
          <Button onClick={onClients}>{t("therapistPlaceGoClients")}</Button>
        </Notice>
      )}
      {shown === "none" ? (
        <PlaceCards inUse={inUse} onChoose={setChosen} />
      ) : (
        <PlaceSetup
          {...actions}
          key={shown}
          kind={shown}
          kept={shown === inUse ? place : null}
          managed={managed}
          onKept={onKept}
          onOthers={managed === null ? () => setChosen("none") : null}
        />
      )}
    </div>
  );
}
