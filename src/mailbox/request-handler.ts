import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Address, formatCursor, isItemId, parseAddress } from "./address.ts";
import { isAgeFile } from "./age-file.ts";
import { selectItems } from "./box-index.ts";
import { parsePostedEnvelope } from "./posted-envelope.ts";
import { type Allowance, decideRate, type Rate } from "./rate.ts";
import { readBody, skipBody } from "./request-body.ts";
import type { Room } from "./room.ts";
import { isSigned } from "./signature.ts";
import type { PutOutcome, Store } from "./store.ts";
import { identifyBearer, type Role, type TokenRecord, type Tokens } from "./tokens.ts";

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
  /** What a client's token may still put into its box. */
  readonly allowanceOf: (tokenId: string) => Room;
  /** null: as fast as they come. */
  readonly rate: Rate | null;
  readonly now: () => number;
}

type BoxAddress = Extract<Address, { readonly box: string }>;

const REPLY_TO: Readonly<Record<PutOutcome, Reply>> = {
  created: { status: 201 },
  same: { status: 200 },
  other: { status: 409 },
  noBox: { status: 404 },
  // Of what is full, for whoever looks for the reason: the sender keeps its copy and tries again.
  boxFull: { status: 507, headers: { "Mailbox-Full": "box" } },
  tokenFull: { status: 507, headers: { "Mailbox-Full": "token" } },
  diskFull: { status: 507, headers: { "Mailbox-Full": "disk" } },
};
const NOT_KNOWN: Reply = { status: 401, headers: { "WWW-Authenticate": "Bearer" } };
const METHODS: Readonly<Record<BoxAddress["kind"], readonly string[]>> = {
  item: ["PUT", "GET", "DELETE"],
  box: ["POST", "GET"],
};

/** Answers one request. Throws only what a person running the mailbox must look at. */
export function createRequestHandler(deps: RequestHandlerDeps): (request: IncomingMessage) => Promise<Reply> {
  const allowances = new Map<string, Allowance>();

  async function authorize(headers: IncomingHttpHeaders, role: Role, box: string): Promise<TokenRecord | Reply> {
    const now = deps.now();
    const bearer = identifyBearer(headers.authorization, await deps.tokens(now));
    if (bearer.kind === "unknown") return NOT_KNOWN;
    if (bearer.kind === "revoked") return { status: 410 };
    const { record } = bearer;
    if (record.role !== role) return NOT_KNOWN;
    // The same reply for a box of somebody else and for none: nobody learns which boxes there are.
    if (record.box !== box) return { status: 404 };
    return (role === "client" ? takeTurn(record.id, now) : null) ?? record;
  }

  function takeTurn(tokenId: string, now: number): Reply | null {
    if (deps.rate === null) return null;
    const decision = decideRate(allowances.get(tokenId) ?? null, deps.rate, now);
    allowances.set(tokenId, decision.left);
    return decision.kind === "allowed" ? null : { status: 429, headers: { "Retry-After": String(decision.seconds) } };
  }

  /** The body as it was sent, signed where this token's must be. */
  async function takeWritten(
    request: IncomingMessage,
    writer: TokenRecord,
    id: string,
    limitBytes: number,
  ): Promise<Uint8Array | Reply> {
    const { headers } = request;
    const body = await takeBody(request, limitBytes);
    if (writer.secret === null || !(body instanceof Uint8Array)) return body;
    return isSigned(writer.secret, { id, headers, body, now: deps.now() }) ? body : NOT_KNOWN;
  }

  async function put(writer: TokenRecord, id: string, bytes: Uint8Array): Promise<Reply> {
    if (!isAgeFile(bytes)) return { status: 415 };
    const outcome = await deps.store.put(writer.box, id, bytes, deps.allowanceOf(writer.id));
    const reply = REPLY_TO[outcome];
    if (outcome !== "created" && outcome !== "same") return reply;
    return { ...jsonReply({ id, sha256: createHash("sha256").update(bytes).digest("hex") }), ...reply };
  }

  async function handlePut(request: IncomingMessage, writer: TokenRecord, id: string): Promise<Reply> {
    const body = await takeWritten(request, writer, id, LARGEST_ITEM_BYTES);
    return body instanceof Uint8Array ? put(writer, id, body) : body;
  }

  async function handlePost(request: IncomingMessage, writer: TokenRecord): Promise<Reply> {
    const id = request.headers["webhook-id"];
    if (typeof id !== "string" || !isItemId(id)) return { status: 400 };
    const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
    if (type === "application/octet-stream") return handlePut(request, writer, id);
    if (type !== "application/json") return { status: 415 };
    const body = await takeWritten(request, writer, id, LARGEST_POST_BYTES);
    if (!(body instanceof Uint8Array)) return body;
    const posted = parsePostedEnvelope(body, id);
    if (posted.kind === "notAnEnvelope") return { status: 400 };
    if (posted.kind === "notSealed") return { status: 415 };
    return posted.ageFile.length > LARGEST_ITEM_BYTES ? { status: 413 } : put(writer, id, posted.ageFile);
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
    const asking = await authorize(request.headers, writes ? "client" : "therapist", address.box);
    if ("status" in asking) return asking;
    if (address.kind === "box") return writes ? handlePost(request, asking) : handleList(address);
    if (writes) return handlePut(request, asking, address.id);
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
