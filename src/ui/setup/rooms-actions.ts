import type { AskBackground } from "../../protocol/page-requests.ts";
import type { RoomsEvent } from "./rooms-state.ts";

/** What can be done about remembered rooms. Whatever happens, what is shown afterwards is what is true. */
export function createRoomsActions(ask: AskBackground, dispatch: (event: RoomsEvent) => void) {
  async function load(): Promise<void> {
    try {
      dispatch({ kind: "listed", list: await ask("listRooms", null) });
    } catch {
      // The background did not answer.
      dispatch({ kind: "failed" });
    }
  }

  async function forget(request: () => Promise<null>): Promise<void> {
    try {
      await request();
      dispatch({ kind: "forgot" });
    } catch {
      dispatch({ kind: "failed" });
    }
    await load();
  }

  return {
    load,
    forgetRoom: (room: string) => forget(() => ask("forgetRoom", { room })),
    forgetQuietSite: (site: string) => forget(() => ask("forgetQuietSite", { site })),
  };
}
