import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { PlaceIcon } from "./PlacePicture.tsx";
import styles from "./place.module.css";
import { PLACE_CARDS, PLACE_KINDS, type PlaceKind } from "./place-kinds.ts";

export interface PlaceCardsProps {
  readonly inUse: PlaceKind | null;
  readonly onChoose: (kind: PlaceKind) => void;
}

export function PlaceCards({ inUse, onChoose }: PlaceCardsProps) {
  const t = useStrings();
  return (
    <ul class={styles.cards}>
      {PLACE_KINDS.map((kind) => {
        const { title, forWhom, readers } = PLACE_CARDS[kind];
        return (
          <li key={kind}>
            <Card aria-labelledby={`place-${kind}`}>
              <div class={styles.card}>
                <PlaceIcon kind={kind} />
                <div class={styles.words}>
                  <h2 id={`place-${kind}`}>
                    {t(title)}
                    {kind === inUse && <span class={styles.inUse}>{t("therapistPlaceNow")}</span>}
                  </h2>
                  <p>{t(forWhom)}</p>
                  <p class={styles.readers}>{t(readers)}</p>
                </div>
                <Button aria-label={t("therapistPlaceChooseOf", t(title))} onClick={() => onChoose(kind)}>
                  {t("therapistPlaceChoose")}
                </Button>
              </div>
            </Card>
          </li>
        );
      })}
    </ul>
  );
}
