import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { BackgroundNews } from "../../protocol/background-news.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { CheckInForm } from "./CheckInForm.tsx";
import styles from "./check-in.module.css";
import { type CheckInFlow, type CheckInFlowDeps, createCheckInFlow } from "./check-in-flow.ts";
import type { CheckInState } from "./check-in-state.ts";
import { later } from "./later.ts";
import { Plain } from "./Plain.tsx";
import { QuietLine } from "./QuietLine.tsx";

export interface CheckInProps extends CheckInFlowDeps {
  /** At a part of that page, if one is named. */
  readonly openSetup: (part?: string) => void;
  /** BCP 47, of the strings. */
  readonly lang: string;
  /** Calls back about once a second; the returned function ends it. */
  readonly everySecond: (handle: () => void) => () => void;
  readonly onNews: (handle: (news: BackgroundNews) => void, signal: AbortSignal) => void;
}

export function CheckIn(props: CheckInProps) {
  const { onNews, close } = props;
  const flow = useMemo(() => createCheckInFlow(props), []);
  const state = useFlowState(flow);
  const [hidden, setHidden] = useState(false);
  const page = useHeadingFocus(state.phase === "form" && state.view.roomQuestion ? "question" : state.phase);

  // Not after the first frame: a popup is shown only once it has loaded, and until then no frame comes.
  useLayoutEffect(() => {
    const ended = new AbortController();
    onNews((news) => void flow.hear(news), ended.signal);
    void flow.load();
    return () => ended.abort();
  }, []);
  const leave = (): void => {
    setHidden(true);
    close();
  };
  useEscape(leave);

  return (
    <main class={styles.page} ref={page} aria-busy={state.phase === "loading"}>
      {hidden ? (
        <ShowAgain onShow={() => setHidden(false)} />
      ) : (
        <View {...props} state={state} flow={flow} close={leave} />
      )}
    </main>
  );
}

interface ViewProps extends CheckInProps {
  readonly state: CheckInState;
  readonly flow: CheckInFlow;
}

function View(props: ViewProps) {
  const { state, flow, openSetup, close } = props;
  switch (state.phase) {
    case "loading":
      return null;
    case "form": {
      const Question = (state.view.roomQuestion && later.roomQuestion) || CheckInForm;
      return (
        <>
          <Question {...props} form={state} />
          <QuietLine label="controlLanguage" onPress={openSetup} />
        </>
      );
    }
    case "saved":
      return <SavedNow {...props} saved={state} />;
    case "takenBack":
    case "putOff": {
      const Left = later.soon?.Left;
      return Left ? (
        <Left {...props} left={state} />
      ) : (
        <Plain title="checkinNotASessionText" button="checkinClose" onPress={close} />
      );
    }
    case "idle": {
      const Idle = later.idle;
      return Idle ? (
        <Idle
          {...props}
          {...state}
          onStart={(wasSession) => void flow.startByHand(wasSession)}
          onEndPause={() => void flow.endPause()}
        />
      ) : null;
    }
    case "notInvited":
      return (
        <Plain
          title="checkinNotInvited"
          text="checkinNotInvitedText"
          button="checkinOpenSettings"
          onPress={openSetup}
        />
      );
    case "unreachable":
      return (
        <Plain
          title="checkinUnreachable"
          text="checkinUnreachableText"
          button="checkinTryAgain"
          onPress={() => void flow.load()}
        />
      );
    case "outdated":
      return state.licenceEnded ? (
        <Plain title="checkinLicenceEnded" text="checkinLicenceEndedText" button="checkinClose" onPress={close} />
      ) : (
        <Plain title="checkinUpdate" text="checkinUpdateText" button="checkinClose" onPress={close} />
      );
    case "withdrawn":
      return <Plain title="checkinWithdrawn" text="checkinWithdrawnText" button="checkinClose" onPress={close} />;
  }
}

function SavedNow(props: ViewProps & { readonly saved: Extract<CheckInState, { phase: "saved" }> }) {
  const { now, everySecond } = props;
  const [instant, setInstant] = useState(now());
  useEffect(() => everySecond(() => setInstant(now())), []);
  const Saved = later.soon?.Saved;
  return Saved ? (
    <Saved {...props} now={instant} />
  ) : (
    <Plain title="checkinSaved" button="checkinClose" onPress={props.close} />
  );
}

/** After Esc, where the browser does not let the page close itself: nothing to read over a shoulder. */
function ShowAgain({ onShow }: { readonly onShow: () => void }) {
  const t = useStrings();
  return (
    <h1>
      <Button look="quiet" onClick={onShow}>
        {t("checkinShowAgain")}
      </Button>
    </h1>
  );
}

function useFlowState(flow: CheckInFlow): CheckInState {
  const [state, setState] = useState(flow.read());
  useLayoutEffect(() => flow.subscribe(() => setState(flow.read())), [flow]);
  return state;
}

function useEscape(handle: () => void): void {
  useEffect(() => {
    const ended = new AbortController();
    const hear = ({ key, isComposing }: KeyboardEvent): void => {
      if (key === "Escape" && !isComposing) handle();
    };
    document.addEventListener("keydown", hear, { signal: ended.signal });
    return () => ended.abort();
  }, []);
}

/** A new view starts at its heading, for eyes, keyboard and screen reader; the first one leaves the focus alone. */
function useHeadingFocus(phase: CheckInState["phase"] | "question") {
  const page = useRef<HTMLElement>(null);
  const before = useRef(phase);
  useLayoutEffect(() => {
    if (before.current === phase) return;
    if (before.current !== "loading") page.current?.querySelector("h1")?.focus();
    before.current = phase;
  }, [phase]);
  return page;
}
