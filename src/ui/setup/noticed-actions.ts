import type { AskBackground } from "../../protocol/page-requests.ts";
import type { Wrong } from "../../protocol/scenario-expectation.ts";
import { toScenario, writeScenario } from "../../protocol/scenario-file.ts";
import type { NoticedEvent, ReportFile, ReportSubject } from "./noticed-state.ts";

export interface NoticedDeps {
  readonly saveFile: (name: string, text: string) => void;
  /** The page was opened to read this. */
  readonly sought: boolean;
}

export type NoticedActions = ReturnType<typeof createNoticedActions>;

/** What a person can do with the log. Every ending is an event; nothing is thrown at a component. */
export function createNoticedActions(
  ask: AskBackground,
  { saveFile }: Pick<NoticedDeps, "saveFile">,
  dispatch: (event: NoticedEvent) => void,
) {
  async function attempt(request: () => Promise<void>): Promise<void> {
    try {
      await request();
    } catch {
      // The background did not answer; what is shown stays as it is.
      dispatch({ kind: "noticed", notice: "setupActionFailed" });
    }
  }

  return {
    async load(): Promise<void> {
      try {
        dispatch({ kind: "read", view: await ask("readLog", null) });
      } catch {
        // The page itself says that it could not be filled.
      }
    },
    choose: (subject: ReportSubject, wrong: Wrong) =>
      attempt(async () => {
        dispatch({ kind: "wrongChosen", wrong });
        const { story, about } = subject;
        const { parts, now } = await ask("readStory", { story });
        const file = toScenario(parts, { about, wrong, now });
        if (file === null) dispatch({ kind: "noticed", notice: "setupNoticedNotWhole" });
        else dispatch({ kind: "fileWritten", file: { name: `${file.id}.json`, text: writeScenario(file) } });
      }),
    save({ name, text }: ReportFile): void {
      saveFile(name, text);
      dispatch({ kind: "noticed", notice: "setupNoticedSaved" });
    },
    clear: () =>
      attempt(async () => {
        await ask("clearLog", null);
        dispatch({ kind: "cleared" });
      }),
  };
}
