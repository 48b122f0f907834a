/** Taken before the page could put its own over them. */
export const { apply, defineProperty } = Reflect;

type Method = (...args: never[]) => unknown;

/** Sees a call. What the one after it returns, if anything, stands in for the result. */
export type Watcher = (self: object, result?: unknown) => unknown;

/**
 * Watches calls of a prototype's method. The page's own call always happens, with its `this` and its arguments; what it
 * returns or throws passes untouched, and a fault of ours never reaches the page. A browser without the method has
 * nothing to watch. Writability and place of the property stay; on a prototype that the page has frozen nothing happens.
 */
export function hookMethod<Name extends string>(
  prototype: { readonly [name in Name]?: Method } | undefined,
  name: Name,
  after: Watcher,
  before?: Watcher,
): void {
  const native = prototype?.[name];
  if (!native) return;
  const watched = new Proxy(native, {
    // A trap that the page puts on Object.prototype is none of ours.
    __proto__: null,
    apply(method, self: object, args) {
      quietly(() => before?.(self));
      const result: unknown = apply(method, self, args);
      return quietly(() => after(self, result)) ?? result;
    },
  } as ProxyHandler<Method>);
  Reflect.set(prototype, name, watched);
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
