import { hostOfAddress } from "../../core/invite/origins.ts";
import type { Place } from "../../protocol/place.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";

/** Where answers go and who can read them there, in a sentence. */
export function PlaceLine({ place: { endpoint, mode } }: { readonly place: Place }) {
  const t = useStrings();
  if (endpoint.adapter === "file") return <p>{t("therapistInviteToHand")}</p>;
  const words: MessageKey = mode === "plain" ? "therapistInviteToPlain" : "therapistInviteToSealed";
  return (
    <p>
      <Sentence of={words} name={hostOfAddress(endpoint.url)} />
    </p>
  );
}
