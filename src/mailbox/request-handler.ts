import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Address, formatCursor, isItemId, parseAddress } from "./address.ts";
import { isAgeFile } from "./age-file.ts";
import { selectItems } from "./box-index.ts";
import { parsePostedEnvelope } from "./posted-envelope.ts";
import { type Allowance, decideRate, type Rate } from "./rate.ts";
import { readBody, skipBody } from "./request-body.ts";
import type { PutOutcome, Store } from "./store.ts";
import { identifyBearer, type Role, type Tokens } from "./tokens.ts";

/** The largest age file taken: a check-in with a long comment is 4 KB. */
export const LARGEST_ITEM_BYTES = 64 * 1024;
/** An item in armor, inside JSON. */
const LARGEST_POST_BYTES = Math.ceil(LARGEST_ITEM_BYTES * 1.5);

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface RequestHandlerDeps {
  readonly store: Store;
  readonly tokens: (now: number) => Promise<Tokens>;
  /** null: as fast as they come. */
  readonly rate: Rate | null;
  readonly now: () => number;
}

type BoxAddress = Extract<Address, { readonly box: string }>;

const STATUS_OF: Readonly<Record<PutOutcome, number>> = { created: 201, same: 200, other: 409, full: 507, noBox: 404 };
const METHODS: Readonly<Record<BoxAddress["kind"], readonly string[]>> = {
  item: ["PUT", "GET", "DELETE"],
  box: ["POST", "GET"],
};

/** Answers one request. Throws only what a person running the mailbox must look at. */
export function createRequestHandler(deps: RequestHandlerDeps): (request: IncomingMessage) => Promise<Reply> {
  const allowances = new Map<string, Allowance>();

  async function authorize(headers: IncomingHttpHeaders, role: Role, box: string): Promise<Reply | null> {
    const now = deps.now();
    const bearer = identifyBearer(headers.authorization, await deps.tokens(now));
    if (bearer.kind === "unknown") return { status: 401, headers: { "WWW-Authenticate": "Bearer" } };
    if (bearer.kind === "revoked") return { status: 410 };
    const { record } = bearer;
    if (record.role !== role) return { status: 401, headers: { "WWW-Authenticate": "Bearer" } };
    // The same reply for a box of somebody else and for none: nobody learns which boxes there are.
    if (record.box !== box) return { status: 404 };
    return role === "client" ? takeTurn(record.id, now) : null;
  }

  function takeTurn(tokenId: string, now: number): Reply | null {
    if (deps.rate === null) return null;
    const decision = decideRate(allowances.get(tokenId) ?? null, deps.rate, now);
    allowances.set(tokenId, decision.left);
    return decision.kind === "allowed" ? null : { status: 429, headers: { "Retry-After": String(decision.seconds) } };
  }

  async function put(box: string, id: string, bytes: Uint8Array): Promise<Reply> {
    if (!isAgeFile(bytes)) return { status: 415 };
    const outcome = await deps.store.put(box, id, bytes);
    const status = STATUS_OF[outcome];
    if (outcome !== "created" && outcome !== "same") return { status };
    return { ...jsonReply({ id, sha256: createHash("sha256").update(bytes).digest("hex") }), status };
  }

  async function handlePut(request: IncomingMessage, box: string, id: string): Promise<Reply> {
    const body = await takeBody(request, LARGEST_ITEM_BYTES);
    return body instanceof Uint8Array ? put(box, id, body) : body;
  }

  async function handlePost(request: IncomingMessage, box: string): Promise<Reply> {
    const id = request.headers["webhook-id"];
    if (typeof id !== "string" || !isItemId(id)) return { status: 400 };
    const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
    if (type === "application/octet-stream") return handlePut(request, box, id);
    if (type !== "application/json") return { status: 415 };
    const body = await takeBody(request, LARGEST_POST_BYTES);
    if (!(body instanceof Uint8Array)) return body;
    const posted = parsePostedEnvelope(body, id);
    if (posted.kind === "notAnEnvelope") return { status: 400 };
    if (posted.kind === "notSealed") return { status: 415 };
    return posted.ageFile.length > LARGEST_ITEM_BYTES ? { status: 413 } : put(box, id, posted.ageFile);
  }

  async function handleList(address: Extract<Address, { kind: "box" }>): Promise<Reply> {
    const all = await deps.store.list(address.box);
    if (all === null) return { status: 404 };
    const { items, next } = selectItems(all, address.query);
    return jsonReply({ items, next: next === null ? null : formatCursor(next) });
  }

  async function handleGet(box: string, id: string): Promise<Reply> {
    const body = await deps.store.read(box, id);
    if (body === null) return { status: 404 };
    return { status: 200, headers: { "Content-Type": "application/octet-stream" }, body };
  }

  async function answer(request: IncomingMessage, address: BoxAddress): Promise<Reply> {
    const writes = request.method === "PUT" || request.method === "POST";
    const refusal = await authorize(request.headers, writes ? "client" : "therapist", address.box);
    if (refusal !== null) return refusal;
    if (address.kind === "box") return writes ? handlePost(request, address.box) : handleList(address);
    if (writes) return handlePut(request, address.box, address.id);
    if (request.method === "GET") return handleGet(address.box, address.id);
    return { status: (await deps.store.remove(address.box, address.id)) ? 204 : 404 };
  }

  return async (request) => {
    const address = parseAddress(request.url ?? "");
    const reply = await answerAddress(request, address);
    if (reply.status >= 400 && !request.readableEnded) await skipBody(request);
    return reply;
  };

  async function answerAddress(request: IncomingMessage, address: Address): Promise<Reply> {
    switch (address.kind) {
      case "nowhere":
        return { status: 404 };
      case "badId":
      case "badQuery":
        return { status: 400 };
      case "item":
      case "box": {
        const methods = METHODS[address.kind];
        if (!methods.includes(request.method ?? "")) return { status: 405, headers: { Allow: methods.join(", ") } };
        return answer(request, address);
      }
    }
  }
}

async function takeBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array | Reply> {
  const length = request.headers["content-length"];
  if (length === undefined) return { status: 411 };
  if (Number(length) > limitBytes) return { status: 413 };
  const body = await readBody(request, limitBytes);
  if (body === "tooLarge") return { status: 413 };
  return body === "cutOff" ? { status: 400 } : body;
}

function jsonReply(value: unknown): Reply {
  const body = Buffer.from(JSON.stringify(value));
  return { status: 200, headers: { "Content-Type": "application/json" }, body };
}
