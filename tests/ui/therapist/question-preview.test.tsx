// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import type { AskBackground, PageRequestKind } from "../../../src/protocol/page-requests.ts";
import { CheckIn } from "../../../src/ui/checkin/CheckIn.tsx";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { createPreviewAsk, type PreviewFacts } from "../../../src/ui/therapist/preview-answers.ts";
import { addOn, SOMEBODY } from "../../core/alliance/add-ons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, NOW, openTherapist } from "./open-therapist.tsx";

afterEach(cleanup);

const FACTS: PreviewFacts = {
  instrument: INSTRUMENTS[0]!,
  outside: null,
  therapist: "Dr. Rivera",
  language: "de",
  now: NOW,
};

describe("the client's page in a preview", () => {
  let asked: PageRequestKind[] = [];
  beforeEach(() => {
    asked = [];
  });

  /** The very page clients get, with the preview in the background's place. */
  function openPage(facts: PreviewFacts = FACTS) {
    const answer = createPreviewAsk(() => facts);
    const ask: AskBackground = (kind, question) => {
      asked.push(kind);
      return answer(kind, question);
    };
    const nothing = () => () => undefined;
    const props = { ask, now: () => NOW, everySecond: nothing, onNews: nothing, close: () => undefined, lang: "en" };
    render(
      <StringsContext.Provider value={english}>
        <CheckIn {...props} openSetup={() => undefined} />
      </StringsContext.Provider>,
    );
  }

  test.each(INSTRUMENTS)("shows $id as it is asked after a session", async (instrument) => {
    openPage({ ...FACTS, instrument });
    expect(await screen.findByRole("heading", { level: 1, name: /Your session .* ended.*Dr\. Rivera/s })).toBeTruthy();
    const first = instrument.items.find(({ core }) => core)!;
    expect(screen.getByRole("group", { name: first.text })).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("shows RISQ beside our own questions, with whom else to talk to after a yes", async () => {
    const risq = addOn("risq");
    openPage({ ...FACTS, instrument: risq, outside: SOMEBODY });
    const yes = await screen.findAllByRole("radio", { name: "Aye" });
    expect(screen.getByRole("group", { name: INSTRUMENTS[0]!.items[0]!.text })).toBeTruthy();
    await userEvent.setup().click(yes[0]!);
    expect(screen.getByText(SOMEBODY.practice)).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("can be filled in and sent, to the page that says it is saved", async () => {
    openPage();
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Send" }));
    await user.click(await screen.findByRole("button", { name: /Send/ }));
    expect(await screen.findByText(/Saved/)).toBeTruthy();
    expect(asked).toContain("submitAnswers");
  });

  test("can be put off", async () => {
    openPage();
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: /Later/ }));
    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
  });
});

describe("the section of questions", () => {
  async function openFirst() {
    const { user } = await openTherapist();
    await user.click(button("Questions"));
    const summary = screen.getByText(INSTRUMENTS[0]!.title);
    const details = summary.closest("details")!;
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
    return { user, frame: await screen.findByTitle<HTMLIFrameElement>(/As your client sees it/) };
  }

  test("draws the client's own page, without a way out of its frame", async () => {
    const { frame } = await openFirst();
    expect(frame.getAttribute("src")).toBe("/src/ui/checkin/index.html");
    expect(frame.getAttribute("sandbox")).toBe("allow-scripts allow-same-origin");
    expect(screen.getByText(/Nothing is kept, and nothing is sent/)).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("answers the page in the frame itself, in the language that was chosen", async () => {
    const { user, frame } = await openFirst();
    const askIn = (element: HTMLIFrameElement) => (element as HTMLIFrameElement & { ask: AskBackground }).ask;
    expect(await askIn(frame)("readLanguage", null)).toBe("en");
    expect(await askIn(frame)("openCheckIn", null)).toMatchObject({
      instrument: INSTRUMENTS[0],
      therapist: "Dr. Rivera",
    });
    await user.selectOptions(screen.getByLabelText("Language of the client"), "Deutsch");
    const again = await screen.findByTitle<HTMLIFrameElement>(/As your client sees it/);
    expect(again).not.toBe(frame);
    expect(await askIn(again)("readLanguage", null)).toBe("de");
  });

  test("begins with the language of the therapist, and offers those that clients have", async () => {
    await openFirst();
    const choice = screen.getByLabelText<HTMLSelectElement>("Language of the client");
    expect(choice.value).toBe("en");
    expect([...choice.options].map(({ text }) => text)).toEqual(["Deutsch", "English", "Português (Brasil)"]);
  });
});
