export interface BenchArguments {
  /** Empty: all there are. */
  readonly names: readonly string[];
  /** Parts of one bench; nothing is written then. */
  readonly only: readonly string[];
  readonly quick: boolean;
}

export type Known = Readonly<Record<string, readonly string[]>>;

/** A sentence where something is asked for that is not there. */
export function parseBenchArguments(words: readonly string[], known: Known): BenchArguments | string {
  const names: string[] = [];
  const only: string[] = [];
  let quick = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "--quick") quick = true;
    else if (word === "--only") only.push(...(words[++index] ?? "").split(","));
    else if (word.startsWith("-")) return `There is no option ${word}; there are --quick and --only PART.`;
    else if (known[word] === undefined)
      return `There is no bench "${word}"; there are: ${Object.keys(known).join(", ")}.`;
    else names.push(word);
  }
  return checkParts({ names, only, quick }, known);
}

function checkParts(asked: BenchArguments, known: Known): BenchArguments | string {
  const [name] = asked.names;
  if (asked.only.length === 0) return asked;
  if (name === undefined || asked.names.length > 1) return "--only takes parts of one bench: name that one.";
  const parts = known[name] ?? [];
  const strange = asked.only.find((part) => !parts.includes(part));
  return strange === undefined ? asked : `${name} has no part "${strange}"; it has: ${parts.join(", ")}.`;
}
