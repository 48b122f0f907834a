/**
 * The list of a WebDAV folder (RFC 4918, 207 Multi-Status): which files lie directly in it. What is no file, is said to be
 * missing, or lies elsewhere is left out. The rule that must not break: a name from here is one step below the folder that
 * was asked for, and never a path.
 */
import { isRecord, textIn } from "./json.ts";
import { parseXml, type XmlElement } from "./xml.ts";

export interface FolderFile {
  /** As the server names it, decoded. */
  readonly name: string;
  /** 0 where it is not told. */
  readonly size: number;
  /** 0 where it is not told. */
  readonly modifiedAt: number;
  /** Changes when the file does: its entity tag, else size and time. */
  readonly version: string;
}

/** The files of the folder that was asked for, or null where this is no list of one. */
export function parseMultistatus(text: string): readonly FolderFile[] | null {
  const root = parseXml(text);
  if (root === null || root.name !== "DAV: multistatus") return null;
  return childrenOf(root, "response").flatMap((response) => {
    const file = parseResponse(response);
    return file === null ? [] : [file];
  });
}

function parseResponse(response: XmlElement): FolderFile | null {
  const name = nameIn(textOf(response, "href"));
  const found = childrenOf(response, "propstat").find((each) => / 200 /.test(`${textOf(each, "status")} `));
  const properties = found && childOf(found, "prop");
  if (name === null || properties === undefined) return null;
  const kind = childOf(properties, "resourcetype");
  if (kind !== undefined && childOf(kind, "collection") !== undefined) return null;
  const size = Number(textOf(properties, "getcontentlength") || Number.NaN);
  return fileOf(name, size, textOf(properties, "getlastmodified"), textOf(properties, "getetag"));
}

/** What nginx's `autoindex_format json` says of a folder, or null where it is something else. */
export function parseFolderIndex(input: unknown): readonly FolderFile[] | null {
  if (!Array.isArray(input)) return null;
  const lines = input.filter(isRecord);
  if (lines.length < input.length || lines.some(({ name }) => typeof name !== "string")) return null;
  return lines
    .filter(({ type, name }) => type === "file" && isOneStep(textIn(name)))
    .map(({ name, size, mtime }) => fileOf(textIn(name), Number(textIn(size) || Number.NaN), textIn(mtime), ""));
}

function fileOf(name: string, size: number, modified: string, tag: string): FolderFile {
  const modifiedAt = Date.parse(modified);
  return {
    name,
    size: Number.isSafeInteger(size) && size >= 0 ? size : 0,
    modifiedAt: Number.isNaN(modifiedAt) ? 0 : modifiedAt,
    version: tag || `${size} ${modified}`,
  };
}

function isOneStep(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[/\\\p{Cc}]/u.test(name);
}

/** The last part of an address or path, decoded; null for a folder's own and for what could mean another place. */
function nameIn(href: string): string | null {
  const last = /([^/]+)$/.exec(href.replace(/[?#].*$/, ""))?.[1];
  if (last === undefined) return null;
  try {
    const name = decodeURIComponent(last);
    return isOneStep(name) ? name : null;
  } catch {
    // A percent sign that begins nothing: no name that could be asked for.
    return null;
  }
}

function childrenOf(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children.filter(({ name }) => name === `DAV: ${local}`);
}

function childOf(element: XmlElement, local: string): XmlElement | undefined {
  return childrenOf(element, local)[0];
}

function textOf(element: XmlElement, local: string): string {
  return childOf(element, local)?.text.trim() ?? "";
}
