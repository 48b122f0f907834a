import { DEFAULT_INSTRUMENT, findInstrument } from "../../core/alliance/instruments/index.ts";
import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import type { Delivery } from "../../core/outbox/delivery.ts";
import { armorOf } from "../../protocol/armor.ts";
import { isFileNameOf, isoMinute } from "../../protocol/envelope.ts";
import { toFhirResponse } from "../../protocol/fhir-response.ts";
import type { PlaceReading } from "../../protocol/place.ts";
import {
  isThere,
  type LetterReply,
  type PlaceTest,
  type PlaceToTest,
  type ReadBack,
} from "../../protocol/place-test.ts";
import { toWithdrawnResponse } from "../../protocol/questionnaire-response.ts";
import type { ItemReply, ListReply } from "../../protocol/therapist-records.ts";
import { fromUtf8, sha256Text, toBase64Url, toUtf8 } from "../sealing/bytes.ts";
import type { TestLetter } from "../sealing/test-letter.ts";
import { digest } from "../storage/digest.ts";
import { createDelivery } from "./delivery.ts";
import type { FhirDeps } from "./fhir.ts";
import type { PostDeps } from "./post.ts";

/** Lists and reads what lies at a place, whatever kind it is. Never throws for anything an endpoint does. */
export interface PlaceReader {
  readonly list: (reading: PlaceReading) => Promise<ListReply>;
  readonly read: (reading: PlaceReading, id: string) => Promise<ItemReply>;
}

export interface PlaceTestDeps extends PostDeps, Omit<FhirDeps, "createOnly"> {
  /** Null without a key to seal for. */
  readonly letter: () => Promise<TestLetter | null>;
  readonly reader: PlaceReader;
}

/** Sends one letter without answers twice, with the code clients send with, and looks for it where the therapist reads. */
export function createPlaceTest(deps: PlaceTestDeps): (asked: PlaceToTest) => Promise<PlaceTest | null> {
  return async ({ place: { reading }, sendTo }) => {
    const reader = reading.kind === "hand" ? null : deps.reader;
    if (sendTo === null) return { first: null, second: null, back: await countWhatLies(reader, reading) };
    const sealed = await deps.letter();
    if (sealed === null) return null;
    const letter = sendTo.adapter === "fhir" ? await plainLetter(sealed, deps.now()) : sealed;
    const send = await createSender(deps, sendTo, letter);
    const first = await send();
    const second = isThere(first) ? await send() : null;
    // Where sending failed, what reading can do is said all the same.
    const back = isThere(first) ? await lookFor(reader, reading, letter) : await countWhatLies(reader, reading);
    return { first, second, back };
  };
}

async function createSender(deps: PlaceTestDeps, endpoint: InviteEndpoint, { id, bytes }: TestLetter) {
  const order = { id, bytes, sha256: await digest(bytes), endpoint };
  // As long as this test lasts: what a server was found to want is asked anew next time.
  const known = new Set<string>();
  const createOnly = {
    has: async (endpointId: string) => known.has(endpointId),
    add: async (endpointId: string) => known.add(endpointId),
  };
  return async (): Promise<LetterReply> => {
    let status: number | null = null;
    const noting = async (url: string, init: RequestInit): Promise<Response> => {
      status = null;
      const response = await deps.fetch(url, init);
      // 0: a redirect, of which browsers show no more.
      status = response.status === 0 ? null : response.status;
      return response;
    };
    const delivery: Delivery = await createDelivery({ ...deps, createOnly, fetch: noting })(order);
    return { delivery, status };
  };
}

async function countWhatLies(reader: PlaceReader | null, reading: PlaceReading): Promise<ReadBack> {
  if (reader === null) return { kind: "notTried" };
  const listed = await reader.list(reading);
  return listed.kind === "failed" ? listed : { kind: "readable", count: listed.items.length };
}

async function lookFor(reader: PlaceReader | null, reading: PlaceReading, letter: TestLetter): Promise<ReadBack> {
  if (reader === null) return { kind: "notTried" };
  const listed = await reader.list(reading);
  if (listed.kind === "failed") return listed;
  const copies = listed.items.filter(({ id }) => isFileNameOf(id, letter.id));
  if (copies.length === 0) return { kind: "notFound" };
  for (const { id } of copies) {
    const reply = await reader.read(reading, id);
    if (reply.kind === "failed") return reply;
    if (!isSame(reading, letter, reply.bytes)) return { kind: "altered" };
  }
  return { kind: "found", copies: copies.length };
}

/** Binary as it was sealed, or as the text that databases keep. A FHIR server writes its resources in its own way. */
function isSame({ kind }: PlaceReading, { bytes }: TestLetter, read: Uint8Array): boolean {
  if (kind === "fhir" || toBase64Url(bytes) === toBase64Url(read)) return true;
  return fromUtf8(read)?.trim() === armorOf(toBase64Url(bytes)).trim();
}

/** A FHIR server reads what it takes: an empty response, begun and given up, in nobody's name. */
async function plainLetter({ id }: TestLetter, nowMs: number): Promise<TestLetter> {
  const instrument = findInstrument(DEFAULT_INSTRUMENT);
  if (instrument === null) throw new RangeError("The core set ships with every version.");
  const framed = { id, client: "test", instrument: DEFAULT_INSTRUMENT, submittedAt: nowMs };
  const body = { ...toWithdrawnResponse(framed), status: "stopped" };
  const consent = { hash: await sha256Text("test"), at: isoMinute(nowMs) };
  return { id, bytes: toUtf8(JSON.stringify(toFhirResponse({ seq: 1, consent, body }, instrument))) };
}
