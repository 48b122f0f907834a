/** Taken before the page could put its own over them. */
export const { apply, getOwnPropertyDescriptor, defineProperty } = Reflect;

/** Sees a call. What the one after it returns, if anything, stands in for the result. */
export type Watcher = (self: object, result?: unknown) => unknown;

/**
 * Watches calls of a prototype's method. The page's own call always happens, with its `this` and its arguments; what it
 * returns or throws passes untouched, and a fault of ours never reaches the page. A browser without the method has
 * nothing to watch.
 */
export function hookMethod(prototype: object | undefined, name: string, after: Watcher, before?: Watcher): void {
  const descriptor = prototype && getOwnPropertyDescriptor(prototype, name);
  if (!descriptor) return;
  const value: unknown = new Proxy(descriptor.value, {
    apply(method, self, args) {
      quietly(() => before?.(self));
      const result: unknown = apply(method, self, args);
      return quietly(() => after(self, result)) ?? result;
    },
  });
  defineProperty(prototype, name, { ...descriptor, value });
}

/** Watching is worth less than the page's call: what could not be seen is simply not told. */
export function quietly<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    // A page may put anything over what we read.
    return null;
  }
}
