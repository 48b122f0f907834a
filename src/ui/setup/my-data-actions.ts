import type { DataKind, MyData } from "../../protocol/my-data.ts";
import type { AskBackground } from "../../protocol/page-requests.ts";
import type { MyDataEvent } from "./my-data-state.ts";

export interface MyDataDeps {
  readonly ask: AskBackground;
  readonly myData: MyData;
  readonly saveFile: (name: string, text: string) => void;
  /** The chosen language was among what was deleted. */
  readonly onLanguageForgotten: () => Promise<void>;
  readonly onErased: () => void;
}

/** What a person can do with all that is held. Whatever happens, what is shown afterwards is what is true. */
export function createMyDataActions(
  { ask, myData, saveFile, onLanguageForgotten, onErased }: MyDataDeps,
  dispatch: (event: MyDataEvent) => void,
) {
  async function load(): Promise<void> {
    try {
      dispatch({ kind: "listed", view: await myData.read() });
    } catch {
      // The page itself says that it could not be filled.
    }
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      // The background did not answer, or could not do it.
      dispatch({ kind: "said", said: "setupActionFailed" });
    }
    await load();
  }

  return {
    load,
    save: () =>
      attempt(async () => {
        const { name, text } = await myData.file();
        saveFile(name, text);
        dispatch({ kind: "said", said: "setupDataSaved" });
      }),
    remove: (kind: DataKind) =>
      attempt(async () => {
        await myData.remove(kind);
        if (kind === "choices") await onLanguageForgotten();
        dispatch({ kind: "said", said: "setupDataDeleted" });
      }),
    eraseAll: () =>
      attempt(async () => {
        dispatch({ kind: "deletionDropped" });
        await ask("eraseAll", null);
        onErased();
      }),
  };
}
