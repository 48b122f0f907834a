import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import type { Place } from "../../protocol/place.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** In the honest order for somebody who works alone and without IT (sync paper, 10); then what needs a server. */
export const PLACE_KINDS = ["hand", "folder", "sheet", "mailbox", "webhook", "couchdb", "sql", "fhir"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A file of public/templates, and what it is called in words. */
export interface Template {
  readonly file: string;
  readonly title: MessageKey;
  /** What to do with it, where its own first lines cannot say so. */
  readonly how?: MessageKey;
}

export interface PlaceCard {
  readonly title: MessageKey;
  /** For whom it is, and what it costs to set up. */
  readonly forWhom: MessageKey;
  readonly readers: MessageKey;
  readonly steps: readonly MessageKey[];
  readonly templates: readonly Template[];
}

export const PLACE_CARDS: Readonly<Record<PlaceKind, PlaceCard>> = {
  hand: {
    title: "therapistPlaceHand",
    forWhom: "therapistPlaceHandFor",
    readers: "therapistPlaceReadersHand",
    steps: ["therapistPlaceHandStep1", "therapistPlaceHandStep2", "therapistPlaceHandStep3"],
    templates: [],
  },
  folder: {
    title: "therapistPlaceFolder",
    forWhom: "therapistPlaceFolderFor",
    readers: "therapistPlaceReadersSealed",
    steps: [
      "therapistPlaceFolderStep1",
      "therapistPlaceFolderStep2",
      "therapistPlaceFolderStep3",
      "therapistPlaceFolderStep4",
    ],
    templates: [
      { file: "apache.conf", title: "therapistTemplateApache" },
      { file: "nginx.conf", title: "therapistTemplateNginx" },
    ],
  },
  sheet: {
    title: "therapistPlaceSheet",
    forWhom: "therapistPlaceSheetFor",
    readers: "therapistPlaceReadersSealed",
    steps: [
      "therapistPlaceSheetStep1",
      "therapistPlaceSheetStep2",
      "therapistPlaceSheetStep3",
      "therapistPlaceSheetStep4",
    ],
    templates: [{ file: "apps-script.gs", title: "therapistTemplateScript" }],
  },
  mailbox: {
    title: "therapistPlaceMailbox",
    forWhom: "therapistPlaceMailboxFor",
    readers: "therapistPlaceReadersSealed",
    steps: ["therapistPlaceMailboxStep1", "therapistPlaceMailboxStep2", "therapistPlaceMailboxStep3"],
    templates: [],
  },
  webhook: {
    title: "therapistPlaceWebhook",
    forWhom: "therapistPlaceWebhookFor",
    readers: "therapistPlaceReadersWebhook",
    steps: [
      "therapistPlaceWebhookStep1",
      "therapistPlaceWebhookStep2",
      "therapistPlaceWebhookStep3",
      "therapistPlaceWebhookStep4",
    ],
    templates: [
      { file: "n8n.json", title: "therapistTemplateN8n", how: "therapistTemplateN8nHow" },
      { file: "node-red.json", title: "therapistTemplateNodeRed", how: "therapistTemplateNodeRedHow" },
    ],
  },
  couchdb: {
    title: "therapistPlaceCouch",
    forWhom: "therapistPlaceCouchFor",
    readers: "therapistPlaceReadersSealed",
    steps: ["therapistPlaceCouchStep1", "therapistPlaceCouchStep2", "therapistPlaceCouchStep3"],
    templates: [],
  },
  sql: {
    title: "therapistPlaceSql",
    forWhom: "therapistPlaceSqlFor",
    readers: "therapistPlaceReadersSealed",
    steps: ["therapistPlaceSqlStep1", "therapistPlaceSqlStep2", "therapistPlaceSqlStep3"],
    templates: [{ file: "postgrest.sql", title: "therapistTemplateSql" }],
  },
  fhir: {
    title: "therapistPlaceFhir",
    forWhom: "therapistPlaceFhirFor",
    readers: "therapistPlaceReadersFhir",
    steps: ["therapistPlaceFhirStep1", "therapistPlaceFhirStep2", "therapistPlaceFhirStep3"],
    templates: [],
  },
};

/** Azure's has no card: it is set up by the command line, and shown as what it is nearest to. */
const KIND_OF: Readonly<Record<InviteEndpoint["profile"], PlaceKind>> = {
  file: "hand",
  webdav: "folder",
  "nextcloud-drop": "folder",
  "azure-sas": "folder",
  "apps-script": "sheet",
  mailbox: "mailbox",
  generic: "webhook",
  couchdb: "couchdb",
  postgrest: "sql",
  r4: "fhir",
};

export function kindOfProfile(profile: InviteEndpoint["profile"]): PlaceKind {
  return KIND_OF[profile];
}

export function placeKindOf({ endpoint }: Place): PlaceKind {
  return KIND_OF[endpoint.profile];
}
