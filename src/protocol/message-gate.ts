/**
 * Who may speak at which door. The content door hears enrolled origins only, one port per document; the page door hears
 * our own pages only. A sender that fits neither is dropped without an answer, so that nothing can be probed.
 */
export interface SenderFacts {
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly origin: string | undefined;
  readonly tabId: number | undefined;
  readonly frameId: number | undefined;
}

export interface OurFacts {
  readonly id: string;
  /** `runtime.getURL("")`, with its trailing slash. */
  readonly baseUrl: string;
}

export function isOwnPage(sender: SenderFacts, ours: OurFacts): boolean {
  return sender.id === ours.id && sender.url !== undefined && sender.url.startsWith(ours.baseUrl);
}

export type ContentDoor =
  | { readonly admitted: true; readonly tab: number; readonly frame: number; readonly origin: string }
  | { readonly admitted: false };

/** Firefox's last message of a closing tab has no `tab` any more: it is refused, the lost port says enough. */
export function admitObserver(sender: SenderFacts, ours: OurFacts, enrolled: readonly string[]): ContentDoor {
  const { id, origin, tabId, frameId } = sender;
  if (id !== ours.id || origin === undefined || tabId === undefined) return { admitted: false };
  if (!enrolled.includes(origin)) return { admitted: false };
  return { admitted: true, tab: tabId, frame: frameId ?? 0, origin };
}
