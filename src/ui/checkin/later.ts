/**
 * What no first question waits for, loaded from the package beside it: the numbers under the safety notice, which are there
 * as a rule when the background has answered, and the page without a check-in.
 */
let numbers: typeof import("./CrisisNumbers.tsx").CrisisNumbers | undefined;
let idle: typeof import("./Idle.tsx").Idle | undefined;

/** Should they ever not come, the notice says whom to call without numbers. */
export const numbersCome: Promise<void> = import("./CrisisNumbers.tsx").then((loaded) => {
  numbers = loaded.CrisisNumbers;
});

export async function loadIdle(): Promise<void> {
  idle ??= (await import("./Idle.tsx")).Idle;
}

export const later = { numbers: () => numbers, idle: () => idle };
