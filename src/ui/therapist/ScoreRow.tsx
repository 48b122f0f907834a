import type { FacetScores } from "../../core/alliance/facet-scores.ts";
import { FACETS } from "../../core/alliance/instrument.ts";
import { useStrings } from "../controls/strings.ts";
import { FacetMark } from "./FacetMark.tsx";
import styles from "./responses.module.css";
import { Score } from "./Score.tsx";
import { FACET_WORDS } from "./words.ts";

/** Bond, goals and tasks of one response, side by side. */
export function ScoreRow({ scores }: { readonly scores: FacetScores }) {
  const t = useStrings();
  return (
    <dl class={styles.scores}>
      {FACETS.map((facet) => (
        <div key={facet} class={styles.score}>
          <dt>
            <FacetMark facet={facet} />
            {t(FACET_WORDS[facet])}
          </dt>
          <dd>
            <Score score={scores[facet]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
