import type { RefObject, TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Arrow keys go from name to name, so that the keyboard need not stop at each button in between. */
export function useNameKeys(cameFrom: string | null): {
  readonly ref: RefObject<HTMLOListElement | null>;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLOListElement>) => void;
} {
  const ref = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    if (cameFrom !== null)
      namesIn(ref.current)
        .find(({ dataset }) => dataset.client === cameFrom)
        ?.focus();
  }, [cameFrom]);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLOListElement>): void => {
    const names = namesIn(event.currentTarget);
    const at = names.findIndex((name) => name === event.target);
    const to = at < 0 || event.ctrlKey || event.altKey || event.metaKey ? null : next(event.key, at, names.length);
    if (to === null) return;
    event.preventDefault();
    names[to]?.focus();
  };
  return { ref, onKeyDown };
}

function next(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

function namesIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-client]") ?? [])];
}
