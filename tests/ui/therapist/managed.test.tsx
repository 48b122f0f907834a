// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { NOTHING_MANAGED } from "../../../src/protocol/managed-values.ts";
import type { Place } from "../../../src/protocol/place.ts";
import type { InviteFacts } from "../../../src/ui/therapist/invite-form.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, INVITED, openTherapist, PLACE } from "./open-therapist.tsx";

afterEach(cleanup);

const PRACTICE = { name: "Harbour Practice", recipient: "age1practice" };

test("the practice's key that a policy sets is shown and cannot be changed or removed", async () => {
  const managed = { ...NOTHING_MANAGED, practice: PRACTICE };
  const { user } = await openTherapist({ desk: { practice: PRACTICE, managed } });
  await user.click(button("Key"));
  expect(await screen.findByText(/Your practice has set this on this computer.*Harbour Practice/)).toBeTruthy();
  expect(screen.getByText("age1practice")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  expect(screen.queryByLabelText(/Name of/)).toBeNull();
  await expectAccessible(document.body);
});

test("the crisis line of a policy stands in each new invite, and cannot be typed over", async () => {
  const made: InviteFacts[] = [];
  const managed = { ...NOTHING_MANAGED, crisisLine: "Our own line: 555 0100", questions: "afs-youth|1" };
  const inviteClient = async (facts: InviteFacts) => {
    made.push(facts);
    return INVITED;
  };
  const { user } = await openTherapist({ desk: { managed }, actions: { inviteClient } });
  await user.click(button("Clients"));
  await user.click(button("Invite a client"));
  const line = screen.getByDisplayValue<HTMLInputElement>("Our own line: 555 0100");
  await user.type(line, " or not");
  expect(line.value).toBe("Our own line: 555 0100");
  await user.type(screen.getByLabelText("A name for this client"), "A. B.");
  await user.click(screen.getByRole("radio", { name: "Another address" }));
  await user.type(screen.getByLabelText("Address"), "meet.example");
  await user.type(screen.getByLabelText("This client's writing token"), "token");
  await user.click(button("Make invite"));
  expect(made).toMatchObject([{ crisisLine: "Our own line: 555 0100", instrument: "afs-youth|1" }]);
});

test("questions that this computer does not know are not offered first", async () => {
  const managed = { ...NOTHING_MANAGED, questions: "unknown|9" };
  const { user } = await openTherapist({ desk: { managed } });
  await user.click(button("Clients"));
  await user.click(button("Invite a client"));
  expect(screen.getByLabelText<HTMLSelectElement>(/question/i).value).toBe("afs-core|1");
});

test("what a policy says in vain is named, in every section", async () => {
  const managed = { ...NOTHING_MANAGED, unusable: ["practiceRecipient", "crisisLine"] as const };
  const { user } = await openTherapist({ desk: { managed } });
  for (const section of ["Key", "Clients"]) {
    await user.click(button(section));
    expect(screen.getByText(/cannot be used, and was left out: practiceRecipient, crisisLine/)).toBeTruthy();
  }
  await expectAccessible(document.body);
});

test("the place that a policy sets is the one to be set up: its address is locked, and no other is offered", async () => {
  const endpoint = { profile: "mailbox", url: "https://box.example", box: "rivera" } as const;
  const kept: Place[] = [];
  const keepPlace = async (place: Place) => void kept.push(place);
  const desk = { place: null, clients: [], managed: { ...NOTHING_MANAGED, endpoint } };
  const { user } = await openTherapist({ desk, actions: { keepPlace } });
  expect(screen.getByRole("heading", { level: 2, name: "Mailbox" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "See all places" })).toBeNull();
  await user.type(screen.getByLabelText("Address"), "/other");
  await user.type(screen.getByLabelText("Name of your box"), "other");
  await user.type(screen.getByLabelText("Your reading token"), "reading");
  await expectAccessible(document.body);
  await user.click(button("Test connection and save"));
  expect(await screen.findByText("It works, and it is saved.")).toBeTruthy();
  expect(kept).toEqual([PLACE]);
});
