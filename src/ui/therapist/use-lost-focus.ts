import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** When what was pressed is gone, the keyboard goes on with the next thing beside it and not from the top of the page. */
export function useLostFocus<E extends HTMLElement>(what: string): RefObject<E | null> {
  const element = useRef<E>(null);
  const before = useRef(what);
  useLayoutEffect(() => {
    if (before.current === what) return;
    before.current = what;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost) element.current?.querySelector<HTMLElement>("button, summary")?.focus();
  }, [what]);
  return element;
}
