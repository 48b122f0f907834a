import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Minified as the extension ships it, for tests that run it in a real page. */
export const bundleHooks = (): Promise<string> => bundle("hooks");
export const bundleObserver = (): Promise<string> => bundle("observer");

async function bundle(name: "hooks" | "observer"): Promise<string> {
  const entry = fileURLToPath(new URL(`../../src/content/${name}.iife.ts`, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rollupOptions: { input: entry, output: { format: "iife" } },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("The bundler watched instead of building.");
  return output.output[0].code;
}
