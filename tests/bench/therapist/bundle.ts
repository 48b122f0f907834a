import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** One file for a bare page, with what it imports. */
export async function bundle(module: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-bundle-"));
  try {
    await build({
      configFile: false,
      logLevel: "error",
      publicDir: false,
      build: {
        outDir: folder,
        emptyOutDir: false,
        modulePreload: false,
        rollupOptions: {
          input: fileURLToPath(new URL(module, import.meta.url)),
          output: { format: "iife", entryFileNames: "bundle.js" },
        },
      },
    });
    return readFileSync(join(folder, "bundle.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
