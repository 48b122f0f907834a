import { type Answer, type Received, startHttpPeer } from "./http-peer.ts";
import type { Peer } from "./peer.ts";

/** A signature that may create and do nothing else (sp=c). */
export const SAS = "sv=2023-11-03&sp=c&sr=c&se=2027-01-01T00%3A00%3A00Z&sig=c2lnbmF0dXJl";

/**
 * Simulated: Azure Blob Storage after its documentation ("Put Blob", "Blob service error codes", "Create a service SAS"). A
 * container whose signature may only create; `clockIsRight` false stands for a signature whose time has not come or is over.
 */
export async function startSimulatedAzureBlob({ clockIsRight = true } = {}): Promise<Peer> {
  const kept = new Map<string, Buffer>();
  const { url, stop } = await startHttpPeer((received) => answer(kept, clockIsRight, received));
  return { url, stop, stored: async () => new Map(kept) };
}

function answer(kept: Map<string, Buffer>, clockIsRight: boolean, received: Received): Answer {
  const { method, headers, body } = received;
  const [path = "", query] = received.path.split("?");
  const [, container, name] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (query !== SAS || !clockIsRight) return error(403, "AuthenticationFailed");
  if (method !== "PUT") return error(403, "AuthorizationPermissionMismatch");
  if (headers["x-ms-blob-type"] !== "BlockBlob") return error(400, "MissingRequiredHeader");
  if (container !== "answers" || name === undefined) return error(404, "ContainerNotFound");
  if (kept.has(name)) {
    // A signature that may only create may not overwrite either.
    return headers["if-none-match"] === "*" ? error(409, "BlobAlreadyExists") : error(403, "UnauthorizedBlobOverwrite");
  }
  kept.set(name, body);
  return { status: 201 };
}

function error(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`;
  return { status, headers: { "content-type": "application/xml", "x-ms-error-code": code }, body };
}
