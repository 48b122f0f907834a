import type { MessageKey } from "../../protocol/strings.ts";
import { HelpLink } from "../controls/HelpLink.tsx";
import { LanguageChoice, type LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import page from "./page.module.css";
import { SECTIONS, type Section, type TherapistState } from "./therapist-state.ts";

const SECTION_WORDS: Readonly<Record<Section, MessageKey>> = {
  overview: "therapistSectionOverview",
  inbox: "therapistSectionInbox",
  clients: "therapistSectionClients",
  questions: "therapistSectionQuestions",
  place: "therapistSectionPlace",
  export: "therapistSectionExport",
  key: "therapistSectionKey",
};

export interface PageHeadProps {
  readonly state: TherapistState;
  readonly language: LanguageChoiceProps;
  readonly onSection: (section: Section) => void;
}

export function PageHead({ state, language, onSection }: PageHeadProps) {
  const t = useStrings();
  return (
    <header class={page.head}>
      <p class={page.brand}>
        <img src="/icons/32.png" alt="" width="24" height="24" />
        {t("extName")}
      </p>
      {state.phase === "desk" && (
        <nav class={page.sections} aria-label={t("therapistSections")}>
          {SECTIONS.map((section) => (
            <button
              key={section}
              type="button"
              class={page.section}
              aria-current={state.section === section ? "page" : undefined}
              onClick={() => onSection(section)}
            >
              {t(SECTION_WORDS[section])}
            </button>
          ))}
        </nav>
      )}
      <div class={page.beside}>
        {state.phase === "desk" && (
          <p class={page.whose} dir="auto">
            {state.desk.key.name}
          </p>
        )}
        <HelpLink role="therapist" />
        <LanguageChoice {...language} />
      </div>
    </header>
  );
}
