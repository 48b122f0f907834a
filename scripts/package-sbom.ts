/** Of package-lock.json what is read here. */
export interface Lockfile {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The bill of materials in CycloneDX's JSON, of the packages that are installed without the development ones. npm's own
 * command writes the hour and a random number into it; from the lockfile alone two are equal, and no npm is needed.
 */
export function sbomOf(lock: Lockfile, version: string): string {
  const components = runtimePackages(lock).map(([path, { version: locked = "", license, integrity }]) => {
    const name = nameOf(path);
    return {
      type: "library",
      "bom-ref": refOf(name, locked),
      name,
      version: locked,
      purl: `pkg:npm/${name.replace("@", "%40")}@${locked}`,
      ...(license !== undefined && { licenses: [{ license: { id: license } }] }),
      ...(integrity !== undefined && { hashes: [hashOf(integrity)] }),
    };
  });
  const root = refOf(lock.name, version);
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": root, name: lock.name, version } },
    components,
    dependencies: dependenciesOf(lock, root),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const refOf = (name: string, version: string): string => `${name}@${version}`;

function runtimePackages({ packages }: Lockfile): readonly (readonly [string, LockedPackage])[] {
  return Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
}

/** "sha512-…" in base64 of the lockfile, as hexadecimal digits. */
function hashOf(integrity: string): { readonly alg: string; readonly content: string } {
  const [algorithm = "", digest = ""] = integrity.split("-");
  return { alg: algorithm.replace("sha", "SHA-"), content: Buffer.from(digest, "base64").toString("hex") };
}

function dependenciesOf(
  lock: Lockfile,
  root: string,
): readonly { readonly ref: string; readonly dependsOn: readonly string[] }[] {
  const all: readonly (readonly [string, LockedPackage])[] = [["", lock.packages[""] ?? {}], ...runtimePackages(lock)];
  return all.map(([path, { version = "", dependencies = {} }]) => ({
    ref: path === "" ? root : refOf(nameOf(path), version),
    dependsOn: Object.keys(dependencies).map((name) => refOf(name, versionSeenFrom(lock, path, name))),
  }));
}

/** As Node looks for a package: in the folder of the one that asks, then further out. */
function versionSeenFrom({ packages }: Lockfile, path: string, name: string): string {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const found = packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`]?.version;
    if (found !== undefined) return found;
    if (folder === "") throw new Error(`The lockfile has no ${name}.`);
  }
}
