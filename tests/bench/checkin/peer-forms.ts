import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bundlePeer } from "../peer-pages.ts";
import { plainForm, surveyJson } from "../same-items.ts";
import { FIRST_ITEM } from "./opening.ts";

export interface PeerForm {
  readonly name: string;
  readonly path: string;
  /** What a person could answer first. */
  readonly firstItem: string;
}

export const SURVEY: PeerForm = {
  name: "survey-js-ui 2.5.38",
  path: "/survey.html",
  firstItem: '[data-name="B1"] input[type="radio"]',
};
export const PLAIN: PeerForm = { name: "a plain form, the floor", path: "/plain.html", firstItem: FIRST_ITEM };

export interface PeerForms {
  readonly origin: string;
  readonly stop: () => void;
}

/** The same items by others. What does not change may be kept by the browser, as a package's files are at hand. */
export async function servePeerForms(): Promise<PeerForms> {
  const { script, style } = await bundlePeer("survey");
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    [SURVEY.path]: ["text/html", surveyPage()],
    [PLAIN.path]: ["text/html", plainForm()],
    "/survey.js": ["text/javascript", script],
    "/survey.css": ["text/css", style],
  };
  const server = createServer(({ url = "" }, reply) => {
    const [type, body] = files[url] ?? [];
    if (type === undefined) return void reply.writeHead(404).end();
    reply.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "max-age=3600" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function surveyPage(): string {
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Survey</title>';
  const looks = '<link rel="stylesheet" href="/survey.css"><script src="/survey.js"></script>';
  const show = `showSurvey(${JSON.stringify(surveyJson())}, document.getElementById("form"));`;
  return `${head}${looks}<body><div id="form"></div><script>${show}</script></body></html>`;
}
