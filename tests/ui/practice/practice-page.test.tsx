// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import type { PilotPart } from "../../../src/core/practice/pilot.ts";
import { writePracticeExport } from "../../../src/protocol/practice-export.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { PracticePage } from "../../../src/ui/practice/PracticePage.tsx";
import type { PracticeActions, SealedReply } from "../../../src/ui/practice/practice-actions.ts";
import { LanguageContext } from "../../../src/ui/therapist/formats.ts";
import { pilot, pilotCheckIn } from "../../core/practice/pilots.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { LANGUAGE } from "../therapist/open-therapist.tsx";

afterEach(cleanup);

const PARTS = pilot([8, 8, 8], (n) => ({
  platform: n < 2 ? "zoom-web" : n < 5 ? "doxy-me" : null,
  held: 4,
  checkIns: ["2026-W31", "2026-W32", "2026-W33"].map((week) => pilotCheckIn({ week, tense: n < 3 })),
}));
const fileOf = (part: PilotPart): File =>
  new File([writePracticeExport(part)], `of-${part.therapist}.json`, { type: "application/json" });

function open(actions: Partial<PracticeActions> = {}) {
  const user = userEvent.setup();
  const saved: { readonly name: string; readonly text: string }[] = [];
  let printed = 0;
  const usual: PracticeActions = {
    openSealed: async () => ({ kind: "stopped" }),
    saveText: (name, text) => saved.push({ name, text }),
    print: () => (printed += 1),
    now: () => Date.parse("2026-11-23T18:30:00Z"),
    ...actions,
  };
  render(
    <StringsContext.Provider value={english}>
      <LanguageContext.Provider value="en-GB">
        <PracticePage actions={usual} language={LANGUAGE} />
      </LanguageContext.Provider>
    </StringsContext.Provider>,
  );
  return { user, saved, printed: () => printed };
}

async function openFigures(parts: readonly PilotPart[] = PARTS) {
  const opened = open();
  await opened.user.upload(screen.getByLabelText("Choose files"), parts.map(fileOf));
  await opened.user.click(await screen.findByRole("button", { name: "Show pooled figures" }));
  return opened;
}

