import type { PlaceReading } from "../../protocol/place.ts";
import type { Vault } from "../sealing/vault.ts";

/** One list, of the place that is read now. */
const RECORD = "versions";

/** Which version of each file was seen last where it lies, so that one that was overwritten is read again. */
export function createFileVersions(vault: () => Promise<Pick<Vault, "read" | "keep">>) {
  return {
    async read(reading: PlaceReading): Promise<ReadonlyMap<string, string>> {
      const kept = await (await vault()).read(RECORD);
      const { place, versions } = (kept ?? {}) as { readonly place?: string; readonly versions?: [string, string][] };
      return new Map(place === addressOf(reading) ? versions : []);
    },
    async keep(reading: PlaceReading, versions: ReadonlyMap<string, string>): Promise<void> {
      const before = await this.read(reading);
      const isSame =
        before.size === versions.size && [...versions].every(([name, version]) => before.get(name) === version);
      if (!isSame) await (await vault()).keep(RECORD, { place: addressOf(reading), versions: [...versions] });
    },
  };
}

function addressOf(reading: PlaceReading): string {
  return reading.kind === "hand" ? reading.kind : `${reading.kind} ${reading.url}`;
}
