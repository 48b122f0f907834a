import { roundAnswerTime } from "../../core/alliance/answer-time.ts";
import { type Submission, submissionOf } from "../../core/alliance/submission.ts";
import type {
  AddOnAnswers,
  AskBackground,
  CheckInView,
  RoomAnswer,
  WaitingEnvelope,
} from "../../protocol/page-requests.ts";
import type { CheckInEvent, FormState, FormStatus, NotSavedReason, WayOut } from "./check-in-state.ts";
import type { CheckInStore } from "./check-in-store.ts";
import { later, loadFor, loadIdle, soonComes } from "./later.ts";

export interface FormActionsDeps {
  readonly ask: AskBackground;
  readonly now: () => number;
  readonly store: CheckInStore;
}

/** What happens until the answers are saved: finding the check-in, showing it, sending it or putting it off. */
export function createFormActions({ ask, now, store: { read, dispatch } }: FormActionsDeps) {
  let shownAt: number | null = null;
  const setStatus = (status: FormStatus): void => dispatch({ kind: "formStatus", status });

  async function open(view: CheckInView): Promise<void> {
    await loadFor(view);
    shownAt = null;
    dispatch({ kind: "opened", view });
  }

  async function load(): Promise<void> {
    try {
      const view = await ask("openCheckIn", null);
      if (view !== null) return await open(view);
      const [setup, waiting, use, own] = await Promise.all([
        ask("readSetup", null),
        ask("listWaiting", null),
        ask("readUse", null),
        ask("openOwnView", null),
        loadIdle(),
      ]);
      dispatch({
        kind: "foundNothing",
        invited: setup !== null,
        ...countWaiting(waiting),
        use,
        pausedUntil: setup?.pausedUntil ?? null,
        own,
      });
    } catch {
      dispatch({ kind: "failedToLoad" });
    }
  }

  /** For what the idle page offers, if it does; `false`: that was no session. */
  async function startByHand(wasSession: boolean): Promise<void> {
    const idle = read();
    const use = idle.phase === "idle" ? idle.use : null;
    try {
      const view = await (use ? ask("answerUse", { from: use.from, wasSession }) : ask("startCheckIn", null));
      if (view === null) await load();
      else await open(view);
    } catch {
      dispatch({ kind: "failedToLoad" });
    }
  }

  /** To be called once the form has been drawn. */
  async function markShown(): Promise<void> {
    const form = read();
    if (form.phase !== "form") return;
    shownAt ??= now();
    try {
      await ask("checkInShown", { checkInId: form.view.checkInId });
    } catch {
      // Unheard, the background offers it another way; what is on the screen stays usable.
    }
  }

  async function send(): Promise<void> {
    const form = read();
    if (form.phase !== "form" || form.status.kind === "saving") return;
    const submission = submissionOf(form.items, form.draft);
    const addOn = later.addOn?.sharedAddOn(form);
    if (isEmpty(submission) && !addOn && form.status.kind === "open") return setStatus({ kind: "nothingToSend" });
    setStatus({ kind: "saving" });
    const answer = await submit(form, submission, addOn);
    await soonComes;
    if (answer.kind === "notSaved") setStatus(answer);
    else dispatch({ kind: "saved", answer });
  }

  async function submit(form: FormState, submission: Submission, addOn: AddOnAnswers | undefined) {
    // How long it took would tell of answers that stay here.
    const seconds = form.view.addOn ? null : roundAnswerTime(now() - (shownAt ?? now()));
    try {
      const checkInId = await idToSubmit(form);
      if (checkInId === null) return notSaved("noInvite");
      return await ask("submitAnswers", { checkInId, ...submission, seconds, ...(addOn && { addOn }) });
    } catch {
      return notSaved("noReply");
    }
  }

  /** A check-in the background no longer knows is tried again as a new one, so that nothing chosen is lost. */
  async function idToSubmit({ view, status }: FormState): Promise<string | null> {
    const gone = status.kind === "notSaved" && status.reason === "unknownCheckIn";
    return gone ? ((await ask("startCheckIn", null))?.checkInId ?? null) : view.checkInId;
  }

  /** Tells the background something of the check-in on the screen, and goes on when it has heard. */
  async function settle(tell: (checkInId: string) => Promise<null>, event: CheckInEvent): Promise<void> {
    const form = read();
    if (form.phase !== "form") return;
    try {
      await tell(form.view.checkInId);
      await soonComes;
      dispatch(event);
    } catch {
      setStatus({ kind: "notPutOff" });
    }
  }

  const putOff = (how: WayOut): Promise<void> =>
    settle(
      (checkInId) => {
        if (how === "pause") return ask("setPaused", { on: true });
        return ask("putOff", { checkInId, how });
      },
      { kind: "putOff", how },
    );

  async function endPause(): Promise<void> {
    try {
      await ask("setPaused", { on: false });
      await load();
    } catch {
      dispatch({ kind: "failedToLoad" });
    }
  }

  async function chooseCountry(country: string): Promise<void> {
    dispatch({ kind: "countryChosen", country });
    try {
      await ask("setCountry", { country });
    } catch {
      // Shown all the same; only the next check-in would not know it.
    }
  }

  function answerRoom(answer: RoomAnswer): Promise<void> {
    // Thinking about whose call it was is no time of answering.
    shownAt = null;
    const isNo = answer === "never" || answer === "neverOthers";
    const event: CheckInEvent = isNo ? { kind: "putOff", how: answer } : { kind: "wasASession" };
    return settle((checkInId) => ask("answerRoom", { checkInId, answer }), event);
  }

  return { open, load, startByHand, markShown, send, putOff, answerRoom, endPause, chooseCountry };
}

function notSaved(reason: NotSavedReason): { readonly kind: "notSaved"; readonly reason: NotSavedReason } {
  return { kind: "notSaved", reason };
}

function isEmpty({ answers, wish }: Submission): boolean {
  return wish === null && Object.keys(answers).length === 0;
}

function countWaiting(envelopes: readonly WaitingEnvelope[]): { readonly waiting: number; readonly stuck: number } {
  const count = (...states: readonly WaitingEnvelope["state"][]): number =>
    envelopes.filter(({ state }) => states.includes(state)).length;
  return { waiting: count("waiting", "sending"), stuck: count("parked") };
}
