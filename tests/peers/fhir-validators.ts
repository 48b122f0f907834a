import { loadMedplum } from "./medplum.ts";
import { loadPeer } from "./peer-package.ts";

/** Each finding in the library's own words; none means that it has nothing to say. */
export type Validate = (resource: unknown) => readonly string[];

interface Fhir {
  validate(
    resource: unknown,
    options: { readonly errorOnUnexpected: boolean },
  ): {
    readonly messages: readonly { readonly severity?: string; readonly message?: string; readonly location?: string }[];
  };
}

/** It reads the type off `Type/id`; inside a transaction R4 wants the `urn:uuid:` of the entry, which the server resolves. */
const UNREAD_REFERENCE = 'Invalid reference: got "urn:uuid:';

/** Structure, how often each element may be there, unknown elements and dates; not bindings, not two values at once. */
export function createMedplumValidator(): Validate {
  const { validateResource } = loadMedplum();
  return (resource) => {
    try {
      return validateResource(resource)
        .map(({ details }) => details?.text ?? "a finding without words")
        .filter((finding) => !finding.startsWith(UNREAD_REFERENCE));
    } catch (refusal) {
      return [(refusal as Error).message];
    }
  };
}

/**
 * It lacks some value sets and says so. And R4 binds Observation.code to LOINC as an example only; none of its codes is for
 * what we ask.
 */
const NOT_A_FINDING = [
  /^info: \S+ Value set "\S+" could not be found\.$/,
  /^warning: \S*Observation\.code Code "\w+" \(https:\/\/aftersession\.example\/\S+\) not found in value set$/,
];

/** The same and required bindings; not two values at once. */
export function createFhirValidator(): Validate {
  const { Fhir: Validator } = loadPeer("fhir") as { readonly Fhir: new () => Fhir };
  const validator = new Validator();
  return (resource) =>
    validator
      .validate(resource, { errorOnUnexpected: true })
      .messages.map(({ severity, location, message }) => `${severity}: ${location} ${message}`)
      .filter((finding) => !NOT_A_FINDING.some((pattern) => pattern.test(finding)));
}
