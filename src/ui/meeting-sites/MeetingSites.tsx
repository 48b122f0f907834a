import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { isolate } from "../controls/isolate.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { AddSite } from "./AddSite.tsx";
import styles from "./meeting-sites.module.css";
import { SiteRow } from "./SiteRow.tsx";
import { createSitesActions, type SitesDeps } from "./sites-actions.ts";
import { NO_SITES, nextSites } from "./sites-state.ts";

export interface MeetingSitesProps {
  readonly deps: SitesDeps;
  readonly title: MessageKey;
  readonly intro: MessageKey;
  /** A new one whenever anything on the page may have changed. */
  readonly page: unknown;
}

/** Where sessions are looked for: sites that are there, and those a person adds and removes. */
export function MeetingSites({ deps, title: words, intro, page }: MeetingSitesProps) {
  const t = useStrings();
  const [{ sites, failed, adding, news }, dispatch] = useReducer(nextSites, NO_SITES);
  const [actions] = useState(() => createSitesActions(deps, dispatch));
  const title = useRef<HTMLHeadingElement>(null);
  const open = adding !== null;
  const wasOpen = useRef(false);
  useEffect(() => void actions.load(), [actions, page]);
  // The form takes the button that had the focus with it: reading goes on at the list.
  useEffect(() => {
    if (wasOpen.current && !open) title.current?.focus();
    wasOpen.current = open;
  }, [open]);
  // So does what is removed with its button.
  useEffect(() => {
    if (news?.key === "setupSiteRemoved") title.current?.focus();
  }, [news]);

  return (
    <Card aria-labelledby="sites-title">
      <div class={styles.stack}>
        <h2 id="sites-title" class={styles.title} ref={title} tabIndex={-1}>
          {t(words)}
        </h2>
        <p class={styles.soft}>{t(intro)}</p>
        {sites === null && !failed && <p role="status">{t("setupSitesLoading")}</p>}
        {failed && (
          <div class={styles.wide} role="alert">
            <Notice look="note">
              <p>{t("setupSitesFailed")}</p>
              <Button onClick={() => void actions.load()}>{t("setupTryAgain")}</Button>
            </Notice>
          </div>
        )}
        {sites !== null && (
          <ul class={styles.list}>
            {sites.map((site) => (
              <SiteRow key={site.id ?? site.hosts.join()} site={site} actions={actions} />
            ))}
          </ul>
        )}
        {news !== null && (
          <div class={styles.wide} role="status">
            <Notice>{t(news.key, isolate(news.name))}</Notice>
          </div>
        )}
        {adding === null ? (
          <Button onClick={() => dispatch({ kind: "addWanted" })}>{t("setupSiteAdd")}</Button>
        ) : (
          <AddSite
            adding={adding}
            rules={deps}
            onPick={(picking) => dispatch({ kind: "picked", picking })}
            onAdd={() => void actions.add(adding.picking)}
            onCancel={() => dispatch({ kind: "addGivenUp" })}
          />
        )}
      </div>
    </Card>
  );
}
