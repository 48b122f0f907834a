import type { Instrument, Licence } from "../../../src/core/alliance/instrument.ts";
import type { OutsideContacts } from "../../../src/core/alliance/outside-route.ts";
import type { HeldTexts } from "../../../src/core/alliance/ready/ready-scoring.ts";
import { dummy, HELD_LICENCE } from "./dummy.ts";

/** As a practice writes it that found the article's own line. The line is nobody's. */
export const ATTRIBUTED: Licence = {
  ...HELD_LICENCE,
  tier: "attribution",
  holder: "The authors",
  terms: "Test terms",
  line: "Line of the authors, test text.",
  changesAllowed: false,
  redistribution: true,
  evidence: "page 1 of the article, test text",
};

export const SOMEBODY: OutsideContacts = { practice: "Ms. North, 030 111", board: "The board", supportLine: "" };

/** With texts of its own where two forms stand on one page. */
export function addOn(id: "risq" | "sparq", changed: Partial<HeldTexts> = {}): Instrument {
  const count = id === "risq" ? 4 : 8;
  const texts = Array.from({ length: count }, (_, at) => `${id} item ${at + 1}, test text`);
  const labels = id === "risq" ? ["Nay", "Aye"] : ["Low", "High"];
  return dummy(id, { licence: ATTRIBUTED, texts, labels, ...changed });
}
