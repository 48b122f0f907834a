// @vitest-environment happy-dom

import { cleanup, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { FhirTarget, PushReply } from "../../../src/protocol/fhir-target.ts";
import { NOTHING_MANAGED } from "../../../src/protocol/managed-values.ts";
import { readPracticeExport } from "../../../src/protocol/practice-export.ts";
import type { ClientHolding } from "../../../src/ui/therapist/removing.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, KEY, openTherapist, PLACE, responseFile, type Situation } from "./open-therapist.tsx";

afterEach(cleanup);

const CALM = { B1: 8, G1: 8, T1: 8, R1: "no", N1: "The letter" };
const CLIENTS = [clientRecord(), clientRecord({ client: "c2", label: "B. N." })];
const FILES = [1, 2, 3].map((seq) => responseFile(seq, CALM)).concat(responseFile(1, CALM, { client: "c2" }));

async function openExport({ desk, files = FILES, actions }: Situation = {}) {
  const saved: { readonly name: string; readonly text: string }[] = [];
  const opened = await openTherapist({
    desk: { clients: CLIENTS, ...desk },
    files,
    actions: { saveText: (name, text) => saved.push({ name, text }), ...actions },
  });
  await opened.user.click(button("Export"));
  await screen.findByRole("heading", { level: 1, name: "Export and delete" });
  return { ...opened, saved };
}
const region = (name: string) => within(screen.getByRole("region", { name }));

describe("files", () => {
  test("a table of everybody is saved, with neither words nor names", async () => {
    const { user, saved } = await openExport();
    await user.click(await screen.findByRole("button", { name: "Save file" }));
    expect(saved.map(({ name }) => name)).toEqual(["aftersession-2026-11-23.csv"]);
    expect(saved[0]!.text.split("\r\n")).toHaveLength(6);
    expect(saved[0]!.text).not.toMatch(/letter|A\. M\./);
    expect(screen.getByText("Saved in your downloads. Responses: 4")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("one client alone, with words and names, where the therapist says so", async () => {
    const { user, saved } = await openExport();
    const files = region("Save as a file");
    await user.selectOptions(files.getByRole("combobox", { name: "Whose responses" }), "c2");
    await user.click(files.getByRole("radio", { name: /JSON/ }));
    await user.click(files.getByRole("checkbox", { name: /own words/ }));
    await user.click(files.getByRole("checkbox", { name: /my own names/ }));
    await user.click(files.getByRole("button", { name: "Save file" }));
    const lines = saved[0]!.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([{ client: "c2", label: "B. N.", answers: { N1: "The letter" } }]);
  });

  test("REDCap gets two files, a FHIR server a Bundle; neither has a place for names", async () => {
    const { user, saved } = await openExport();
    await user.click(screen.getByRole("radio", { name: /REDCap/ }));
    expect(screen.queryByRole("checkbox", { name: /my own names/ })).toBeNull();
    await user.click(button("Save both files"));
    await user.click(screen.getByRole("radio", { name: /FHIR/ }));
    await user.click(button("Save file"));
    expect(saved.map(({ name }) => name.replace("aftersession-2026-11-23-", ""))).toEqual([
      "redcap-import.csv",
      "redcap-dictionary.csv",
      "fhir-bundle.json",
    ]);
  });

  test("says how many responses a format has no place for", async () => {
    const twice = [responseFile(1, CALM), { ...responseFile(1, CALM), id: "c1-other", name: "c1-other" }];
    const { user } = await openExport({ files: twice });
    await user.click(screen.getByRole("radio", { name: /REDCap/ }));
    await user.click(button("Save both files"));
    expect(screen.getByText(/no place for them: 2/)).toBeTruthy();
  });

  test("without responses there is nothing to press, and it says so", async () => {
    await openExport({ files: [] });
    expect(screen.queryByRole("button", { name: "Save file" })).toBeNull();
    expect(screen.getAllByText("There are no responses to export yet.")).toHaveLength(3);
    await expectAccessible(document.body);
  });

  test("says that it still opens what came", async () => {
    await openExport({ actions: { openInbox: () => new Promise(() => {}) } });
    expect(screen.getByText("Opening the responses …")).toBeTruthy();
  });
});

describe("a FHIR server", () => {
  async function send(reply: PushReply, { url = "https://fhir.example/r4", allowed = true, keep = false } = {}) {
    const sent: { readonly server: FhirTarget; readonly transaction: object }[] = [];
    const asked: string[] = [];
    const kept: (FhirTarget | null)[] = [];
    const { user } = await openExport({
      actions: {
        requestAnswersHost: async (origin) => asked.push(origin) > 0 && allowed,
        keepServer: async (server) => void kept.push(server),
        sendTransaction: async (server, transaction) => {
          sent.push({ server, transaction });
          return reply;
        },
      },
    });
    const form = region("Send to a FHIR server");
    await user.type(form.getByRole("textbox", { name: "Address of the server" }), url);
    await user.type(form.getByLabelText("Access token"), "t0k");
    if (keep) await user.click(form.getByRole("checkbox", { name: /encrypted/ }));
    await user.click(form.getByRole("button", { name: "Send" }));
    return { form, sent, asked, kept };
  }

  test("is asked for in the click, and gets each response by itself", async () => {
    const { form, sent, asked, kept } = await send({ kind: "stored", created: 5, there: 0 });
    expect(await form.findByText("New on the server: 4")).toBeTruthy();
    expect(form.getByText("Sent: 4 of 4")).toBeTruthy();
    expect(asked).toEqual(["https://fhir.example"]);
    expect(new Set(sent.map(({ server }) => `${server.url} ${server.token}`))).toEqual(
      new Set(["https://fhir.example/r4 t0k"]),
    );
    expect(JSON.stringify(sent)).not.toContain("letter");
    expect(kept).toEqual([null]);
    await expectAccessible(document.body);
  });

  test("that has all of it says so", async () => {
    const { form } = await send({ kind: "stored", created: 0, there: 5 });
    expect(await form.findByText("There already: 4")).toBeTruthy();
  });

  test("an address under /m/ stays as it was typed", async () => {
    const { form, sent } = await send({ kind: "stored", created: 5, there: 0 }, { url: "https://fhir.example/m/r4" });
    await form.findByText("Sent: 4 of 4");
    expect(sent[0]!.server.url).toBe("https://fhir.example/m/r4");
  });

  test("is kept only where the therapist says so", async () => {
    const { form, kept } = await send({ kind: "stored", created: 5, there: 0 }, { keep: true });
    await form.findByText("Sent: 4 of 4");
    expect(kept).toEqual([{ url: "https://fhir.example/r4", token: "t0k" }]);
  });

  test("that refuses single responses gets the others all the same", async () => {
    const { form, sent } = await send({ kind: "refused", reason: "rejected" });
    expect(await form.findByText("Refused by the server: 4")).toBeTruthy();
    expect(sent).toHaveLength(4);
  });

  test.each([
    ["wrongToken", /refuses this token/],
    ["noReply", /nothing will be doubled/],
    ["noServer", /No FHIR server/],
    ["moved", /leads elsewhere/],
    ["busy", /busy or in trouble/],
  ] as const)("that fails with %s is not asked again, and why is said in words", async (reason, words) => {
    const { form, sent } = await send({ kind: "failed", reason });
    expect(await form.findByText(words)).toBeTruthy();
    expect(sent).toHaveLength(1);
  });

  test("nothing is sent without the browser's permission", async () => {
    const { form, sent } = await send({ kind: "stored", created: 5, there: 0 }, { allowed: false });
    expect(await form.findByText(/Nothing was sent/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  test("an address that is none asks for nothing", async () => {
    const { form, asked } = await send({ kind: "stored", created: 5, there: 0 }, { url: "http://fhir.example" });
    expect(form.getByRole("alert")).toBeTruthy();
    expect(asked).toEqual([]);
  });
});

describe("the practice file", () => {
  test("has what may be pooled, and the sessions the therapist wrote down", async () => {
    const { user, saved } = await openExport();
    const pilot = region("A file for your practice's pilot");
    await user.type(pilot.getByRole("textbox", { name: "Sessions held: A. M." }), "5");
    await user.click(pilot.getByRole("button", { name: "Save practice file" }));
    const reading = readPracticeExport(saved[0]!.text);
    expect(saved[0]!.name).toBe("aftersession-practice-2026-11-23.json");
    expect(reading).toMatchObject({ kind: "read" });
    if (reading.kind === "read") {
      expect(reading.part.clients.map(({ held, checkIns }) => [held, checkIns.length]).sort()).toEqual([
        [null, 1],
        [5, 3],
      ]);
    }
    expect(saved[0]!.text).not.toMatch(/"c1"|"c2"|A\. M\.|letter/);
    expect(screen.getByText("Saved in your downloads. Clients: 2")).toBeTruthy();
  });

  test.each(["2", "many", "-1"])("is not saved with %s sessions for three check-ins", async (typed) => {
    const { user, saved } = await openExport();
    await user.type(screen.getByRole("textbox", { name: "Sessions held: A. M." }), typed);
    await user.click(button("Save practice file"));
    expect(saved).toEqual([]);
    expect(screen.getByRole("alert").textContent).toMatch(/whole number/);
    await expectAccessible(document.body);
  });
});

describe("deleting a client", () => {
  async function ask(actions: Situation["actions"] = {}) {
    const removed: ClientHolding[] = [];
    const opened = await openExport({
      actions: {
        load: async () => ({
          key: KEY,
          place: PLACE,
          practice: null,
          managed: NOTHING_MANAGED,
          clients: removed.length === 0 ? CLIENTS : CLIENTS.slice(1),
          instruments: [],
        }),
        findClient: async (clients) => ({
          clients,
          files: [
            ["a", "d"],
            ["b", "e"],
          ],
          records: 7,
        }),
        removeClient: async (holding) => {
          removed.push(holding);
          return [CLIENTS[1]!];
        },
        ...actions,
      },
    });
    const card = region("Delete a client");
    await opened.user.selectOptions(card.getByRole("combobox", { name: "Client to delete" }), "c1");
    await opened.user.click(card.getByRole("button", { name: "See what would be deleted" }));
    await card.findByText("Sealed responses: 2");
    return { ...opened, card, removed };
  }

  test("says what there is, what stays, and that nothing brings it back, before anything is gone", async () => {
    const { card, removed } = await ask();
    expect(card.getByRole("heading", { name: "Delete A. M. for good?" })).toBe(document.activeElement);
    expect(card.getByText("Notes and other records: 7")).toBeTruthy();
    expect(card.getByText(/Not deleted are/)).toBeTruthy();
    expect(removed).toEqual([]);
    await expectAccessible(document.body);
  });

  test("offers everything of the client as a file first", async () => {
    const { user, saved } = await ask();
    await user.click(button("Save everything first"));
    const lines = saved[0]!.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly client: string });
    expect(lines.map(({ client }) => client)).toEqual(["c1", "c1", "c1"]);
    expect(saved[0]!.text).toContain("The letter");
  });

  test("deletes after the second yes, and the client is gone from the page", async () => {
    const { user, card, removed } = await ask();
    await user.click(button("Delete for good"));
    expect(await card.findByText("Deleted. Sealed responses: 2")).toBeTruthy();
    expect(removed).toHaveLength(1);
    expect(screen.queryByRole("option", { name: "A. M." })).toBeNull();
  });

  test("Cancel deletes nothing", async () => {
    const { user, removed } = await ask();
    await user.click(button("Cancel"));
    expect(removed).toEqual([]);
    expect(screen.queryByRole("button", { name: "Delete for good" })).toBeNull();
  });

  test("a full disk has lost nothing, and the page says so", async () => {
    const { user } = await ask({ removeClient: async () => Promise.reject(new Error("QuotaExceededError")) });
    await user.click(button("Delete for good"));
    expect((await screen.findByRole("alert")).textContent).toMatch(/Nothing was deleted/);
  });
});
