import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { RememberedRoom } from "../../core/session/room-book.ts";
import type { AskBackground } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { day, isolate } from "./local-words.ts";
import styles from "./rooms.module.css";
import { createRoomsActions } from "./rooms-actions.ts";
import { LOADING_ROOMS, nextRoomsState } from "./rooms-state.ts";
import frame from "./setup.module.css";

export interface RoomsProps {
  readonly ask: AskBackground;
  readonly lang: string;
  /** Changes whenever the page has looked anew: then this looks, too. */
  readonly looked: unknown;
}

/** Every room and site that something is remembered of, each with the way to forget it. */
export function Rooms({ ask, lang, looked }: RoomsProps) {
  const t = useStrings();
  const [state, dispatch] = useReducer(nextRoomsState, LOADING_ROOMS);
  const [actions] = useState(() => createRoomsActions(ask, dispatch));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => void actions.load(), [actions, looked]);
  /** The button that was pressed goes with its line. */
  const forgetting = (forget: Promise<void>): void => void forget.then(() => heading.current?.focus());
  const isEmpty = state.kind === "shown" && state.list.rooms.length + state.list.quietSites.length === 0;

  return (
    <Card aria-labelledby="rooms-title">
      <div class={frame.stack}>
        <h2 id="rooms-title" class={styles.title} ref={heading} tabIndex={-1}>
          {t("setupRoomsTitle")}
        </h2>
        <p class={frame.soft}>{t(isEmpty ? "setupRoomsNone" : "setupRoomsKept")}</p>
        <div role="status">
          {state.kind === "shown" && state.forgotten && <Notice>{t("setupRoomForgotten")}</Notice>}
          {state.kind === "failed" && <Notice look="note">{t("setupRoomsFailed")}</Notice>}
        </div>
        {state.kind === "shown" && !isEmpty && (
          <ul class={styles.list}>
            {state.list.rooms.map((one) => (
              <Remembered
                key={one.room}
                name={t("setupRoom", isolate(one.site))}
                words={t(standingWords(one), day(one.since, lang))}
                onForget={() => forgetting(actions.forgetRoom(one.room))}
              />
            ))}
            {state.list.quietSites.map(({ site, since }) => (
              <Remembered
                key={site}
                name={t("setupRoomsQuiet", isolate(site))}
                words={t("setupRoomsQuietSince", day(since, lang))}
                onForget={() => forgetting(actions.forgetQuietSite(site))}
              />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function standingWords({ standing, byInvite }: RememberedRoom): MessageKey {
  switch (standing) {
    case "known":
      return byInvite ? "setupRoomInvited" : "setupRoomKnown";
    case "never":
      return "setupRoomNever";
    case "asked":
      return "setupRoomAsked";
  }
}

interface RememberedProps {
  readonly name: string;
  readonly words: string;
  readonly onForget: () => void;
}

function Remembered({ name, words, onForget }: RememberedProps) {
  const t = useStrings();
  return (
    <li class={styles.remembered}>
      <div>
        <p class={styles.name}>{name}</p>
        <p class={frame.soft}>{words}</p>
      </div>
      <Button small aria-label={t("setupRoomForgetOf", `${name}. ${words}`)} onClick={onForget}>
        {t("setupRoomForget")}
      </Button>
    </li>
  );
}
