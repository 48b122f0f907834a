// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { packDefinition } from "../../../src/core/alliance/definition.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { INVITE_REASONS } from "../../../src/ui/setup/reasons.ts";
import { addOn } from "../../core/alliance/add-ons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, USUAL_INVITE, USUAL_SETUP } from "./usual-setup.ts";

afterEach(cleanup);

const update = (changed: Partial<Invite> = {}): Invite => ({ ...USUAL_INVITE, update: 2, ...changed });
const MOVED = update({
  endpoint: { ...USUAL_INVITE.endpoint, url: "https://other.example" },
  recipients: ["age1therapist", "age1practice"],
  practice: "Practice North",
});

async function openPaired(invite: Invite, situation: Parameters<typeof openSetup>[0] = {}) {
  const background = createFakeBackground({ setup: USUAL_SETUP });
  return openSetup({ background, invite, ...situation });
}

async function readUpdate(invite: Invite) {
  const page = await openPaired(invite);
  await page.user.click(screen.getByRole("button", { name: "I have a new invite" }));
  await page.user.type(screen.getByLabelText("Your invite"), "A1.update");
  await page.user.click(screen.getByRole("button", { name: "Show me the invite" }));
  return page;
}

describe("an update", () => {
  test("shows first what it changes, and is asked about like the invite", async () => {
    const { user, requested, background } = await readUpdate(MOVED);
    await screen.findByRole("heading", { level: 1, name: /sends you new settings/ });
    const changes = within(screen.getByRole("region", { name: "What changes" })).getAllByRole("listitem");
    expect(changes.map(({ textContent }) => textContent?.replace(/[\u2068\u2069]/g, ""))).toEqual([
      "New place that your answers go to: other.example.",
      "New reader: Practice North can open your answers too.",
    ]);
    expect(screen.getByText(english("setupChangesAgain"))).toBeTruthy();
    expect(requested).toEqual([]);
    await expectAccessible(document.body);
    await user.click(screen.getByLabelText(english("setupOpenYes")));
    await user.click(screen.getByRole("button", { name: english("setupAgree") }));
    await waitFor(() => expect(background.askedFor("acceptInvite")).toHaveLength(1));
    expect(requested[0]).toContain("https://other.example");
  });

  test("with more questions now and then says so, and asks for consent again", async () => {
    const addOns = [JSON.stringify(packDefinition(addOn("sparq")))];
    const { user, background } = await readUpdate(update({ addOns }));
    expect(await screen.findByText(english("setupChangeNewAddOns"))).toBeTruthy();
    expect(screen.getByText(english("setupChangesAgain"))).toBeTruthy();
    expect(document.body.textContent).toContain("sparq item 8, test text");
    await expectAccessible(document.body);
    await user.click(screen.getByLabelText(english("setupOpenYes")));
    await user.click(screen.getByRole("button", { name: english("setupAgree") }));
    await waitFor(() => expect(background.askedFor("acceptInvite")).toHaveLength(1));
  });

  test("that changes nothing a client would notice says so", async () => {
    await readUpdate(update());
    expect(await screen.findByText(english("setupChangesNone"))).toBeTruthy();
    expect(screen.queryByText(english("setupLetter"))).toBeNull();
    expect(screen.getByText(english("setupChangesSmall"))).toBeTruthy();
  });

  test.each([
    ["that is older", update({ update: 1 }), "alreadyAccepted"],
    ["of another therapist", update({ issuer: { name: "Dr. Rivera", key: "other" } }), "foreignIssuer"],
    ["for another client", update({ client: "somebody" }), "otherClient"],
    ["with questions this version does not have", update({ instrument: "later|9" }), "instrumentUnknown"],
    ["that has run out", update({ expiresAt: 1 }), "expired"],
  ] as const)("%s is refused before anything of it is shown", async (_, invite, reason) => {
    await readUpdate(invite);
    expect(await screen.findByText(english(INVITE_REASONS[reason]))).toBeTruthy();
    expect(screen.queryByText("What changes")).toBeNull();
  });

  test("can be left with everything as it was", async () => {
    const { user, background } = await readUpdate(MOVED);
    await screen.findByRole("heading", { name: "What changes" });
    await user.click(screen.getByRole("button", { name: english("setupDecline") }));
    await user.click(await screen.findByRole("button", { name: "Back" }));
    expect(await screen.findByRole("button", { name: "I have a new invite" })).toBeTruthy();
    expect(background.askedFor("acceptInvite")).toEqual([]);
  });
});

