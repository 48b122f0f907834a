import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./scene.ts";

/** The file in the downloads whose name ends so, once it is whole. */
export type SavedFile = (ending: string) => Promise<string>;

export function savedFilesIn(folder: string): SavedFile {
  return async (ending) => {
    const find = (): string | undefined => readdirSync(folder).find((name) => name.endsWith(ending));
    // Firefox first makes an empty file of that name.
    await until(async () => textOf(find()) !== "", `a file ${ending}`);
    return textOf(find());
  };

  function textOf(name: string | undefined): string {
    return name === undefined ? "" : readFileSync(join(folder, name), "utf8");
  }
}
