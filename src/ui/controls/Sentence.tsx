import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "./strings.ts";

/** From the private use area: no translation and no name holds it. */
const GAP = "\uE000";

/** A sentence with one name in it. The name keeps its own direction and cannot turn the words around it. */
export function Sentence({ of, name }: { readonly of: MessageKey; readonly name: string }) {
  const parts = useStrings()(of, GAP).split(GAP);
  return <>{parts.map((part, n) => (n === 0 ? part : [<bdi key={n}>{name}</bdi>, part]))}</>;
}