describe("bringing files", () => {
  test("begins with nothing, and says how many are needed", async () => {
    open();
    expect(screen.getByRole("heading", { level: 1, name: "Practice figures" })).toBeTruthy();
    expect(screen.getByText(/at least 3 therapists/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show pooled figures" })).toBeNull();
    await expectAccessible(document.body);
  });

  test("two therapists are too few to show anything of", async () => {
    const { user } = open();
    await user.upload(screen.getByLabelText("Choose files"), PARTS.slice(0, 2).map(fileOf));
    expect(await screen.findByText("Therapists with check-ins: 2")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show pooled figures" })).toBeNull();
  });

  test("each file that cannot be taken is named with its reason, and the others count", async () => {
    const { user } = open();
    const text = writePracticeExport(PARTS[1]!);
    await user.upload(screen.getByLabelText("Choose files"), [
      fileOf(PARTS[0]!),
      new File(["{}"], "other.json", { type: "application/json" }),
      new File([text.replace('"v":1', '"v":2')], "newer.json", { type: "application/json" }),
      new File([text.replace('"tense":true', '"tense":7')], "altered.json", { type: "application/json" }),
      fileOf(PARTS[0]!),
    ]);
    const items = (await screen.findAllByRole("listitem")).map(({ textContent }) => textContent);
    expect(items).toEqual([
      "other.json: not a practice file",
      "newer.json: of a newer version; update Aftersession here",
      "altered.json: altered or cut short; ask for it again",
      "of-t0.json: brought already",
    ]);
    expect(screen.getByText("Therapists with check-ins: 1")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("starting over forgets everything", async () => {
    const { user } = open();
    await user.upload(screen.getByLabelText("Choose files"), PARTS.map(fileOf));
    await user.click(await screen.findByRole("button", { name: "Start over" }));
    expect(screen.queryByText(/Therapists with check-ins/)).toBeNull();
  });
});

describe("sealed answers", () => {
  async function bring(reply: SealedReply, files = [new File(["x"], "a.age")]) {
    const opened = open({ openSealed: async () => reply });
    await opened.user.click(screen.getByText("Or sealed answers that the practice may open"));
    expect(screen.queryByLabelText("Folder of sealed files")).toBeNull();
    await opened.user.upload(
      screen.getByLabelText("The practice's key file"),
      new File(["key"], "key.txt", { type: "text/plain" }),
    );
    await opened.user.upload(await screen.findByLabelText("Folder of sealed files"), files);
    return opened;
  }

  test("count like files, and what could not be opened or proven is said", async () => {
    await bring({ kind: "read", parts: PARTS, counts: { refused: 2, unproven: 5 } });
    expect(await screen.findByText("Therapists with check-ins: 3")).toBeTruthy();
    expect(screen.getByText(/could not be opened or trusted: 2/)).toBeTruthy();
    expect(screen.getByText(/no list says who wrote them: 5/)).toBeTruthy();
    await expectAccessible(document.body);
  });

  test.each([
    [{ kind: "badKey", reason: "noKey" }, /key/],
    [{ kind: "badList" }, /Nothing was changed/],
  ] as const)("%j is said in words", async (reply, words) => {
    await bring(reply);
    expect((await screen.findByRole("alert")).textContent).toMatch(words);
  });

  test("a folder without any says so", async () => {
    await bring({ kind: "stopped" }, [new File(["x"], "notes.txt")]);
    expect((await screen.findByRole("alert")).textContent).toMatch(/\.age/);
  });
});

describe("pooled figures", () => {
  test("are shown of all together, by service and by week, with what is hidden hidden", async () => {
    await openFigures();
    expect(await screen.findByRole("heading", { level: 1, name: "Pilot report" })).toBeTruthy();
    const total = screen.getByRole("region", { name: "All together" });
    expect(total.textContent).toContain("Clients24");
    expect(total.textContent).toContain("72 of 96 (75%)");
    expect(total.textContent).toContain("27 of 72 (38%)");
    const rows = screen.getAllByRole("row").map(({ textContent }) => textContent);
    expect(rows).toContain("Doxy.me2730 sec–27 of 36 (75%)–");
    expect(rows).toContain("2026-W322430 sec9 of 24 (38%)");
    await expectAccessible(document.body);
  });

  test("say met, not met, too few or not known of each yardstick, in words", async () => {
    await openFigures();
    const yardsticks = within(screen.getByRole("region", { name: "Pilot yardsticks" }));
    expect(
      yardsticks
        .getAllByRole("listitem")
        .map(({ textContent }) => /Met|Not met|Too few to say|Not known/.exec(textContent ?? "")?.[0]),
    ).toEqual(["Met", "Met", "Not known", "Not known"]);
  });

  test("say of nobody whose they are: no file, no therapist, no way to sort", async () => {
    await openFigures();
    expect(document.body.textContent).not.toMatch(/of-t\d|\bt0\b|\bc0\b/);
    expect(screen.queryAllByRole("combobox", { name: /therapist|file/i })).toEqual([]);
    expect(screen.queryAllByRole("columnheader").every((head) => within(head).queryByRole("button") === null)).toBe(
      true,
    );
  });

  test("take no further file: only anew", async () => {
    const { user } = await openFigures();
    expect(screen.queryByLabelText("Choose files")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Start over" }));
    expect(await screen.findByLabelText("Choose files")).toBeTruthy();
  });

  test("can be printed, and saved for research with a dictionary", async () => {
    const { user, saved, printed } = await openFigures();
    await user.click(screen.getByRole("button", { name: "Print one page" }));
    await user.click(screen.getByRole("button", { name: "Save figures and dictionary" }));
    expect(printed()).toBe(1);
    expect(saved.map(({ name }) => name)).toEqual([
      "aftersession-pooled-2026-11-23.csv",
      "aftersession-pooled-dictionary.csv",
    ]);
    expect(screen.getByText(/Single responses are not in it/)).toBeTruthy();
  });

  test("of few clients each are dashes, and the yardsticks say that it is too few", async () => {
    await openFigures(pilot([1, 1, 1], () => ({ held: 3 })));
    const total = within(screen.getByRole("region", { name: "All together" }));
    expect(total.getAllByRole("definition").map(({ textContent }) => textContent)).toEqual(Array(7).fill("–"));
    expect(screen.getAllByText("Too few to say")).toHaveLength(2);
    await expectAccessible(document.body);
  });
});
