import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { LanguageChoice, type LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./help.module.css";
import { type HelpRole, type HelpTopic, ROLE_WORDS, ROLES, TOPICS, textOfTopic } from "./help-topics.ts";

export interface HelpPageProps {
  readonly role: HelpRole;
  readonly language: LanguageChoiceProps;
  readonly print: () => void;
}

/** What one reader needs to know, all of it open: it can be searched, read aloud in one go, and printed on one page. */
export function HelpPage({ role, language, print }: HelpPageProps) {
  const t = useStrings();
  const topics = TOPICS[role];
  return (
    <div class={styles.page}>
      <header class={styles.head}>
        <p class={styles.brand}>{t("extName")}</p>
        <div class={styles.screenOnly}>
          <LanguageChoice {...language} />
        </div>
      </header>
      <main class={styles.main}>
        <h1>
          {t("helpTitle")}
          <span class={styles.role}>{t(ROLE_WORDS[role])}</span>
        </h1>
        <nav class={`${styles.roles} ${styles.screenOnly}`} aria-label={t("helpRoles")}>
          {ROLES.map((other) => (
            <a key={other} href={`?for=${other}`} aria-current={other === role ? "page" : undefined}>
              {t(ROLE_WORDS[other])}
            </a>
          ))}
        </nav>
        <Contents topics={topics} />
        <div class={styles.topics}>
          {topics.map((topic) => (
            <section key={topic.title} class={styles.topic}>
              <h2 id={topic.title} tabIndex={-1}>
                {t(topic.title)}
              </h2>
              <p>{textOfTopic(topic, t)}</p>
            </section>
          ))}
        </div>
        <div class={styles.screenOnly}>
          <Button onClick={print}>{t("practicePrint")}</Button>
        </div>
      </main>
    </div>
  );
}

function Contents({ topics }: { readonly topics: readonly HelpTopic[] }) {
  const t = useStrings();
  return (
    <nav class={styles.screenOnly} aria-labelledby="contents">
      <Card>
        <h2 id="contents">{t("helpContents")}</h2>
        <ul class={styles.contents}>
          {topics.map(({ title }) => (
            <li key={title}>
              <a href={`#${title}`}>{t(title)}</a>
            </li>
          ))}
        </ul>
      </Card>
    </nav>
  );
}
