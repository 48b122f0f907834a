/**
 * What a FHIR R4 server answers when it is searched for check-ins: names of what is there, where the next page begins, and
 * one resource as it lies there. The rule that must not break: a next page is only asked for at the same server, and a
 * response that was taken back has a name of its own, so that it is read again.
 */
import { isEnvelopeId } from "./envelope.ts";
import { isRecord, type JsonRecord, textIn } from "./json.ts";
import { UUID_SYSTEM } from "./questionnaire-response.ts";

/** What is left of a response that its client took back is another thing to read. */
export const TAKEN_BACK = ".withdrawn";

export interface FoundResponse {
  /** The response's own id, with `TAKEN_BACK` behind it where it was emptied. */
  readonly name: string;
  /** 0 where the server does not say. */
  readonly changedAt: number;
}

export interface FoundPage {
  readonly found: readonly FoundResponse[];
  /** Absolute address; null after the last. */
  readonly next: string | null;
}

/** Null where it is no page of a search, or leads to another server. Responses of others are left out. */
export function parseSearchPage(input: unknown, base: string): FoundPage | null {
  const resources = resourcesIn(input);
  if (resources === null || !isRecord(input)) return null;
  const next = listOf(input.link).find(({ relation }) => relation === "next")?.url ?? null;
  if (next !== null && (typeof next !== "string" || !isBelow(next, base))) return null;
  const found = resources.flatMap((resource) => {
    const id = idOf(resource);
    if (id === null) return [];
    const changed = isRecord(resource.meta) ? Date.parse(textIn(resource.meta.lastUpdated)) : Number.NaN;
    const name = resource.status === "entered-in-error" ? id + TAKEN_BACK : id;
    return [{ name, changedAt: Number.isNaN(changed) ? 0 : changed }];
  });
  return { found, next };
}

/** The resource of this name; of several copies, the first. Null where there is none. */
export function parseFound(input: unknown, name: string): JsonRecord | null {
  const isWanted = ({ status }: JsonRecord) => (status === "entered-in-error") === name.endsWith(TAKEN_BACK);
  return resourcesIn(input)?.find((resource) => idOf(resource) === withoutMark(name) && isWanted(resource)) ?? null;
}

/** As the search parameter `identifier` wants it. */
export function identifierOf(name: string): string {
  return `${UUID_SYSTEM}|urn:uuid:${withoutMark(name)}`;
}

function withoutMark(name: string): string {
  return name.endsWith(TAKEN_BACK) ? name.slice(0, -TAKEN_BACK.length) : name;
}

function resourcesIn(input: unknown): readonly JsonRecord[] | null {
  if (!isRecord(input) || input.resourceType !== "Bundle") return null;
  return listOf(input.entry)
    .map(({ resource }) => resource)
    .filter(isRecord)
    .filter(({ resourceType }) => resourceType === "QuestionnaireResponse");
}

function idOf({ identifier }: JsonRecord): string | null {
  const id = isRecord(identifier) ? textIn(identifier.value).replace("urn:uuid:", "") : null;
  return isEnvelopeId(id) ? id : null;
}

/** Starts as the base does, up to a border: `https://a.example` is not the start of `https://a.example.org`. */
function isBelow(address: string, base: string): boolean {
  return address.startsWith(base) && /^(?:[/?]|$)/.test(address.slice(base.length));
}

function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}
