import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PLACE_CARDS, PLACE_KINDS } from "../src/ui/therapist/place-kinds.ts";

const ROOT = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");
const FILES = readdirSync(new URL("public/templates/", ROOT));
const PEERS = readdirSync(new URL("tests/peers/", ROOT)).filter((name) => name.endsWith(".ts"));

test("every template has its place on the therapist page, and every one named there is in the package", () => {
  const named = PLACE_KINDS.flatMap((kind) => PLACE_CARDS[kind].templates.map(({ file }) => file));
  expect([...named].sort()).toEqual([...FILES].sort());
});

/** Only n8n's was not run: it is neither in npm for this version of Node nor in Debian 12, which its own words say. */
test.each(FILES.filter((file) => file !== "n8n.json"))("%s is the very file that a peer is set up with", (file) => {
  expect(PEERS.some((name) => read(`tests/peers/${name}`).includes(`readTemplate("${file}"`))).toBe(true);
});

test("what was not run says so, in every language", () => {
  const words: Readonly<Record<string, RegExp>> = {
    en: /has not been run/,
    de: /nicht ausgeführt/,
    fr: /non exécuté/,
    es: /no se ha ejecutado/,
    pt_BR: /não foi executado/,
    zh_CN: /未实际运行/,
    ar: /ولم يُشغَّل/,
  };
  for (const [locale, said] of Object.entries(words)) {
    const messages = JSON.parse(read(`public/_locales/${locale}/messages.json`)) as Record<string, { message: string }>;
    expect(messages.therapistTemplateN8nHow!.message, locale).toMatch(said);
  }
});

test("docs/endpoints.md points at each template instead of repeating it", () => {
  const page = read("docs/endpoints.md");
  for (const file of FILES) expect(page).toContain(`(../public/templates/${file})`);
});

interface N8nNode {
  readonly name: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

describe("the n8n workflow, as far as it can be looked at without n8n", () => {
  const flow = JSON.parse(read("public/templates/n8n.json")) as {
    readonly nodes: readonly N8nNode[];
    readonly connections: Readonly<
      Record<string, { readonly main: readonly (readonly { readonly node: string }[])[] }>
    >;
  };
  const [webhook, table] = flow.nodes;

  test("answers after the row was written, and lets nobody in without a key", () => {
    expect(webhook!.parameters).toMatchObject({
      httpMethod: "POST",
      responseMode: "lastNode",
      authentication: "headerAuth",
    });
    expect(flow.connections[webhook!.name]!.main).toEqual([[{ node: table!.name, type: "main", index: 0 }]]);
  });

  test("writes one row for each id, however often it comes", () => {
    expect(table!.parameters).toMatchObject({ operation: "upsert" });
    expect(JSON.stringify(table!.parameters.filters)).toContain("$json.body.id");
  });
});

describe("the function of the Node-RED flow", () => {
  const flow = JSON.parse(read("public/templates/node-red.json")) as readonly {
    readonly type: string;
    readonly func?: string;
  }[];
  const SECRET = `whsec_${Buffer.from("twenty-four bytes of key").toString("base64")}`;
  const ID = "0b6c1d1e-6f0a-4c52-9b34-0f6a6a3f5c11";

  /** One message to a folder in memory, whose disk can be full. */
  function play(changed: { secret?: string; at?: number; id?: string; signed?: string; full?: boolean } = {}) {
    const { secret = SECRET, at = Math.floor(Date.now() / 1000), id = ID, full = false } = changed;
    const text = JSON.stringify({ id, data: "sealed" });
    const key = Buffer.from("twenty-four bytes of key");
    const signature = `v1,${createHmac("sha256", key)
      .update(`${id}.${at}.${changed.signed ?? text}`)
      .digest("base64")}`;
    const files = new Map<string, string>();
    const fs = {
      openSync: (name: string) => {
        if (full) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
        return name;
      },
      writeFileSync: (name: string, data: string) => void files.set(name, data),
      fsyncSync: () => undefined,
      closeSync: () => undefined,
      linkSync: (from: string, to: string) => {
        if (files.has(to)) throw Object.assign(new Error("there"), { code: "EEXIST" });
        files.set(to, files.get(from)!);
      },
      rmSync: (name: string) => void files.delete(name),
    };
    const env = { get: (name: string) => (name === "SECRET" ? secret : "/srv/answers") };
    // Text in the flow, as Node-RED itself makes a function of it.
    // oxlint-disable-next-line typescript/no-implied-eval
    const run = new Function("msg", "env", "crypto", "fs", "path", "node", flow.find(({ func }) => func)!.func!);
    const headers = { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signature };
    const crypto = process.getBuiltinModule("node:crypto");
    const path = process.getBuiltinModule("node:path");
    const send = () =>
      (
        run({ payload: Buffer.from(text), req: { headers } }, env, crypto, fs, path, { error: () => undefined }) as {
          statusCode: number;
        }
      ).statusCode;
    return { send, files };
  }

  test("writes an answer once: 201, then 200, and nothing half written stays", () => {
    const { send, files } = play();
    expect([send(), send()]).toEqual([201, 200]);
    expect([...files]).toEqual([[`/srv/answers/${ID}.age`, "sealed"]]);
  });

  test.each([
    ["another text than was signed", { signed: "{}" }, 401],
    ["a signature of ten minutes ago", { at: Math.floor(Date.now() / 1000) - 600 }, 401],
    ["a secret that nobody filled in", { secret: "whsec_PUT_YOUR_SECRET_HERE" }, 401],
    ["a name that climbs out of the folder", { id: "../../etc/passwd" }, 400],
    ["a full disk", { full: true }, 503],
  ])("%s is refused with its status, and nothing is written", (_, changed, status) => {
    const { send, files } = play(changed);
    expect(send()).toBe(status);
    expect(files.size).toBe(0);
  });
});
