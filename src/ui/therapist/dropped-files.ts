/** As much of an entry of a drop as is needed here; browsers give them for files and for folders. */
interface DroppedEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}
interface DroppedFile extends DroppedEntry {
  file(take: (file: File) => void, fail: () => void): void;
}
interface DroppedFolder extends DroppedEntry {
  createReader(): { readEntries(take: (entries: readonly DroppedEntry[]) => void, fail: () => void): void };
}

/** Folders in folders; deeper than anybody keeps answers, and an end to links that lead in circles. */
const MOST_DEPTH = 8;

/** All files of a drop, those in folders too. Call it in the handler of the drop: later the browser has forgotten it. */
export function filesOfDrop(dropped: DataTransfer | null): Promise<readonly File[]> {
  const items = [...(dropped?.items ?? [])].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry() as DroppedEntry | null);
  // A browser or a program that gives no entries gives files at least.
  if (entries.length === 0 || entries.includes(null)) return Promise.resolve([...(dropped?.files ?? [])]);
  return filesIn(
    entries.filter((entry) => entry !== null),
    0,
  );
}

async function filesIn(entries: readonly DroppedEntry[], depth: number): Promise<readonly File[]> {
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.isFile) found.push(...(await fileOf(entry as DroppedFile)));
    else if (entry.isDirectory && depth < MOST_DEPTH) {
      found.push(...(await filesIn(await entriesOf(entry as DroppedFolder), depth + 1)));
    }
  }
  return found;
}

/** None where it went away between dropping and reading. */
function fileOf(entry: DroppedFile): Promise<readonly File[]> {
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve([file]),
      () => resolve([]),
    ),
  );
}

/** Browsers give a folder's entries a hundred at a time, until there are no more. */
async function entriesOf(folder: DroppedFolder): Promise<readonly DroppedEntry[]> {
  const reader = folder.createReader();
  const all: DroppedEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly DroppedEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
