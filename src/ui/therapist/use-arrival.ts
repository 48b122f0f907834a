import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Moves the keyboard to an element each time another `what` arrives: the button that was pressed is gone by then. */
export function useArrival<E extends HTMLElement>(what: string | null): RefObject<E | null> {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    if (what !== null) element.current?.focus();
  }, [what]);
  return element;
}
