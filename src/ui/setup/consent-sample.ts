import { itemsFor } from "../../core/alliance/asked-items.ts";
import type { Instrument, Item } from "../../core/alliance/instrument.ts";
import type { Invite } from "../../core/invite/invite.ts";
import { inPageWords } from "../../protocol/item-words.ts";
import type { Translate } from "../../protocol/strings.ts";
import { isolate } from "./local-words.ts";

/** One thing that is sent, with a made-up value where a value says more than the name. */
export interface SampleRow {
  readonly text: string;
  readonly value: string | null;
}

/** Everything an envelope holds, in plain words, with the invite's own questions. */
export function sampleRows(invite: Invite, instrument: Instrument | null, t: Translate): readonly SampleRow[] {
  return [
    ...questionRows(instrument, t),
    row(t("setupSampleWish"), t("setupSampleWishValue")),
    row(t("setupSampleTime"), t("setupSampleTimeValue")),
    row(t("setupSampleEnded"), t("setupSampleEndedValue")),
    row(t("setupSampleSeconds"), t("setupSampleSecondsValue")),
    row(t("setupSampleSkipped"), "1"),
    row(t("setupSampleSkippedBefore"), "1"),
    row(t("setupSampleCode"), isolate(invite.client)),
    // Shows the therapist that one is missing.
    row(t("setupSampleCount"), "12"),
    row(t("setupSampleConsent")),
  ];
}

function row(text: string, value: string | null = null): SampleRow {
  return { text, value };
}

function questionRows(instrument: Instrument | null, t: Translate): readonly SampleRow[] {
  if (instrument === null) return [row(t("setupSampleQuestions"))];
  const asked = itemsFor(instrument, null).filter((item) => item.showIf === undefined);
  const rows = asked.map((asked) => {
    const { item } = inPageWords(instrument, asked, t);
    return row(item.text, sampleValue(item, t));
  });
  return instrument.rotation === undefined ? rows : [...rows, row(t("setupSampleOneMore"))];
}

function sampleValue({ responses }: Item, t: Translate): string | null {
  switch (responses.type) {
    case "scale": {
      const { min, max } = responses;
      return t("setupSampleScale", `${Math.round(min + 0.7 * (max - min))}`, `${max}`);
    }
    case "choice":
      return responses.choices[0]?.label ?? null;
    case "text":
      return t("setupSampleText");
  }
}
