/** One timer that forgets its earlier appointment. Ends with the worker; whatever must happen has an alarm as well. */
export function createTimer(): (ms: number | null, handle: () => void) => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  return (ms, handle) => {
    clearTimeout(pending);
    if (ms !== null) pending = setTimeout(handle, ms);
  };
}

export function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
