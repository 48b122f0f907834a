/**
 * Reads the XML that WebDAV servers write, where there is no DOM: elements with their namespace and the text inside. What
 * it does not know (document types, other entities) refuses the whole. The rule that must not break: nothing in the text
 * can make it read or ask for anything else, and depth and size are bounded.
 */
export interface XmlElement {
  /** `namespace local-name`, e.g. `DAV: href`. */
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Of this element itself, without that of its children. */
  readonly text: string;
}

interface OpenElement {
  readonly tag: string;
  readonly name: string;
  readonly spaces: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** A list of a folder is five deep; deeper than this is no list. */
const MOST_DEPTH = 32;
/** Comment, declaration, CDATA, end tag, start tag, text: whatever stands next. */
const NEXT =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The outermost element, or null where the text is not well-formed or says more than a list needs. */
export function parseXml(text: string): XmlElement | null {
  const root: OpenElement = { tag: "", name: "", spaces: new Map([["xml", "xml"]]), children: [], text: "" };
  const open: OpenElement[] = [root];
  NEXT.lastIndex = 0;
  while (NEXT.lastIndex < text.length) {
    const found = NEXT.exec(text);
    if (found === null || !take(found, open)) return null;
  }
  const [only, second] = root.children;
  return open.length === 1 && only !== undefined && second === undefined && root.text.trim() === "" ? only : null;
}

function take(
  [, cdata, closed, tag, attributes = "", selfClosed, plain]: RegExpExecArray,
  open: OpenElement[],
): boolean {
  const current = open.at(-1);
  if (current === undefined) return false;
  if (tag !== undefined) return start(tag, attributes, selfClosed === "/", open);
  if (closed !== undefined) return end(closed, open);
  const said = cdata ?? (plain === undefined ? "" : decode(plain.replace(/^\uFEFF/, "")));
  if (said === null) return false;
  current.text += said;
  return true;
}

function start(tag: string, attributes: string, isWhole: boolean, open: OpenElement[]): boolean {
  const parent = open.at(-1);
  if (parent === undefined || open.length > MOST_DEPTH) return false;
  // Nearly every element declares none.
  const spaces = attributes.includes("xmlns") ? new Map(parent.spaces) : parent.spaces;
  for (const [, key = "", double, single] of attributes.matchAll(ATTRIBUTE)) {
    const prefix = key === "xmlns" ? "" : /^xmlns:(.+)$/.exec(key)?.[1];
    const space = decode(double ?? single ?? "");
    if (space === null) return false;
    if (prefix !== undefined) spaces.set(prefix, space);
  }
  const [local = "", prefix = ""] = tag.split(":").toReversed();
  const space = spaces.get(prefix) ?? (prefix === "" ? "" : null);
  if (space === null) return false;
  open.push({ tag, name: `${space} ${local}`, spaces, children: [], text: "" });
  return isWhole ? end(tag, open) : true;
}

function end(tag: string, open: OpenElement[]): boolean {
  const [last, parent] = [open.at(-1), open.at(-2)];
  if (last === undefined || parent === undefined || last.tag !== tag) return false;
  open.pop();
  parent.children.push({ name: last.name, children: last.children, text: last.text });
  return true;
}

/** The text without its entities; null where one is none of the five or no character. */
function decode(text: string): string | null {
  if (!text.includes("&")) return text;
  let isSound = true;
  const decoded = text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|&/gi, (_, hex, decimal, name) => {
    const known = name === undefined ? characterOf(hex, decimal) : ENTITIES[String(name)];
    if (known === undefined) isSound = false;
    return known ?? "";
  });
  return isSound ? decoded : null;
}

function characterOf(hex: string | undefined, decimal: string | undefined): string | undefined {
  const code = hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}
