import { type Correction, correction, generate, mode } from "lean-qr";

/** What is drawn: modules are one unit wide, the quiet zone stands around them. */
export interface QrDrawing {
  readonly modules: number;
  /** Of an SVG path: one box per run of dark modules. */
  readonly path: string;
}

/** ISO 18004 asks for four modules of white around a code. */
export const QUIET_ZONE = 4;
/** Version 25: a denser code needs a still hand, so that a longer text gives up error correction before it grows. */
const MOST_MODULES_AT_M = 117;

/** Null where the text is longer than a square code holds. */
export function drawQrCode(text: string): QrDrawing | null {
  const medium = codeOf(text, correction.M);
  const code = medium !== null && medium.size <= MOST_MODULES_AT_M ? medium : codeOf(text, correction.L);
  return code && { modules: code.size, path: pathOf(code) };
}

type Code = ReturnType<typeof generate>;

function codeOf(text: string, minCorrectionLevel: Correction): Code | null {
  try {
    // Plain bytes: the small entry of the library names a character set before them, which some cameras stumble over.
    return generate(mode.ascii(bytesOf(text)), { minCorrectionLevel });
  } catch {
    // The library's way to say that no version is large enough.
    return null;
  }
}

/** UTF-8 as one character a byte: what the library's mode for plain bytes takes. Cameras expect no other alphabet. */
function bytesOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function pathOf(code: Code): string {
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (code.get(x + 1, y)) x++;
      const run = x - start + 1;
      path += `M${start} ${y}h${run}v1h-${run}z`;
    }
  }
  return path;
}
