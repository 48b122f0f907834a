import { type Place, placeMarkOf } from "../../protocol/place.ts";
import type { PlaceTest, PlaceToTest } from "../../protocol/place-test.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";

/** What the page can do about the place answers go to. */
export interface PlaceActions {
  /** Sends a letter twice and looks for it; null where there is no key to seal for. Ask for the hosts before. */
  readonly testPlace: (asked: PlaceToTest) => Promise<PlaceTest | null>;
  readonly keepPlace: (place: Place) => Promise<void>;
  /** A file of the package; null where it cannot be read. */
  readonly readTemplate: (file: string) => Promise<string | null>;
  readonly saveText: (name: string, text: string) => void;
}

/** Whether this page looks there for what is new, or files are brought by hand. */
export function fetchesFrom(place: Place | null): boolean {
  return place !== null && place.reading.kind !== "hand";
}

/** Whether this client still sends to another place than the present one. */
export function sendsElsewhere({ place: known }: Pick<ClientRecord, "place">, place: Place | null): boolean {
  return place !== null && known !== undefined && known !== placeMarkOf(place);
}
