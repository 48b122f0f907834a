// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { NO_CONTACTS, type OutsideContacts } from "../../../src/core/alliance/outside-route.ts";
import type { KeptInstrument } from "../../../src/protocol/therapist-records.ts";
import type { OpenedFile } from "../../../src/ui/therapist/inbox.ts";
import type { InviteFacts } from "../../../src/ui/therapist/invite-form.ts";
import { ATTRIBUTED, addOn, SOMEBODY } from "../../core/alliance/add-ons.ts";
import { answersTo, heldFor } from "../../core/alliance/dummy.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import {
  button,
  clientRecord,
  createBox,
  INVITED,
  NOW,
  openClient,
  openResponses,
  openTherapist,
  responseFile,
  type Situation,
} from "./open-therapist.tsx";

afterEach(cleanup);

const [risq, sparq] = [addOn("risq"), addOn("sparq")];
const kept = (...all: readonly Instrument[]): readonly KeptInstrument[] =>
  all.map((instrument) => ({ instrument, fileHash: "hash", takenAt: NOW }));
const BOTH = kept(risq, sparq);

describe("somebody outside this therapy", () => {
  async function openRoute(situation: Situation = {}) {
    const said: OutsideContacts[] = [];
    const keepOutside = async (contacts: OutsideContacts) => void said.push(contacts);
    const opened = await openTherapist({ ...situation, actions: { keepOutside } });
    await opened.user.click(button("Questions"));
    const card = within(await screen.findByRole("region", { name: english("therapistAddOnsTitle") }));
    return { ...opened, card, said };
  }

  test("is filled in once, in lines of its own, and kept", async () => {
    const { user, card, said } = await openRoute();
    await user.type(card.getByLabelText(english("therapistOutsidePractice")), " Ms. North, 030 111 ");
    await user.click(card.getByRole("button", { name: "Keep" }));
    expect(said).toEqual([{ ...NO_CONTACTS, practice: "Ms. North, 030 111" }]);
    expect(card.getByRole("status").textContent).toBe(english("therapistOutsideKept"));
    await expectAccessible(document.body);
  });

  test("is never the therapist, and no page of text; what was typed stays", async () => {
    const { user, card, said } = await openRoute({ desk: { outside: SOMEBODY } });
    const practice = card.getByLabelText<HTMLInputElement>(english("therapistOutsidePractice"));
    await user.clear(practice);
    await user.type(practice, "Ask Dr. Rivera");
    await user.click(card.getByLabelText(english("therapistOutsideLine")));
    await user.paste("x".repeat(161));
    await user.click(card.getByRole("button", { name: "Keep" }));
    expect(card.getByText(english("therapistFaultOutsideYou"))).toBeTruthy();
    expect(card.getByText(english("therapistFaultOutside"))).toBeTruthy();
    expect(practice.value).toBe("Ask Dr. Rivera");
    expect(said).toEqual([]);
    await expectAccessible(document.body);
  });
});

describe("bringing the file", () => {
  async function choose(content: object) {
    const opened = await openTherapist();
    await opened.user.click(button("Questions"));
    const file = new File([JSON.stringify(content)], "form.json", { type: "application/json" });
    await opened.user.upload(await screen.findByLabelText<HTMLInputElement>("Choose a file"), file);
  }

  test("RISQ is taken where its file says who vouches for it and on what evidence", async () => {
    await choose({ ready: "risq", ...heldFor("risq", { licence: ATTRIBUTED }) });
    expect(await screen.findByText("Item 4, test text")).toBeTruthy();
    expect(screen.getByText("Line of the authors, test text.")).toBeTruthy();
  });

  test.each<[object, string]>([
    [{ ...ATTRIBUTED, evidence: " " }, "licence.evidence"],
    [{ ...ATTRIBUTED, attestedBy: " " }, "licence.attestedBy"],
  ])("and is refused, with the place, where it does not: %#", async (licence, place) => {
    await choose({ ready: "risq", ...heldFor("risq"), licence });
    expect((await screen.findAllByText(place)).length).toBeGreaterThan(0);
    expect(screen.queryByRole("button", { name: "Keep these questions" })).toBeNull();
  });
});

