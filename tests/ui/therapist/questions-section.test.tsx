// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import type { InviteFacts } from "../../../src/ui/therapist/invite-form.ts";
import { dummy, HELD_LICENCE, heldFor } from "../../core/alliance/dummy.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, INVITED, NOW, openResponses, openTherapist, responseFile, type Situation } from "./open-therapist.tsx";

afterEach(cleanup);

async function openQuestions(situation: Situation = {}) {
  const opened = await openTherapist(situation);
  await opened.user.click(button("Questions"));
  await screen.findByRole("heading", { level: 1, name: "Questions" });
  const choose = (content: object) =>
    opened.user.upload(
      screen.getByLabelText<HTMLInputElement>("Choose a file"),
      new File([JSON.stringify(content)], "form.json", { type: "application/json" }),
    );
  return { ...opened, choose };
}

const file = (changed: object = {}) => ({ ready: "wai-sr", ...heldFor("wai-sr"), ...changed });

describe("bringing questions", () => {
  test("shows them as text before anything is kept, and keeps them on a click", async () => {
    const kept: (readonly [string, string])[] = [];
    const keepInstrument = async (instrument: Instrument, text: string) => {
      kept.push([instrument.id, text]);
      return [{ instrument, fileHash: "hash", takenAt: NOW }];
    };
    const { user, choose } = await openQuestions({ actions: { keepInstrument } });
    await choose(file());
    expect(await screen.findByText("Item 12, test text")).toBeTruthy();
    expect(screen.getByText("Used under licence 17.")).toBeTruthy();
    expect(kept).toEqual([]);
    await expectAccessible(document.body);
    await user.click(button("Keep these questions"));
    expect(await screen.findByText("Kept. You can choose them for the next invite.")).toBeTruthy();
    expect(kept).toEqual([["wai-sr", JSON.stringify(file())]]);
  });

  test.each([
    [{ licence: undefined }, "There is no licence block:", "licence"],
    [
      { licence: { ...HELD_LICENCE, electronicUse: false } },
      "The licence does not say that the questions may be shown on a screen:",
      "licence.electronicUse",
    ],
    [{ licence: { ...HELD_LICENCE, expires: "2026-01-01" } }, "The licence has ended:", "licence.expires"],
    [{ mood: 1 }, "This version does not know this part:", "mood"],
  ])("%j is refused in words, with its place", async (changed, words, place) => {
    const { choose } = await openQuestions();
    await choose(file(changed));
    const line = (await screen.findByText(place)).closest("li")!;
    expect(line.textContent).toBe(`${words} ${place}`);
    expect(screen.queryByRole("button", { name: "Keep these questions" })).toBeNull();
    await expectAccessible(document.body);
  });

  test("a FHIR Questionnaire needs somebody who vouches for its licence", async () => {
    const { user, choose } = await openQuestions();
    const item = [{ linkId: "a", text: "Item 1, test text", type: "text" }];
    const questionnaire = {
      resourceType: "Questionnaire",
      id: "their-form",
      title: "Their form",
      copyright: "©",
      item,
    };
    await choose(questionnaire);
    expect(await screen.findByText("licence.electronicUse")).toBeTruthy();
    await user.click(screen.getByRole("checkbox"));
    await choose(questionnaire);
    expect(await screen.findByText("Item 1, test text")).toBeTruthy();
  });

  test("another text under a name that is kept is refused", async () => {
    const instruments = [{ instrument: dummy("wai-sr"), fileHash: "hash", takenAt: NOW }];
    const { choose } = await openQuestions({ desk: { instruments } });
    await choose(file({ labels: ["Little", "Much"] }));
    expect(await screen.findByText("Other questions have this name and version already:")).toBeTruthy();
  });
});

describe("using them", () => {
  const instruments = [{ instrument: dummy("wai-sr"), fileHash: "hash", takenAt: NOW }];

  test("an invite can name any set that ships or was kept, and asks the core set unless told otherwise", async () => {
    const { user } = await openTherapist({ desk: { instruments } });
    await user.click(button("Clients"));
    await user.click(button("Invite a client"));
    const list = screen.getByLabelText<HTMLSelectElement>("Questions");
    expect(list.value).toBe("afs-core|1");
    expect(
      within(list)
        .getAllByRole<HTMLOptionElement>("option")
        .map(({ value }) => value),
    ).toEqual([...["afs-core|1", "afs-youth|1", "afs-together|1", "afs-group|1"], "wai-sr|1"]);
  });

  test.each(["afs-youth|1", "wai-sr|1"])("the invite is made with %s", async (key) => {
    const made: InviteFacts[] = [];
    const inviteClient = async (facts: InviteFacts) => {
      made.push(facts);
      return { ...INVITED, client: "c3", label: facts.label };
    };
    const { user } = await openTherapist({ desk: { instruments }, actions: { inviteClient, allowLocalhost: false } });
    await user.click(button("Clients"));
    await user.click(button("Invite a client"));
    await user.selectOptions(screen.getByLabelText("Questions"), key);
    await user.type(screen.getByLabelText("A name for this client"), "B. K.");
    await user.type(screen.getByLabelText("This client's writing token"), "w.0a1b2c3d.T");
    await user.click(screen.getByLabelText("Google Meet"));
    await user.click(button("Make invite"));
    expect(made.map(({ instrument }) => instrument)).toEqual([key]);
  });

  test("answers show their own total beside what is on 0 to 10", async () => {
    const answers = Object.fromEntries([4, 5, 5, 3, 4, 4, 5, 4, 4, 3, 4, 2].map((value, at) => [`i${at + 1}`, value]));
    const received = responseFile(1, answers);
    if (received.kind !== "opened" || received.content.kind !== "response") throw new Error("no response");
    const response = { ...received.content.response, instrument: "wai-sr|1" };
    await openResponses({ desk: { instruments }, files: [{ ...received, content: { kind: "response", response } }] });
    expect(await screen.findByText("Total: 47 (from 12 to 60)")).toBeTruthy();
  });
});
