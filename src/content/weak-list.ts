export interface WeakList<Item extends object> {
  readonly add: (item: Item) => void;
  readonly some: (test: (item: Item) => boolean) => boolean;
}

/** Things of the page, held weakly: what the page forgets is freed as it would be without us. */
export function createWeakList<Item extends object>(): WeakList<Item> {
  const refs: WeakRef<Item>[] = [];
  return {
    add: (item) => refs.push(new WeakRef(item)),
    some: (test) =>
      refs.some((ref) => {
        const item = ref.deref();
        return item && test(item);
      }),
  };
}
