import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lockfile, sbomOf } from "../../scripts/package-sbom.ts";
import { type ZippedFile, zipOf } from "../../scripts/package-zip.ts";
import { firstDifference, hashesIn } from "../../scripts/verify-repro-compare.ts";

const file = (path: string, text: string): ZippedFile => ({ path, content: Buffer.from(text) });
const LONG = file("src/worker.js", "the same again ".repeat(50));
const SHORT = file("a.txt", "hi");
const FOREIGN = file("é.txt", "ü");

/** Read by the list at the end, as unpackers do. */
function unzip(zip: Buffer): readonly { readonly path: string; readonly text: string; readonly method: number }[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, packed, nameLength, header] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const path = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const body = zip.subarray(start, start + packed);
    at += 46 + nameLength;
    return { path, text: (method === 8 ? inflateRawSync(body) : body).toString(), method };
  });
}

describe("the zip of a package", () => {
  test("gives back every file, sorted, and stores what deflating makes longer", () => {
    expect(unzip(zipOf([FOREIGN, LONG, SHORT]))).toEqual([
      { path: "a.txt", text: "hi", method: 0 },
      { path: "src/worker.js", text: LONG.content.toString(), method: 8 },
      { path: "é.txt", text: "ü", method: 0 },
    ]);
  });

  test("is the same whatever order the files were found in", () => {
    expect(zipOf([SHORT, LONG]).equals(zipOf([LONG, SHORT]))).toBe(true);
  });

  test("names the first day a zip can name, for every file", () => {
    const zip = zipOf([SHORT]);
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([0, 0x21]);
  });
});

describe("the bill of materials", () => {
  const lock: Lockfile = {
    name: "aftersession",
    version: "0.1.0",
    packages: {
      "": { dependencies: { "@a/seal": "1.0.0", curve: "2.0.0" } },
      "node_modules/@a/seal": {
        version: "1.0.0",
        license: "MIT",
        integrity: "sha512-AAEC",
        dependencies: { curve: "^1.0.0" },
      },
      "node_modules/@a/seal/node_modules/curve": { version: "1.5.0", license: "ISC" },
      "node_modules/curve": { version: "2.0.0", license: "ISC" },
      "node_modules/tester": { version: "9.0.0", license: "MIT", dev: true },
    },
  };
  const bill = JSON.parse(sbomOf(lock, "0.1.0")) as {
    readonly components: readonly { readonly purl: string; readonly hashes?: unknown }[];
    readonly dependencies: readonly unknown[];
  };

  test("names what is installed without the development packages", () => {
    expect(bill.components.map(({ purl }) => purl)).toEqual([
      "pkg:npm/%40a/seal@1.0.0",
      "pkg:npm/curve@1.5.0",
      "pkg:npm/curve@2.0.0",
    ]);
  });

  test("has the lockfile's hash, as hexadecimal digits", () => {
    expect(bill.components[0]?.hashes).toEqual([{ alg: "SHA-512", content: "000102" }]);
  });

  test("says which copy of a package another one uses", () => {
    expect(bill.dependencies.slice(0, 2)).toEqual([
      { ref: "aftersession@0.1.0", dependsOn: ["@a/seal@1.0.0", "curve@2.0.0"] },
      { ref: "@a/seal@1.0.0", dependsOn: ["curve@1.5.0"] },
    ]);
  });
});

describe("comparing two builds", () => {
  const base = mkdtempSync(join(tmpdir(), "aftersession-compare-"));
  const built = (name: string, changed: Readonly<Record<string, string>>): string => {
    const dist = join(base, name);
    const files = { "chrome/a.js": "1", "firefox/a.js": "1", "packages/a.zip": "1", ...changed };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dist, path)), { recursive: true });
      writeFileSync(join(dist, path), text);
    }
    return dist;
  };
  let first = new Map() as ReturnType<typeof hashesIn>;
  beforeAll(() => {
    first = hashesIn(built("first", {}));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  test("finds equal ones equal", () => {
    expect(firstDifference(first, hashesIn(built("second", {})))).toBeNull();
  });

  test("names a file that differs before the zip it makes differ", () => {
    const other = hashesIn(built("third", { "packages/a.zip": "2", "firefox/a.js": "2" }));
    expect(firstDifference(first, other)).toBe(join("firefox", "a.js"));
  });

  test("names a file that only one of them has", () => {
    expect(firstDifference(first, hashesIn(built("fourth", { "chrome/b.js": "1" })))).toBe(join("chrome", "b.js"));
  });
});
