import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../../../scripts/run-command.ts";
import type { Part } from "../bench.ts";
import { figureOfOne } from "../figure.ts";

const CONTENT_SCRIPTS = ["src/content/hooks.iife.js", "src/content/observer.iife.js"];
/** Design: both together, minified. */
const BUDGET_BYTES = 6_000;

/** Of the release build, as it is shipped to each document of an enrolled site. */
export const sizes: Part = async () =>
  ["chrome", "firefox"].flatMap((build) => {
    const files = CONTENT_SCRIPTS.map((path) => readFileSync(join(ROOT, "dist", build, path)));
    const bytes = files.reduce((sum, file) => sum + file.length, 0);
    const zipped = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
    const [hooks = 0, observer = 0] = files.map(({ length }) => length);
    const note = `hooks ${hooks}, observer ${observer}`;
    return [
      figureOfOne(
        { what: `hooks and observer, minified: build for ${build}`, unit: "bytes", target: BUDGET_BYTES, note },
        bytes,
      ),
      figureOfOne({ what: `hooks and observer, gzip: build for ${build}`, unit: "bytes" }, zipped),
    ];
  });
