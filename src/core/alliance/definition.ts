/**
 * A definition as files and invites have it: each set of answers once, under a name, and every item naming its own. The
 * rule that must not break: packing and unpacking give the same instrument.
 */
import type { Instrument, Item, ResponseSet } from "./instrument.ts";

type PackedItem = Omit<Item, "responses" | "topic"> & {
  readonly facet: Item["topic"];
  readonly responseSet: string;
};

export interface Definition extends Omit<Instrument, "items"> {
  readonly responseSets: Readonly<Record<string, ResponseSet>>;
  readonly items: readonly PackedItem[];
}

export function packDefinition({ items, ...facts }: Instrument): Definition {
  const names = new Map<string, string>();
  for (const { responses } of items) {
    const text = JSON.stringify(responses);
    if (!names.has(text)) names.set(text, `r${names.size + 1}`);
  }
  return {
    ...facts,
    responseSets: Object.fromEntries([...names].map(([text, name]) => [name, JSON.parse(text) as ResponseSet])),
    items: items.map(({ responses, topic, ...item }) => ({
      ...item,
      facet: topic,
      responseSet: names.get(JSON.stringify(responses)) ?? "",
    })),
  };
}

/** Of what was packed or read before; null where an item names no set of answers that is there. */
export function unpackDefinition({ responseSets, items, ...facts }: Definition): Instrument | null {
  const unpacked = items.flatMap(({ responseSet, facet, ...item }) => {
    const responses = responseSets[responseSet];
    return responses === undefined ? [] : [{ ...item, topic: facet, responses }];
  });
  return unpacked.length === items.length ? { ...facts, items: unpacked } : null;
}
