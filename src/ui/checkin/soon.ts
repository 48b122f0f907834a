/** What no first question needs and every check-in comes to: one file, loaded while the first is read. */
export { CrisisNumbers } from "./CrisisNumbers.tsx";
export { Left } from "./Left.tsx";
export { Saved } from "./Saved.tsx";
