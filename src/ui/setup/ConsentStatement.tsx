import type { SampleRow } from "./consent-sample.ts";
import styles from "./consent-statement.module.css";
import type { ConsentSection } from "./consent-text.ts";

/** Draws exactly the sections whose text is hashed; every word on screen between the rules is part of the record. */
export function ConsentStatement({ sections }: { readonly sections: readonly ConsentSection[] }) {
  return (
    <div class={styles.statement}>
      {sections.map((section) => (
        <section
          key={section.key}
          class={`${styles.section} ${section.key === "setupConsentSafetyTitle" ? styles.safety : ""}`}
        >
          <h2>{section.heading}</h2>
          <div class={styles.body}>
            {section.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {section.rows.length > 0 && <Rows rows={section.rows} />}
          </div>
        </section>
      ))}
    </div>
  );
}

/** Names and questions may be in another language than the page, so each keeps its own direction. */
function Rows({ rows }: { readonly rows: readonly SampleRow[] }) {
  const isSample = rows.some(({ value }) => value !== null);
  return (
    <ul class={isSample ? styles.sample : styles.list}>
      {rows.map(({ text, value }) => (
        <li key={text}>
          <bdi>{text}</bdi> {value !== null && <b dir="auto">{value}</b>}
        </li>
      ))}
    </ul>
  );
}