describe("an invite set by those who manage the computer", () => {
  test("is filled in and locked, and is asked about all the same", async () => {
    const { user, background } = await openSetup({ managed: "A1.managed" });
    const field = screen.getByLabelText<HTMLTextAreaElement>("Your invite");
    expect([field.value, field.readOnly]).toEqual(["A1.managed", true]);
    expect(screen.queryByLabelText("Choose a file")).toBeNull();
    expect(screen.getByText(english("setupManagedHelp"))).toBeTruthy();
    await user.type(field, "x");
    expect(field.value).toBe("A1.managed");
    await expectAccessible(document.body);
    expect(background.askedFor("acceptInvite")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Show me the invite" }));
    await screen.findByRole("heading", { level: 1, name: /invites you/ });
    expect(background.askedFor("acceptInvite")).toEqual([]);
  });

  test("that does not open leaves the form to the client, and says so", async () => {
    await openSetup({ managed: "A1.managed", reading: { kind: "refused", reason: "wrongSignature" } });
    expect(await screen.findByText(english("setupManagedUnusable"))).toBeTruthy();
    const field = screen.getByLabelText<HTMLTextAreaElement>("Your invite");
    expect([field.value, field.readOnly]).toEqual(["", false]);
  });

  test("that opens but cannot be accepted says why and stays locked", async () => {
    const { user } = await openSetup({ managed: "A1.managed", invite: { ...USUAL_INVITE, instrument: "other|9" } });
    await user.click(screen.getByRole("button", { name: "Show me the invite" }));
    expect(await screen.findByText(english("reasonInviteInstrumentUnknown"))).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your invite").readOnly).toBe(true);
  });

  test.each([
    ["of another therapist", { issuer: { name: "Dr. Rivera", key: "other" } }],
    ["for another client", { client: "somebody" }],
  ] as const)("%s does not keep the client from an update of their own", async (_, changes) => {
    const { user } = await openPaired(update(changes), { managed: "A1.managed" });
    expect(screen.getByText(english("setupManagedUnusable"))).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "I have a new invite" }));
    const field = screen.getByLabelText<HTMLTextAreaElement>("Your invite");
    expect([field.value, field.readOnly]).toEqual(["", false]);
  });

  test("of another therapist is the one to accept once the client has left", async () => {
    const other = update({ issuer: { name: "Dr. Rivera", key: "other" } });
    const { user } = await openPaired(other, { managed: "A1.managed" });
    await user.click(screen.getByRole("button", { name: "Leave this therapist" }));
    await user.click(screen.getByRole("button", { name: "Leave" }));
    const field = await screen.findByLabelText<HTMLTextAreaElement>("Your invite");
    expect([field.value, field.readOnly]).toEqual(["A1.managed", true]);
  });

  test("is said on the page of a client who has accepted it, who cannot take another one", async () => {
    await openPaired(update({ update: 1 }), { managed: "A1.managed" });
    expect(screen.getByText(english("setupManagedNote"))).toBeTruthy();
    expect(screen.queryByRole("button", { name: "I have a new invite" })).toBeNull();
    expect(screen.queryByText(english("setupManagedUpdate"))).toBeNull();
  });

  test("that was renewed is offered as an update", async () => {
    const { user } = await openPaired(MOVED, { managed: "A1.managed" });
    await user.click(screen.getByRole("button", { name: english("setupManagedShow") }));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your invite").readOnly).toBe(true);
    await user.click(screen.getByRole("button", { name: "Show me the invite" }));
    expect(await screen.findByRole("heading", { name: "What changes" })).toBeTruthy();
  });
});

describe("an invite brought by the toolbar button", () => {
  const ADDRESS = "https://aftersession.example/join#A1.brought";

  test("is filled in, and read when the person says so", async () => {
    const { user } = await openSetup({ brought: ADDRESS });
    const field = screen.getByLabelText<HTMLTextAreaElement>("Your invite");
    await waitFor(() => expect(field.value).toBe(ADDRESS));
    await user.click(screen.getByRole("button", { name: "Show me the invite" }));
    await screen.findByRole("heading", { level: 1, name: /invites you/ });
  });

  test("opens the update page of a client who is paired", async () => {
    await openPaired(MOVED, { brought: ADDRESS });
    await screen.findByRole("heading", { level: 1, name: "Use a new invite" });
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your invite").value).toBe(ADDRESS);
  });

  test("never takes the place of one that is managed", async () => {
    await openSetup({ brought: ADDRESS, managed: "A1.managed" });
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>("Your invite").value).toBe("A1.managed"));
  });
});
