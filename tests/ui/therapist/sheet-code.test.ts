import { describe, expect, test } from "vitest";
import {
  makeTherapistKey,
  readKeyFile,
  rotateTherapistKey,
  writeKeySheet,
} from "../../../src/adapters/sealing/therapist-key.ts";
import { drawQrCode } from "../../../src/ui/therapist/qr-code.ts";
import { modulesOf, readQrCode } from "./read-qr-code.ts";

describe("the square code of a key sheet", () => {
  test.each([
    ["a new key", "Dr. Rivera", 0],
    ["a key that was changed ten times", "Dr. Rivera", 10],
    ["a name in other letters", "د. ريفيرا – Dr. Müller", 1],
  ])("of %s is read back as the whole key, and bears a fold", async (_, name, changes) => {
    let key = await makeTherapistKey(name);
    for (let change = 0; change < changes; change++) key = await rotateTherapistKey(key);
    const drawing = drawQrCode(writeKeySheet(key, 0).code)!;
    const { text, level } = readQrCode(drawing.modules, modulesOf(drawing.path));
    expect(level).toBe("M");
    expect(await readKeyFile(text)).toEqual({ kind: "ok", key });
  });
});
