import { FOLDER_QUERY } from "../../protocol/folder-query.ts";
import { parseJson } from "../../protocol/json.ts";
import { type FolderFile, parseFolderIndex, parseMultistatus } from "../../protocol/multistatus.ts";
import type { PlaceReading } from "../../protocol/place.ts";
import type { ItemReply, ListReply, MailboxItem } from "../../protocol/therapist-records.ts";
import {
  ask,
  type Got,
  ITEM_LIMIT_BYTES,
  keyOf,
  LIST_LIMIT_BYTES,
  type ReadingDeps,
  textOf,
} from "./reading-request.ts";

type Folder = Extract<PlaceReading, { kind: "webdav" }>;
type Files = { readonly kind: "files"; readonly files: readonly FolderFile[] } | Extract<Got, { kind: "failed" }>;

const SEALED = ".age";

/** Lists and reads one WebDAV folder: Nextcloud's, Apache's, nginx's. Folders in it are not looked into. */
export function createWebdavReading(deps: ReadingDeps) {
  const listed = (folder: Folder) => ({
    url: `${folder.url}/`,
    key: keyOf(folder),
    missing: "noSuchBox" as const,
    limitBytes: LIST_LIMIT_BYTES,
  });

  const byPropfind = async (folder: Folder): Promise<Files> => {
    const headers = { depth: "1", "content-type": "application/xml; charset=utf-8" };
    const got = await ask(deps, { ...listed(folder), method: "PROPFIND", headers, body: FOLDER_QUERY });
    return got.kind === "failed" ? got : filesOr(parseMultistatus(textOf(got.bytes)));
  };

  /** nginx's own dav module lists nothing; its `autoindex_format json` does. */
  const byIndex = async (folder: Folder): Promise<Files> => {
    const got = await ask(deps, listed(folder));
    return got.kind === "failed" ? got : filesOr(parseFolderIndex(parseJson(textOf(got.bytes))));
  };

  return {
    async list(folder: Folder): Promise<ListReply> {
      const first = await byPropfind(folder);
      const second = first.kind === "failed" && first.reason === "notAMailbox" ? await byIndex(folder) : first;
      if (second.kind === "failed") return first.kind === "failed" ? first : second;
      const items = second.files.filter(({ name }) => name.endsWith(SEALED)).map(itemOf);
      return { kind: "listed", items: items.sort((a, b) => a.arrivedAt - b.arrivedAt) };
    },

    async read(folder: Folder, id: string): Promise<ItemReply> {
      const url = `${folder.url}/${encodeURIComponent(id + SEALED)}`;
      const got = await ask(deps, { url, key: keyOf(folder), missing: "noSuchItem", limitBytes: ITEM_LIMIT_BYTES });
      return got.kind === "got" ? { kind: "read", bytes: got.bytes } : got;
    },
  };
}

function filesOr(files: readonly FolderFile[] | null): Files {
  return files === null ? { kind: "failed", reason: "notAMailbox" } : { kind: "files", files };
}

function itemOf({ name, size, modifiedAt, version }: FolderFile): MailboxItem {
  return { id: name.slice(0, -SEALED.length), size, arrivedAt: modifiedAt, version };
}
