import type { AnswerValue } from "../../core/alliance/answers.ts";
import type { Item } from "../../core/alliance/instrument.ts";
import { AnswerTools } from "../controls/AnswerTools.tsx";
import { ChoiceGroup } from "../controls/ChoiceGroup.tsx";
import { isFine } from "../controls/fine.ts";
import { RadioScale } from "../controls/RadioScale.tsx";
import { TextBox } from "../controls/TextBox.tsx";
import { later } from "./later.ts";

export interface ItemFieldProps {
  readonly item: Item;
  readonly lang: string | undefined;
  readonly value: AnswerValue | null;
  readonly keptPrivate: boolean;
  readonly onAnswer: (value: AnswerValue | null) => void;
  /** Null where the answer it follows from decides. */
  readonly onTogglePrivate: (() => void) | null;
}

/** One question, by the kind of answer it takes. */
export function ItemField({ item, lang, value, keptPrivate, onAnswer, onTogglePrivate }: ItemFieldProps) {
  const { id, text, responses } = item;
  const tools = (
    <AnswerTools
      answered={value !== null}
      keptPrivate={keptPrivate}
      onClear={() => onAnswer(null)}
      onTogglePrivate={onTogglePrivate}
    />
  );
  const common = { name: id, lang, onChange: onAnswer };
  switch (responses.type) {
    case "scale": {
      const Scale = (isFine(responses) && later.fineScale) || RadioScale;
      return (
        <Scale {...common} {...responses} legend={text} value={typeof value === "number" ? value : null}>
          {tools}
        </Scale>
      );
    }
    case "choice":
      return (
        <ChoiceGroup {...common} {...responses} legend={text} value={typeof value === "string" ? value : null}>
          {tools}
        </ChoiceGroup>
      );
    case "text":
      return (
        <div data-question>
          <TextBox {...common} {...responses} label={text} value={typeof value === "string" ? value : ""} />
          {tools}
        </div>
      );
  }
}
