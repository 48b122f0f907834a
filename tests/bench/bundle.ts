import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { preact } from "@preact/preset-vite";
import { type BuildEnvironmentOptions, build } from "vite";

export interface Bundle {
  readonly script: string;
  /** Empty where it imports none. */
  readonly style: string;
}

/** One file for a bare page with what it imports, minified and without what is not used, as Vite builds for release. */
export function bundle(module: URL): Promise<Bundle> {
  const output = { format: "iife", entryFileNames: "bundle.js" } as const;
  return buildInto({ rollupOptions: { input: fileURLToPath(module), output } });
}

/** The same for a program of Node, whose own modules stay outside. */
export async function bundleProgram(module: URL): Promise<string> {
  const output = { entryFileNames: "bundle.js", codeSplitting: false } as const;
  const { script } = await buildInto({ ssr: fileURLToPath(module), minify: true, rollupOptions: { output } });
  return script;
}

async function buildInto(options: BuildEnvironmentOptions): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-bundle-"));
  try {
    await build({
      configFile: false,
      logLevel: "error",
      publicDir: false,
      plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
      // Looks stay a file of their own: by default they would be put into the script.
      build: { outDir: folder, emptyOutDir: false, modulePreload: false, cssCodeSplit: false, ...options },
    });
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const styles = files.filter((name) => name.endsWith(".css"));
    return {
      script: readFileSync(join(folder, "bundle.js"), "utf8"),
      style: styles.map((name) => readFileSync(join(folder, name), "utf8")).join(""),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
