/** The document as the observer uses it, so that a test can play one. */
export type ObservedPage = EventTarget &
  Pick<
    typeof globalThis,
    "document" | "location" | "performance" | "CustomEvent" | "setTimeout" | "setInterval" | "clearInterval"
  > & { readonly navigation: EventTarget };
