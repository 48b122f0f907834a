import type { ResponseSet } from "../../core/alliance/instrument.ts";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { QuestionPreview, type QuestionPreviewProps } from "./QuestionPreview.tsx";

/** The client's page with these questions, then all of them as text, with their answers and the line of their licence. */
export function InstrumentPreview(props: QuestionPreviewProps) {
  const { instrument } = props;
  const t = useStrings();
  const { title, version, language, items, licence } = instrument;
  return (
    <div>
      <p>
        <strong>{t("therapistQuestionsName", title, version)}</strong>
      </p>
      <QuestionPreview {...props} />
      <ol lang={language}>
        {items.map(({ id, text, responses }) => (
          <li key={id} dir="auto">
            {text}
            <br />
            <span class={form.hint}>{answersOf(responses)}</span>
          </li>
        ))}
      </ol>
      <p class={form.hint}>{licence.line}</p>
    </div>
  );
}

function answersOf(responses: ResponseSet): string {
  switch (responses.type) {
    case "scale":
      return `${responses.min} ${responses.ends[0]} – ${responses.max} ${responses.ends[1]}`;
    case "choice":
      return responses.choices.map(({ label }) => label).join(" · ");
    case "text":
      return "…";
  }
}