describe("an invite", () => {
  async function invite(situation: Situation = {}) {
    const asked: InviteFacts[] = [];
    const inviteClient = async (facts: InviteFacts) => {
      asked.push(facts);
      return { ...INVITED, client: "c3", label: facts.label };
    };
    const opened = await openTherapist({ ...situation, actions: { inviteClient } });
    await opened.user.click(button("Clients"));
    await opened.user.click(button("Invite a client"));
    await opened.user.type(screen.getByLabelText("A name for this client"), "Dana");
    await opened.user.click(screen.getByLabelText("Google Meet"));
    await opened.user.type(screen.getByLabelText("This client's writing token"), "writing");
    return { ...opened, asked };
  }
  const box = (instrument: Instrument) => screen.getByRole<HTMLInputElement>("checkbox", { name: instrument.title });
  const names = (asked: readonly InviteFacts[]) => asked.map(({ addOnNames }) => addOnNames);

  test("asks none of them unless they are switched on", async () => {
    const { user, asked } = await invite({ desk: { instruments: BOTH, outside: SOMEBODY } });
    expect([box(risq).checked, box(sparq).checked]).toEqual([false, false]);
    await expectAccessible(document.body);
    await user.click(button("Make invite"));
    expect(names(asked)).toEqual([undefined]);
  });

  test("says nothing of them where none was brought", async () => {
    await invite();
    expect(screen.queryByRole("group", { name: "Extra questions" })).toBeNull();
  });

  test("never offers RISQ as the set that is asked", async () => {
    await invite({ desk: { instruments: BOTH } });
    const options = within(screen.getByLabelText("Questions")).getAllByRole<HTMLOptionElement>("option");
    expect(options.map(({ value }) => value)).not.toContain("risq|1");
  });

  test("asks what was switched on", async () => {
    const { user, asked } = await invite({ desk: { instruments: BOTH, outside: SOMEBODY } });
    await user.click(box(risq));
    await user.click(box(sparq));
    await user.click(button("Make invite"));
    expect(names(asked)).toEqual([["risq|1", "sparq|1"]]);
  });

  test.each<[string, OutsideContacts | undefined, string]>([
    ["nobody is named", undefined, "therapistAddOnNoContact"],
    ["the therapist is named", { ...NO_CONTACTS, practice: "Dr. Rivera" }, "therapistAddOnIsTherapist"],
  ])("cannot ask RISQ while %s, says why, and can ask SPARQ", async (_, outside, reason) => {
    await invite({ desk: { instruments: BOTH, ...(outside && { outside }) } });
    expect([box(risq).disabled, box(sparq).disabled]).toEqual([true, false]);
    expect(screen.getByText(english(reason as "therapistAddOnNoContact"))).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("with a set for several is not made with them; nothing that was filled in is lost", async () => {
    const { user, asked } = await invite({ desk: { instruments: BOTH, outside: SOMEBODY } });
    await user.click(box(sparq));
    await user.selectOptions(screen.getByLabelText("Questions"), "afs-group|1");
    await user.click(button("Make invite"));
    expect(asked).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe(english("therapistAddOnNotAlone"));
    expect(screen.getByLabelText<HTMLInputElement>("A name for this client").value).toBe("Dana");
    await user.click(box(sparq));
    await user.click(button("Make invite"));
    expect(names(asked)).toEqual([undefined]);
  });
});

describe("a client who is there", () => {
  const record = clientRecord({ instrument: "afs-core|1", addOnNames: ["sparq|1"] });

  test("gets an update with what is switched on and off, shown like an invite", async () => {
    const asked: unknown[] = [];
    const updateInvite = async (client: string, _own: unknown, addOnNames?: readonly string[]) => {
      asked.push([client, addOnNames]);
      return { ...record, update: 2, addOnNames: addOnNames ?? [], invite: "A1.update.signature" };
    };
    const desk = { clients: [record], instruments: BOTH, outside: SOMEBODY };
    const { user } = await openTherapist({ desk, actions: { updateInvite }, files: [responseFile(1, { B1: 8 })] });
    await user.click(button("Clients"));
    await user.click(button("More A. M."));
    await user.click(button("Change extra questions"));
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: sparq.title }).checked).toBe(true);
    await user.click(screen.getByRole("checkbox", { name: sparq.title }));
    await user.click(screen.getByRole("checkbox", { name: risq.title }));
    await expectAccessible(document.body);
    await user.click(button("Make update"));
    expect(asked).toEqual([["c1", ["risq|1"]]]);
    expect(await screen.findByRole("heading", { name: "Update for A. M." })).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>("Invite link").value).toContain("A1.update.signature");
  });

  test("is told of a failure, and what was ticked stays", async () => {
    const { user } = await openTherapist({ desk: { clients: [record], instruments: BOTH, outside: SOMEBODY } });
    await user.click(button("Clients"));
    await user.click(button("More A. M."));
    await user.click(button("Change extra questions"));
    await user.click(screen.getByRole("checkbox", { name: risq.title }));
    await user.click(button("Make update"));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be made");
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: risq.title }).checked).toBe(true);
  });
});

