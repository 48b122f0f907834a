import { type FhirTarget, parseFhirTarget } from "../../protocol/fhir-target.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import type { ExportActions } from "./export-actions.ts";
import { createRemoving, type RemovingDeps } from "./removing.ts";

interface VaultDeps {
  readonly read: (name: string) => Promise<unknown>;
  readonly keep: (name: string, value: unknown) => Promise<void>;
  readonly names: (prefix: string) => Promise<readonly string[]>;
  readonly remove: (names: readonly string[]) => Promise<void>;
}

export interface ExportDeps
  extends Pick<ExportActions, "saveText" | "readAddress" | "requestAnswersHost" | "sendTransaction"> {
  readonly archive: RemovingDeps["archive"] & { readonly clients: () => Promise<readonly ClientRecord[]> };
  readonly vault: VaultDeps;
  readonly opener: RemovingDeps["opener"];
  readonly forgetOpened?: RemovingDeps["forgetOpened"];
  readonly pause: () => Promise<void>;
  readonly randomCode: () => string;
}

/** Of the vault: the FHIR server the therapist sends to. */
const SERVER = "export:server";

/** The actions of the export section, and the names of what was deleted, which must not be fetched again. */
export function createExportActions(deps: ExportDeps) {
  const { archive, vault, opener, pause, randomCode, saveText, readAddress, requestAnswersHost, sendTransaction } =
    deps;
  const { forgetOpened } = deps;
  const removing = createRemoving({ archive, vault, opener, forgetOpened, pause, randomCode });
  const actions: ExportActions = {
    saveText,
    readAddress,
    requestAnswersHost,
    sendTransaction,
    randomCode,
    keptServer: async () => parseFhirTarget(await vault.read(SERVER)),
    keepServer: (server: FhirTarget | null) => (server === null ? vault.remove([SERVER]) : vault.keep(SERVER, server)),
    findClient: removing.findClient,
    removeClient: async (holding) => {
      await removing.removeClient(holding);
      return archive.clients();
    },
  };
  return { actions, removedNames: removing.removedNames, finishForgetting: removing.finishForgetting };
}
