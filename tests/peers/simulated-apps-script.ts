import { createContext, runInContext } from "node:vm";
import type { PostDeps } from "../../src/adapters/endpoint/post.ts";
import { type Answer, type Received, startHttpPeer } from "./http-peer.ts";
import type { Peer } from "./peer.ts";
import { readTemplate } from "./template.ts";

const SCRIPT = readTemplate("apps-script.gs");
const PAGE = { "content-type": "text/html; charset=utf-8" };

export const KEY = "0123456789abcdefghijklmnopqrstuv";
export const ADDRESS = "https://script.google.com/macros/s/deployed/exec";

export interface SimulatedGoogle extends Peer {
  /** Finds Google's hosts on this machine and follows a redirect as a browser does. */
  readonly fetch: PostDeps["fetch"];
  /** How the next requests fare: `asks` wants somebody to sign in, `breaks` is a script that throws. */
  readonly behave: (as: "well" | "asks" | "breaks") => void;
}

/**
 * Simulated after its documents ("Web apps", "Content service"): the script is ours, the one of public/templates; Google's
 * services and hosts around it are stand-ins. What a script returns is fetched from another host by a redirect; a script
 * that throws, and a sign-in, are web pages with status 200.
 */
export async function startSimulatedAppsScript(): Promise<SimulatedGoogle> {
  const rows: (readonly string[])[] = [];
  const said: string[] = [];
  const { doPost } = loadScript(rows);
  let behaviour: Parameters<SimulatedGoogle["behave"]>[0] = "well";

  const { url, stop } = await startHttpPeer(({ method, path, body }: Received): Answer => {
    const [, host, rest = ""] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
    if (host === "accounts.google.com") return { status: 200, headers: PAGE, body: "<h1>Sign in</h1>" };
    if (host === "script.googleusercontent.com") {
      return { status: 200, headers: { "content-type": "application/json" }, body: said[Number(rest.split("=")[1])]! };
    }
    if (method !== "POST" || rest !== "/macros/s/deployed/exec") return { status: 404, headers: PAGE };
    if (behaviour === "asks") return { status: 302, headers: { location: "https://accounts.google.com/ServiceLogin" } };
    if (behaviour === "breaks") return { status: 200, headers: PAGE, body: "<title>Error</title>" };
    const words = doPost({ postData: { contents: String(body) } }).text;
    const location = `https://script.googleusercontent.com/macros/echo?user_content_key=${said.push(words) - 1}`;
    return { status: 302, headers: { location } };
  });
  return {
    url,
    stop,
    stored: async () => new Map(rows.map(([, , data], index) => [`${index}`, Buffer.from(data!)])),
    fetch: createGoogleFetch(url),
    behave: (as) => void (behaviour = as),
  };
}

interface Output {
  readonly text: string;
}
type DoPost = (event: { readonly postData: { readonly contents: string } }) => Output;

function loadScript(rows: (readonly string[])[]): { readonly doPost: DoPost } {
  const find = (text: string) => (rows.some((row) => row.includes(text)) ? {} : null);
  const sheet = {
    appendRow: (row: readonly string[]) => void rows.push(row),
    createTextFinder: (text: string) => ({ matchEntireCell: () => ({ findNext: () => find(text) }) }),
  };
  const services = {
    PropertiesService: {
      getScriptProperties: () => ({ getProperty: (name: string) => (name === "KEY" ? KEY : null) }),
    },
    LockService: { getScriptLock: () => ({ waitLock: () => undefined, releaseLock: () => undefined }) },
    SpreadsheetApp: { getActiveSpreadsheet: () => ({ getSheets: () => [sheet] }), flush: () => undefined },
    ContentService: { MimeType: {}, createTextOutput: (text: string) => ({ setMimeType: () => ({ text }) }) },
  };
  const context = createContext(services);
  runInContext(SCRIPT, context);
  return context as unknown as { readonly doPost: DoPost };
}

function createGoogleFetch(peerUrl: string): PostDeps["fetch"] {
  const here = (url: string): string => `${peerUrl}/${url.slice("https://".length)}`;
  return async (url, init) => {
    const first = await fetch(here(url), { ...init, redirect: "manual" });
    const goal = first.headers.get("location");
    if (init.redirect !== "follow" || goal === null) return first;
    const last = await fetch(here(goal), { signal: init.signal ?? null });
    return Object.defineProperties(last, { url: { value: goal }, redirected: { value: true } });
  };
}
