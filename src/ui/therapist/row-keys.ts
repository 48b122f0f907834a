/** Marks the one button of a row that the arrow keys stop at. */
export const ROW_BUTTON = "data-row";

/** Arrows, Home and End go from row to row. Typing and choosing keep these keys for themselves. */
export function moveInRows(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !target.closest("button")) return;
  const rows = [...currentTarget.querySelectorAll<HTMLElement>(`[${ROW_BUTTON}]`)];
  const here = rows.findIndex((button) => button.closest("li")?.contains(target));
  const next = placeAfter(key, here, rows.length);
  if (here === -1 || next === null) return;
  event.preventDefault();
  rows[next]?.focus();
}

function placeAfter(key: string, here: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(here + 1, count - 1);
    case "ArrowUp":
      return Math.max(here - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
