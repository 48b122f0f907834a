import { packDefinition } from "../../../src/core/alliance/definition.ts";
import { INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import { validateAnswers } from "../../../src/core/alliance/validate-answers.ts";
import { parseHttpDate, parseRetryAfterMs } from "../../../src/core/outbox/retry-policy.ts";
import { parseAddress } from "../../../src/mailbox/address.ts";
import { decodeArmor } from "../../../src/mailbox/age-file.ts";
import { parseCommand } from "../../../src/mailbox/command.ts";
import { parsePostedEnvelope } from "../../../src/mailbox/posted-envelope.ts";
import { parseTokenUse } from "../../../src/mailbox/token-use.ts";
import { parseTokens } from "../../../src/mailbox/tokens.ts";
import { parseBackgroundNews } from "../../../src/protocol/background-news.ts";
import { parseGuessFirst, parseMarks, parseNotes } from "../../../src/protocol/client-marks.ts";
import { readClientsFile } from "../../../src/protocol/clients-file.ts";
import { parseContentSignal } from "../../../src/protocol/content-signals.ts";
import { parseCouchDocument, parseCouchPage } from "../../../src/protocol/couchdb.ts";
import { parseDefinition, readDefinitionText } from "../../../src/protocol/definition-file.ts";
import { parseEnvelopePayload, parseSignedText } from "../../../src/protocol/envelope.ts";
import { readTransactionReply } from "../../../src/protocol/fhir-export.ts";
import { parseStoredResource } from "../../../src/protocol/fhir-response.ts";
import { parseFound, parseSearchPage } from "../../../src/protocol/fhir-search.ts";
import { parseFhirTarget } from "../../../src/protocol/fhir-target.ts";
import { parseGuesses } from "../../../src/protocol/guesses.ts";
import { issuerKeyOf, parseInviteJson } from "../../../src/protocol/invite-json.ts";
import { findInvite } from "../../../src/protocol/invite-text.ts";
import { parseJson, textIn } from "../../../src/protocol/json.ts";
import { parseManagedValues } from "../../../src/protocol/managed-values.ts";
import { parseFolderIndex, parseMultistatus } from "../../../src/protocol/multistatus.ts";
import { unpackEntries } from "../../../src/protocol/opened-pack.ts";
import { parseDraft, parsePageRequest } from "../../../src/protocol/page-request-parsers.ts";
import { readPlainResponse } from "../../../src/protocol/plain-response.ts";
import { readPracticeExport } from "../../../src/protocol/practice-export.ts";
import { listOf } from "../../../src/protocol/questionnaire-parts.ts";
import { parseQuestionnaireResponse, parseWithdrawnResponse } from "../../../src/protocol/received-response.ts";
import { parseMailboxPage } from "../../../src/protocol/therapist-records.ts";
import { parseXml } from "../../../src/protocol/xml.ts";
import * as good from "./good-inputs.ts";
import { ofJson, ofJsonTexts, ofTexts, ofValues, type ParserRow } from "./parser-row.ts";

const [CORE] = INSTRUMENTS;
const HOSTS = { allowLocalhost: false };
const isRefused = (made: { readonly kind: string }): boolean => made.kind === "refused";

/** Every parser of src by its name; `tests/architecture/parsers.test.ts` finds those that are missing. */
export const PARSERS: Readonly<Record<string, ParserRow>> = {
  // The doors.
  parsePageRequest: ofValues(good.REQUESTS, parsePageRequest, { again: (made) => ({ v: 1, ...made }) }),
  parseDraft: ofValues(good.DRAFTS, parseDraft, { again: (made) => made }),
  parseContentSignal: ofValues(good.SIGNALS, parseContentSignal, { again: (made) => ({ v: 1, ...made }) }),
  parseBackgroundNews: ofValues(good.NEWS, parseBackgroundNews, { again: (news) => ({ v: 1, news }) }),
  parseManagedValues: ofValues([good.POLICY], (input) => parseManagedValues(input, HOSTS)),
  // Invites and envelopes.
  parseInviteJson: ofValues(good.INVITES, parseInviteJson, { isRefusal: isRefused }),
  issuerKeyOf: ofValues(good.INVITES, issuerKeyOf, { again: (k) => ({ iss: { k } }) }),
  findInvite: ofTexts(good.INVITE_TEXTS, findInvite, { isRefusal: isRefused }),
  parseSignedText: ofValues([good.SIGNED], parseSignedText, { again: (made) => made }),
  parseEnvelopePayload: ofJson(good.PAYLOADS, parseEnvelopePayload, {
    again: (made) => (made === "newerVersion" ? null : made),
  }),
  parseQuestionnaireResponse: ofValues(good.RESPONSES, parseQuestionnaireResponse),
  parseWithdrawnResponse: ofValues([good.WITHDRAWAL], parseWithdrawnResponse),
  validateAnswers: ofValues([good.ANSWERS], (input) => validateAnswers(CORE!, input), { again: (made) => made }),
  // What a place answers.
  parseMailboxPage: ofValues(good.MAILBOX_PAGES, parseMailboxPage, { again: (made) => made }),
  parseCouchPage: ofValues([good.COUCH_PAGE], parseCouchPage, {
    again: (made) => ({ rows: made.map(({ id, revision: rev }) => ({ id, value: { rev } })) }),
  }),
  parseCouchDocument: ofValues([{ age: "sealed" }], parseCouchDocument, { again: (age) => ({ age }) }),
  parseFolderIndex: ofValues([good.FOLDER_INDEX], parseFolderIndex),
  parseMultistatus: ofTexts(good.MULTISTATUS, parseMultistatus),
  parseXml: ofTexts(good.MULTISTATUS, parseXml),
  parseSearchPage: ofValues([good.SEARCH_PAGE], (input) => parseSearchPage(input, good.FHIR_BASE)),
  parseFound: ofJson([good.SEARCH_PAGE], (input) => parseFound(input, good.ID)),
  parseStoredResource: ofValues([good.WITHDRAWAL_RESOURCE, ...good.RESOURCES], parseStoredResource),
  readPlainResponse: ofValues([good.WITHDRAWAL_RESOURCE, ...good.RESOURCES], readPlainResponse),
  readTransactionReply: ofValues([good.TRANSACTION_REPLY], (input) => readTransactionReply(input, 2)),
  parseRetryAfterMs: ofTexts(["120", good.HTTP_DATE], (text) => parseRetryAfterMs(text, good.EARLIER_HTTP_DATE)),
  parseHttpDate: ofTexts([good.HTTP_DATE], parseHttpDate, { again: (at) => new Date(at).toUTCString() }),
  // Files and what the vault kept.
  parseJson: ofTexts(
    good.INVITES.map((invite) => JSON.stringify(invite)),
    parseJson,
  ),
  parseDefinition: ofValues(good.DEFINITIONS, (input) => parseDefinition(input, good.CHECK_FACTS), {
    isRefusal: isRefused,
    again: (made) => (made.kind === "definition" ? packDefinition(made.instrument) : null),
  }),
  readDefinitionText: ofJsonTexts(
    [...good.DEFINITIONS, good.QUESTIONNAIRE],
    (text) => readDefinitionText(text, good.CHECK_FACTS, good.ATTESTATION),
    { isRefusal: isRefused },
  ),
  readClientsFile: ofJsonTexts([good.CLIENTS_FILE], readClientsFile, { again: (clients) => ({ v: 1, clients }) }),
  readPracticeExport: ofJsonTexts([good.PRACTICE_EXPORT], readPracticeExport, { isRefusal: isRefused }),
  textIn: ofValues(["text", 7], textIn, { isRefusal: (made) => made === "", again: (made) => made }),
  listOf: ofJson([[{}, {}]], listOf, { again: (made) => made }),
  parseMarks: ofValues([good.MARKS], parseMarks, { again: (made) => made }),
  parseNotes: ofValues([{ text: "A note", savedAt: 1_000 }], parseNotes, { again: (made) => made }),
  parseGuessFirst: ofValues([{ guessFirst: false }], parseGuessFirst, { again: (guessFirst) => ({ guessFirst }) }),
  parseGuesses: ofValues([good.GUESSES], (input) => parseGuesses("c1", input), { again: (guesses) => ({ guesses }) }),
  parseFhirTarget: ofValues([{ url: "https://fhir.example", token: "t" }], parseFhirTarget, { again: (made) => made }),
  unpackEntries: ofJson([good.PACKED], unpackEntries),
  // The mailbox.
  parseAddress: ofTexts(good.TARGETS, parseAddress, { isRefusal: ({ kind }) => kind === "nowhere" }),
  parseCommand: ofTexts(good.COMMANDS, (text) => parseCommand(text.split(" ")), {
    isRefusal: ({ kind }) => kind === "mistake",
  }),
  parseTokens: ofTexts([good.TOKENS], parseTokens, { isRefusal: ({ tokens }) => tokens.size === 0 }),
  parseTokenUse: ofTexts(['{"0a1b2c3d":2248}'], parseTokenUse, { isRefusal: (use) => use.size === 0 }),
  parsePostedEnvelope: ofJsonTexts([good.POSTED], (text) => parsePostedEnvelope(Buffer.from(text), good.ID), {
    isRefusal: ({ kind }) => kind !== "sealed",
  }),
  decodeArmor: ofTexts([good.ARMORED], decodeArmor),
};
