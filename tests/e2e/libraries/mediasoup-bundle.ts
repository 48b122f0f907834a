import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The library has no file for a script tag, so a page's own bundler is played: the global is `mediasoupClient`. */
export async function bundleMediasoup(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(import.meta.resolve("mediasoup-client")),
        formats: ["iife"],
        name: "mediasoupClient",
      },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("The bundler watched instead of building.");
  return output.output[0].code;
}
