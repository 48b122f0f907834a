/** A quiet tick. */
export function Mark() {
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      <circle cx="22" cy="22" r="20" />
      <path d="M13.5 22.5l6 6 11-12.5" />
    </svg>
  );
}
