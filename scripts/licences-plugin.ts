import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** In the package, beside the manifest. */
const LICENCES_FILE = "licences.txt";
/** The few lines that join the bundled files come from the bundler itself and have no place in node_modules. */
const BUNDLER = { module: "\0rolldown/runtime.js", folder: "node_modules/rolldown/" };
/** The innermost package of a module: its folder, whatever stands before and behind. */
const PACKAGE_FOLDER = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+\/)/;

interface Notice {
  readonly name: string;
  readonly line: string;
  readonly text: string;
}

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository?: string | { readonly url: string };
}

/**
 * Names each package that has a line in the bundle, with where its source is and the text of its licence. A package
 * without a licence text stops the build: nothing goes out unnamed.
 */
export function writeLicences(): Plugin {
  return {
    name: "write-licences",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? Object.keys(file.modules) : []));
      const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== null));
      const notices = [...folders].map(readNotice);
      this.emitFile({ type: "asset", fileName: LICENCES_FILE, source: licencesText(notices) });
    },
  };
}

function packageFolder(module: string): string | null {
  return module === BUNDLER.module ? BUNDLER.folder : (PACKAGE_FOLDER.exec(module)?.[1] ?? null);
}

function readNotice(folder: string): Notice {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(`${folder}package.json`, "utf8"),
  ) as PackageFile;
  const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.\w+)?$/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence text to go with the package.`);
  const source = typeof repository === "object" ? repository.url : repository;
  const address = source?.replace(/^git\+/, "").replace(/\.git$/, "");
  return {
    name,
    line: [`${name} ${version}`, license, ...(address === undefined ? [] : [address])].join(", "),
    text: readFileSync(folder + file, "utf8")
      .replaceAll("\r\n", "\n")
      .trim(),
  };
}

/** Each text once, under all the packages that share it. In the order of names, so that two builds are equal. */
function licencesText(notices: readonly Notice[]): string {
  const byText = new Map<string, string[]>();
  for (const { line, text } of notices.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    byText.set(text, [...(byText.get(text) ?? []), line]);
  const own = ["Aftersession", "", readFileSync("LICENSE", "utf8").trim()];
  const others = [...byText].map(([text, lines]) => [...lines, "", text].join("\n"));
  return `${[own.join("\n"), ...others].join(`\n\n${"-".repeat(40)}\n\n`)}\n`;
}