describe("what a client sent", () => {
  const usual: Answers = { B1: 8, G1: 8, T1: 8, R1: "no", V1: "no" };
  const answered = (seq: number, form: Instrument, answers: Answers, main = usual): OpenedFile => {
    const file = responseFile(seq, main);
    if (file.kind !== "opened" || file.content.kind !== "response") throw new Error("no response");
    const sent = { instrument: `${form.id}|${form.version}`, hash: "3f9a0c11d2e4", answers };
    return { ...file, content: { kind: "response", response: { ...file.content.response, addOn: sent } } };
  };
  const yes = answered(20, risq, answersTo(risq, [0, 1, 0, 0]));
  const openAnswers = async (situation: Situation) => {
    const { user, view } = await openClient(situation);
    await user.click(screen.getByText(english("therapistAnswersTitle")));
    await user.click((await screen.findAllByText(/2026$/, { selector: "summary" }))[0]!);
    return { user, view };
  };
  const openInbox = async (situation: Situation) => {
    await openResponses(situation);
    return (await screen.findByRole("button", { name: "A. M." })).closest("li")!.textContent;
  };

  test("a yes is the first thing to ask about, with its line, and stands above all that is calculated", async () => {
    const tense = answered(20, risq, answersTo(risq, [0, 1, 0, 0]), { B1: 2, G1: 2, T1: 2, R1: "yes" });
    const { view } = await openClient({ desk: { instruments: BOTH }, files: [tense] });
    expect(within(view).getAllByText(english("therapistFlagRisq"), { selector: "strong" })).toHaveLength(1);
    expect(view.textContent).toContain(english("therapistLineRisq"));
    cleanup();
    await openTherapist({ desk: { instruments: BOTH }, files: [tense] });
    expect(await screen.findByText(english("therapistFlagRisq"))).toBeTruthy();
    cleanup();
    expect(await openInbox({ desk: { instruments: BOTH }, files: [tense] })).toContain(english("therapistFlagRisq"));
  });

  test("stands word for word with the answers of its session, and the line of its licence", async () => {
    const { view } = await openAnswers({ desk: { instruments: BOTH }, files: [yes] });
    expect(await within(view).findByText("risq item 2, test text")).toBeTruthy();
    expect(view.textContent).toContain("Line of the authors, test text.");
    await expectAccessible(document.body);
  });

  test("a yes does not wait to be guessed, as other new answers do", async () => {
    await openTherapist({ desk: { instruments: BOTH }, files: [yes], box: createBox() });
    expect(await screen.findByText(english("therapistFlagRisq"))).toBeTruthy();
  });

  test("a yes is said also where the words are not in this browser, or the other questions are not", async () => {
    const { view } = await openAnswers({ files: [yes] });
    expect(view.textContent).toContain(english("therapistFlagRisq"));
    expect(view.textContent).toContain("i1: 0 · i2: 1 · i3: 0 · i4: 0");
    cleanup();
    if (yes.kind !== "opened" || yes.content.kind !== "response") throw new Error("no response");
    const response = { ...yes.content.response, instrument: "unheard-of|1" };
    const other = await openClient({ files: [{ ...yes, content: { kind: "response", response } }] });
    expect(other.view.textContent).toContain(english("therapistLineRisq"));
  });

  test("four times no is shown, and is no flag", async () => {
    const files = [answered(20, risq, answersTo(risq, [0, 0, 0, 0]))];
    const { view } = await openAnswers({ desk: { instruments: BOTH }, files });
    expect(await within(view).findByText("risq item 1, test text")).toBeTruthy();
    expect(view.textContent).not.toContain(english("therapistFlagRisq"));
  });

  test("reactions have two sums that are not added up, and change no score", async () => {
    const answers = answersTo(sparq, [3, 1, 0, 0, 1, 4, 4, 3]);
    const situation = { desk: { instruments: BOTH }, files: [answered(20, sparq, answers)] };
    const sums = "Positive reactions: 14 of 16. Negative reactions: 2 of 16.";
    const { view } = await openAnswers(situation);
    expect(await within(view).findByText(sums)).toBeTruthy();
    expect(view.textContent).toContain("3 (0–4)");
    const scores = () => screen.getByRole("table", { name: "Sessions as a table" }).textContent;
    const beside = scores();
    cleanup();
    await openClient({ files: [responseFile(20, { B1: 8, G1: 8, T1: 8, R1: "no", V1: "no" })] });
    expect(scores()).toBe(beside);
    cleanup();
    expect(await openInbox(situation)).toContain(sums);
  });

  test("too little of it has no sum", async () => {
    const answers = answersTo(sparq, [3, null, null, null, null, null, null, null]);
    const none = "Positive reactions: not answered of 16. Negative reactions: not answered of 16.";
    expect(await openInbox({ desk: { instruments: BOTH }, files: [answered(20, sparq, answers)] })).toContain(none);
  });
});
