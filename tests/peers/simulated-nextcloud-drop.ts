import { type Answer, type Received, startHttpPeer } from "./http-peer.ts";
import type { Peer } from "./peer.ts";

export const SHARE = { token: "dCP8yn3N86EK9sL", password: "told on the phone" };

/**
 * Simulated: Nextcloud is not in Debian 12. A "File drop" share as its source has it (apps/dav: FilesDropPlugin,
 * PublicAuth): only PUT, names that are taken get a number before any condition is looked at, any user name with the
 * share's password. Without a password the share takes everybody.
 */
export async function startSimulatedNextcloudDrop(password: string | null): Promise<Peer> {
  const kept = new Map<string, Buffer>();
  const { url, stop } = await startHttpPeer((received) => answer(kept, password, received));
  return { url, stop, stored: async () => new Map(kept) };
}

function answer(kept: Map<string, Buffer>, password: string | null, { method, path, headers, body }: Received): Answer {
  const [, token, name] = /^\/public\.php\/dav\/files\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const shown = passwordIn(headers.authorization);
  if (password !== null && shown !== password) return xml(401, "NotAuthenticated");
  // Not signed in to a share that is not there: its NotFound is caught and becomes ServiceUnavailable.
  if (token !== SHARE.token) return shown === null ? xml(503, "ServiceUnavailable") : xml(401, "NotAuthenticated");
  if (method !== "PUT" || name === undefined) return xml(405, "MethodNotAllowed");
  kept.set(freeName(kept, decodeURIComponent(name)), body);
  return { status: 201, headers: { "content-type": "text/html; charset=UTF-8" } };
}

function passwordIn(authorization: string | undefined): string | null {
  const [, encoded] = /^Basic (.+)$/.exec(authorization ?? "") ?? [];
  return encoded === undefined
    ? null
    : Buffer.from(encoded, "base64")
        .toString()
        .replace(/^[^:]*:/, "");
}

/** "x.age", "x (2).age", "x (3).age" … */
function freeName(kept: ReadonlyMap<string, Buffer>, name: string): string {
  const [, stem, end] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  for (let number = 2, free = name; ; free = `${stem} (${number})${end ?? ""}`, number += 1)
    if (!kept.has(free)) return free;
}

function xml(status: number, exception: string): Answer {
  const body = `<?xml version="1.0" encoding="utf-8"?>
<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:exception>Sabre\\DAV\\Exception\\${exception}</s:exception></d:error>`;
  return { status, headers: { "content-type": "application/xml; charset=utf-8" }, body };
}
