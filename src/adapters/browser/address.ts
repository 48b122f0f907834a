/** An address as the browser gives it, in the parts that tell one meeting place from another. */
export interface AddressParts {
  readonly origin: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Null for what is no address on the web. */
export function takeApart(address: string): AddressParts | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin, host, pathname, searchParams } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return null;
  return { origin, host, path: pathname, query: Object.fromEntries(searchParams) };
}
