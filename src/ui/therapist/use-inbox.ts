import { useCallback, useRef } from "preact/hooks";
import type { TherapistActions } from "./therapist-actions.ts";
import type { TherapistEvent } from "./therapist-state.ts";

/** Opens, looks and takes files; one at a time, and `stop` ends what takes too long. */
export function useInbox(actions: TherapistActions, tell: (event: TherapistEvent) => void) {
  const { openInbox, look, takeFiles, load, now, markInboxSeen } = actions;
  const stopping = useRef(new AbortController());

  const reopen = useCallback(async () => {
    stopping.current = new AbortController();
    const onProgress = (done: number, total: number): void => tell({ kind: "opening", opening: { done, total } });
    const inbox = await openInbox(onProgress, stopping.current.signal);
    tell({ kind: "opened", inbox });
    // Opening pins the keys of clients who wrote for the first time.
    tell({ kind: "clientsChanged", clients: (await load()).clients });
  }, [openInbox, load, tell]);

  const refresh = useCallback(async () => {
    await reopen();
    if (stopping.current.signal.aborted) return;
    tell({ kind: "look", look: { kind: "looking" } });
    const reply = await look(stopping.current.signal);
    if (reply.fresh > 0) await reopen();
    const outcome = reply.kind === "failed" ? reply : { ...reply, at: now() };
    tell({ kind: "look", look: outcome });
    if (reply.kind === "looked") await markInboxSeen();
  }, [reopen, look, now, tell, markInboxSeen]);

  const take = useCallback(
    async (files: readonly File[]) => {
      const taken = await takeFiles(files);
      await reopen();
      tell({ kind: "look", look: { kind: "imported", taken } });
      return taken;
    },
    [takeFiles, reopen, tell],
  );

  const stop = useCallback(() => stopping.current.abort(), []);
  return { refresh, takeFiles: take, reopen, stop };
}
