import { beforeAll, describe, expect, test } from "vitest";
import { DEFINITIONS, RESPONSES, TRANSACTIONS } from "../protocol/fhir-samples.ts";
import { createFhirValidator, createMedplumValidator, type Validate } from "./fhir-validators.ts";

const VALIDATORS = { "@medplum/core": createMedplumValidator, fhir: createFhirValidator } as const;

/** Our own checks, which find what these two do not look at, run with the unit tests. */
describe.each(Object.entries(VALIDATORS))("%s", (_, create) => {
  let validate: Validate;
  beforeAll(() => {
    validate = create();
  });

  test.each(RESPONSES)("finds nothing wrong with a response, %s", (_name, _instrument, resource) => {
    expect(validate(resource)).toEqual([]);
  });

  test.each(TRANSACTIONS)("finds nothing wrong with a transaction, %s", (_name, bundle) => {
    expect(validate(bundle)).toEqual([]);
    for (const { resource } of bundle.entry as readonly { readonly resource: unknown }[]) {
      expect(validate(resource)).toEqual([]);
    }
  });

  test.each(DEFINITIONS)("finds nothing wrong with docs/fhir/%s", (_file, resource) => {
    expect(validate(resource)).toEqual([]);
  });

  const [, , good] = RESPONSES[0]!;
  test.each<[string, object]>([
    ["a list of identifiers, as in R5", { ...good, identifier: [good.identifier] }],
    ["no status", { ...good, status: undefined }],
    ["an element nobody knows", { ...good, mood: "good" }],
    ["a day as a text", { ...good, authored: "yesterday" }],
    ["an item without a name", { ...good, item: [{ answer: [{ valueInteger: 1 }] }] }],
  ])("is not blind: it finds %s", (_name, resource) => {
    expect(validate(JSON.parse(JSON.stringify(resource)))).not.toEqual([]);
  });
});

test("fhir finds a status that is none, which @medplum/core does not", () => {
  const [, , good] = RESPONSES[0]!;
  const odd = { ...good, status: "done" };
  expect(createFhirValidator()(odd)).not.toEqual([]);
  expect(createMedplumValidator()(odd)).toEqual([]);
});
