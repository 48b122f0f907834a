import { useStrings } from "../controls/strings.ts";
import styles from "./place.module.css";
import { PLACE_CARDS, type PlaceKind } from "./place-kinds.ts";

/** Lines on a field of 48 by 48. */
const DRAWN: Readonly<Record<PlaceKind, string>> = {
  hand: "M9 12h30v20H9zM9 13l15 11 15-11M6 40h14l5-4M20 40h14l8-6",
  folder: "M6 13h13l4 5h19v21H6zM24 35V24M19 29l5-5 5 5",
  sheet: "M10 6h28v36H10zM10 15h28M10 24h28M10 33h28M20 15v27M29 15v27",
  mailbox: "M6 38V22a8 8 0 0 1 8-8h20a8 8 0 0 1 8 8v16zM14 14a8 8 0 0 1 8 8v16M28 24h8M33 14V6h6v4h-6",
  webhook: "M8 18h10v12H8zM30 8h10v10H30zM30 30h10v10H30zM18 24h6M24 13v22M24 13h6M24 35h6",
  couchdb: "M10 14c0-8 28-8 28 0v20c0 8-28 8-28 0zM10 14c0 8 28 8 28 0M10 24c0 8 28 8 28 0",
  sql: "M6 12h36v26H6zM6 20h36M18 20v18M18 29h24",
  fhir: "M10 6h28v36H10zM24 14v16M16 22h16M17 36h14",
};

/** Beside words that say the same. */
export function PlaceIcon({ kind }: { readonly kind: PlaceKind }) {
  return (
    <svg class={styles.icon} viewBox="0 0 48 48" aria-hidden="true">
      <path d={DRAWN[kind]} />
    </svg>
  );
}

/** The way of one letter: from the client's window to the place, from there to the one who has the key. */
export function PlacePicture({ kind }: { readonly kind: PlaceKind }) {
  const t = useStrings();
  const title = t(PLACE_CARDS[kind].title);
  return (
    <svg class={styles.picture} viewBox="0 0 336 64" role="img" aria-label={wordsOf()}>
      <path d="M4 10h56v40H4zM4 20h56M10 15h1M15 15h1M14 30h36M14 38h24" />
      <path d="M68 32h60m-6-5 6 5-6 5M208 32h60m-6-5 6 5-6 5" />
      <g class={styles.letter}>
        <Letter x={86} open={kind === "fhir"} />
        <Letter x={226} open={kind === "fhir"} />
      </g>
      <path class={styles.middle} d={DRAWN[kind]} transform="translate(144 8)" />
      <path d="M276 10h56v40h-56zM276 20h56M282 15h1M287 15h1M292 42l8-8 8 4 14-10" />
    </svg>
  );

  function wordsOf(): string {
    if (kind === "hand") return t("therapistPlacePictureHand");
    return t(kind === "fhir" ? "therapistPlacePictureOpen" : "therapistPlacePictureSealed", title);
  }
}

/** With a lock, where nobody can read it on its way. */
function Letter({ x, open }: { readonly x: number; readonly open: boolean }) {
  return (
    <g transform={`translate(${x} 22)`}>
      <path d="M0 0h28v20H0z" />
      <path d={open ? "M5 6h18M5 10h18M5 14h10" : "M9 9h10v7H9zM11 9V7a3 3 0 0 1 6 0v2"} />
    </g>
  );
}
