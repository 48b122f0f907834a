/**
 * What REDCap calls our instruments and items: lower case letters, digits and underscores, a letter first. The rule that
 * must not break: the same instruments get the same names each time, or an import would not find what is there.
 */
import type { Instrument, Item } from "../core/alliance/instrument.ts";
import { instrumentKey } from "../core/alliance/instrument.ts";

/** REDCap's limit for a variable is 100 characters; the rest is for a number where two would be alike. */
const LONGEST = 90;

export interface RedcapForm {
  readonly name: string;
  readonly instrument: Instrument;
  /** In the order of the instrument. */
  readonly fields: readonly { readonly name: string; readonly item: Item }[];
}

/** `itemsOf` says which items are exported. */
export function redcapForms(
  instruments: readonly Instrument[],
  itemsOf: (instrument: Instrument) => readonly Item[],
): readonly RedcapForm[] {
  const once = [...new Map(instruments.map((instrument) => [instrumentKey(instrument), instrument])).values()];
  const sorted = once.toSorted((a, b) => (instrumentKey(a) < instrumentKey(b) ? -1 : 1));
  const formNames = createNames();
  const fieldNames = createNames();
  return sorted.map((instrument) => {
    const name = formNames(`${instrument.id}_v${instrument.version}`);
    // All items take a name, also those that are left out: it must not hang on what is exported.
    const names = new Map(instrument.items.map(({ id }) => [id, fieldNames(`${name}_${id}`)]));
    return { name, instrument, fields: itemsOf(instrument).map((item) => ({ name: names.get(item.id) ?? "", item })) };
  });
}

function createNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const plain = wanted
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^(?![a-z])/, "i_")
      .slice(0, LONGEST);
    let name = plain;
    for (let n = 2; taken.has(name); n += 1) name = `${plain}_${n}`;
    taken.add(name);
    return name;
  };
}
