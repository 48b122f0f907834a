import type { FhirTarget, PushReply } from "../../protocol/fhir-target.ts";
import type { JsonRecord } from "../../protocol/json.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import type { MailboxAddress } from "./mailbox-address.ts";
import type { ClientHolding } from "./removing.ts";

/** What the export section can do to the world around it. */
export interface ExportActions {
  readonly saveText: (name: string, text: string) => void;
  readonly readAddress: (text: string) => MailboxAddress;
  /** Call it directly in a click handler. Asks Firefox for the consent to send health data, too. */
  readonly requestAnswersHost: (origin: string) => Promise<boolean>;
  /** The server that was kept; null where none was. */
  readonly keptServer: () => Promise<FhirTarget | null>;
  readonly keepServer: (server: FhirTarget | null) => Promise<void>;
  readonly sendTransaction: (server: FhirTarget, transaction: JsonRecord, stop: AbortSignal) => Promise<PushReply>;
  /** By every pseudonym of one person. */
  readonly findClient: (
    clients: readonly string[],
    onProgress: (done: number, total: number) => void,
  ) => Promise<ClientHolding>;
  /** Everybody who is left. Rejects where the disk could not be written; then nothing is gone. */
  readonly removeClient: (holding: ClientHolding) => Promise<readonly ClientRecord[]>;
  readonly randomCode: () => string;
}
