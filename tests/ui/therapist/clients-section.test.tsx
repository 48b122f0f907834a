// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { OwnKey } from "../../../src/core/invite/own-key.ts";
import { type Place, placeMarkOf } from "../../../src/protocol/place.ts";
import type { InviteFacts } from "../../../src/ui/therapist/invite-form.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import {
  button,
  clientRecord,
  INVITED,
  NOW,
  openTherapist,
  PLACE,
  responseFile,
  type Situation,
} from "./open-therapist.tsx";
import { BY_HAND, PLAIN_WEBHOOK, SHARE } from "./places.ts";

afterEach(cleanup);

async function openClients(situation: Situation = {}) {
  const opened = await openTherapist(situation);
  await opened.user.click(button("Clients"));
  await screen.findByRole("heading", { level: 1, name: "Clients" });
  return opened;
}

const rowOf = (name: string): HTMLElement => screen.getByRole("heading", { level: 2, name }).closest("li")!;

describe("the list", () => {
  test("says in words where things stand with each client", async () => {
    const over = clientRecord({ client: "c4", label: "Over", pinnedKey: null, expiresAt: NOW - 1 });
    const taken = clientRecord({ client: "c5", label: "Taken", pinnedKey: null, invite: null });
    const clients = [clientRecord(), INVITED, over, taken];
    await openClients({ desk: { clients }, files: [responseFile(1, { B1: 8 })] });
    expect(rowOf("A. M.").textContent).toContain("Active. Last answer: ");
    expect(rowOf("New").textContent).toContain("No answer yet");
    expect(rowOf("Over").textContent).toContain("ran out");
    expect(rowOf("Taken").textContent).toContain("Added from a list");
    await expectAccessible(document.body);
  });

  test("shows an invite only while it can be accepted", async () => {
    const over = clientRecord({ client: "c4", label: "Over", pinnedKey: null, expiresAt: NOW - 1 });
    await openClients({ desk: { clients: [INVITED, over] } });
    expect(within(rowOf("New")).getByRole("button", { name: "Show invite New" })).toBeTruthy();
    expect(within(rowOf("Over")).queryByRole("button", { name: /invite/ })).toBeNull();
  });

  test("leads to a client's responses", async () => {
    const { user } = await openClients({ files: [responseFile(1, { B1: 8 })] });
    await user.click(within(rowOf("A. M.")).getByRole("button", { name: "See responses" }));
    expect(screen.getByRole("region", { name: "A. M." })).toBeTruthy();
  });

  test("without a place nobody is invited yet", async () => {
    const { user } = await openClients({ desk: { place: null, clients: [] } });
    expect(screen.queryByRole("button", { name: "Invite a client" })).toBeNull();
    await user.click(button("Choose the place"));
    expect(screen.getByRole("heading", { level: 1, name: "Where answers go" })).toBeTruthy();
  });
});

describe("after a change of keys", () => {
  const older = clientRecord({ recipients: ["age1older"] });

  test("says which clients need an update and makes it, shown with its own check phrase", async () => {
    const asked: string[] = [];
    const updateInvite = async (client: string) => {
      asked.push(client);
      const readers = { recipients: ["age1therapist"], earlier: [["age1older"]], to: "print" };
      return { ...older, ...readers, update: 2, expiresAt: NOW + 1, invite: "A1.update.signature" };
    };
    const { user } = await openClients({ desk: { clients: [older, INVITED] }, actions: { updateInvite } });
    expect(screen.getByText("Clients who need an update: 1")).toBeTruthy();
    expect(rowOf("A. M.").textContent).toContain("Needs an update");
    expect(within(rowOf("New")).queryByRole("button", { name: "Make update" })).toBeNull();
    await user.click(within(rowOf("A. M.")).getByRole("button", { name: "Make update" }));
    expect(document.activeElement).toBe(await screen.findByRole("heading", { name: "Update for A. M." }));
    expect(asked).toEqual(["c1"]);
    expect(rowOf("A. M.").textContent).toContain("Nothing sealed with it has come yet");
    expect(screen.getByRole("img", { name: "The invite link as a square code" })).toBeTruthy();
    expect(screen.queryByText(english("setupLetter"))).toBeNull();
    await expectAccessible(document.body);
  });

  test("says so where the update cannot be made here", async () => {
    const elsewhere = clientRecord({ client: "c5", label: "Taken", recipients: ["age1older"], invite: null });
    const { user } = await openClients({ desk: { clients: [older, elsewhere] } });
    expect(rowOf("Taken").textContent).toContain("from the computer where this client was invited");
    expect(within(rowOf("Taken")).queryByRole("button", { name: "Make update" })).toBeNull();
    await user.click(within(rowOf("A. M.")).getByRole("button", { name: "Make update" }));
    expect((await within(rowOf("A. M.")).findByRole("alert")).textContent).toContain("could not be made");
  });
});

describe("inviting", () => {
  async function invite(situation: Situation = {}) {
    const asked: InviteFacts[] = [];
    const inviteClient = async (facts: InviteFacts) => {
      asked.push(facts);
      return { ...INVITED, client: "c3", label: facts.label };
    };
    const opened = await openClients({ ...situation, actions: { inviteClient, ...situation.actions } });
    await opened.user.click(button("Invite a client"));
    await opened.user.type(screen.getByLabelText("A name for this client"), "Dana");
    await opened.user.click(screen.getByLabelText("Another address"));
    await opened.user.click(screen.getByLabelText("Address"));
    await opened.user.paste("https://Meet.example/room/77");
    await opened.user.type(screen.getByLabelText("This client's writing token"), "writing");
    return { ...opened, asked };
  }

  test("takes the site's name from a meeting's address, and shows the link and four words to compare", async () => {
    const { user, asked } = await invite();
    await user.click(button("Make invite"));
    expect(await screen.findByRole("heading", { name: "Invite for Dana" })).toBeTruthy();
    expect(asked).toEqual([
      {
        label: "Dana",
        instrument: "afs-core|1",
        videoHosts: ["meet.example"],
        own: { url: "", user: "", token: "writing" },
        takeBackSeconds: 600,
      },
    ]);
    expect(screen.getByLabelText<HTMLTextAreaElement>("Invite link").value).toBe(
      "https://aftersession.example/join#A1.payload.signature",
    );
    expect(screen.getByRole("img", { name: "The invite link as a square code" })).toBeTruthy();
    expect(screen.getAllByText(/^(garden|copper|window|lemon)$/)).toHaveLength(4);
    // What the client reads in the therapist's name is no surprise to the therapist.
    expect(screen.getByText(english("setupLetter"))).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("offers services by name and shows the sites the client's browser will be asked for", async () => {
    const { user, asked } = await invite();
    await user.click(screen.getByLabelText("Zoom"));
    expect(screen.getByText("The browser will be asked for:").nextSibling?.textContent).toBe("zoom.usapp.zoom.us");
    await user.click(button("Add another place"));
    await user.click(screen.getByLabelText("Google Meet"));
    await user.click(button("Make invite"));
    expect(asked.map(({ videoHosts }) => videoHosts)).toEqual([["zoom.us", "app.zoom.us", "meet.google.com"]]);
  });

  test("stays accessible with one place on the list and another being chosen", async () => {
    const { user } = await invite();
    await user.click(button("Add another place"));
    await user.type(screen.getByLabelText("Find your video service"), "jane");
    await user.click(screen.getByLabelText("Jane"));
    await expectAccessible(document.body);
  });

  test("lets a place be taken off the list again", async () => {
    const { user, asked } = await invite();
    await user.click(button("Add another place"));
    await user.click(screen.getByLabelText("Google Meet"));
    await user.click(button("Remove meet.example"));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Where you meet with this client"));
    await user.click(button("Make invite"));
    expect(asked.map(({ videoHosts }) => videoHosts)).toEqual([["meet.google.com"]]);
  });

  test("says beside the list what is missing, and makes nothing", async () => {
    const { user, asked } = await invite();
    await user.click(screen.getByLabelText("By phone"));
    await user.click(button("Make invite"));
    expect(screen.getByText(/An invite needs at least one site/).getAttribute("role")).toBe("alert");
    expect(asked).toEqual([]);
  });

  test("can name the client's room and keep the site for sessions", async () => {
    const { user, asked } = await invite();
    await user.type(screen.getByLabelText("Meeting address"), "meet.example/room/77");
    await user.click(screen.getByRole("checkbox", { name: "My clients use this site only for sessions with me" }));
    await expectAccessible(document.body);
    await user.click(button("Make invite"));
    expect(asked).toMatchObject([{ rooms: ["https://meet.example/room/77"], dedicatedHosts: ["meet.example"] }]);
  });

  test("says beside its line that a room is on none of the sites", async () => {
    const { user, asked } = await invite();
    await user.type(screen.getByLabelText("Meeting address"), "call.example/7");
    await user.click(button("Make invite"));
    expect(asked).toEqual([]);
    expect(screen.getByLabelText("Meeting address").getAttribute("aria-invalid")).toBe("true");
  });

  test("moves the keyboard to the invite that was made", async () => {
    const { user } = await invite();
    await user.click(button("Make invite"));
    expect(document.activeElement).toBe(await screen.findByRole("heading", { name: "Invite for Dana" }));
  });

  test("hands over the same invite as link, text or file", async () => {
    const [copied, saved]: [string[], string[]] = [[], []];
    const copyText = async (text: string) => copied.push(text) > 0;
    const saveInvite = ({ label }: { readonly label: string }) => void saved.push(label);
    const { user } = await invite({ actions: { copyText, saveInvite } });
    await user.click(button("Make invite"));
    await user.click(await screen.findByRole("button", { name: "Copy link" }));
    await user.click(button("Copy as text"));
    await user.click(button("Save as file"));
    expect(copied).toEqual(["https://aftersession.example/join#A1.payload.signature", "A1.payload.signature"]);
    expect(saved).toEqual(["Dana"]);
    expect(screen.getByText("Copied")).toBeTruthy();
  });

  test("says so where the browser forbids copying", async () => {
    const { user } = await invite({ actions: { copyText: async () => false } });
    await user.click(button("Make invite"));
    await user.click(await screen.findByRole("button", { name: "Copy link" }));
    expect(await screen.findByText(/copy it by hand/)).toBeTruthy();
  });

  test("that fails keeps what was typed", async () => {
    const { user } = await invite({ actions: { inviteClient: async () => null } });
    await user.click(button("Make invite"));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be made");
    expect(screen.getByLabelText<HTMLInputElement>("A name for this client").value).toBe("Dana");
  });

  test("can be given up", async () => {
    const { user, asked } = await invite();
    await user.click(button("Cancel"));
    expect(screen.queryByLabelText("A name for this client")).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe("another place", () => {
  test("of each kind says in the invite where answers go and who can read them there", async () => {
    for (const [place, words] of [
      [PLACE, "Answers go to box.example, sealed for you."],
      [BY_HAND, "This client saves each sealed answer and hands it to you."],
      [PLAIN_WEBHOOK, /Answers go to n8n\.example and are not sealed: whoever runs it can read them/],
    ] as const) {
      const { user } = await openClients({ desk: { place } });
      await user.click(button("Invite a client"));
      const form = screen.getByRole("region", { name: "Invite a client" });
      expect(
        within(form).getByText((_, element) => element?.tagName === "P" && matches(element.textContent, words)),
      ).toBeTruthy();
      cleanup();
    }
  });

  test("asks for what each client has of their own there, and for nothing more", async () => {
    const asked = async (place: Place) => {
      const { user } = await openClients({ desk: { place } });
      await user.click(button("Invite a client"));
      const found = [
        "This client's own link",
        "This client's user name",
        "This client's password or token",
        "This client's writing token",
      ].filter((label) => screen.queryByLabelText(label) !== null);
      cleanup();
      return found;
    };
    expect(await asked(BY_HAND)).toEqual([]);
    expect(await asked(PLACE)).toEqual(["This client's writing token"]);
    expect(await asked(SHARE)).toEqual(["This client's own link", "This client's password or token"]);
  });

  test("leaves clients behind who were told of the old one, until they get an update with their own key", async () => {
    const asked: (readonly [string, OwnKey])[] = [];
    const behind = clientRecord({ place: placeMarkOf(SHARE) });
    const updateInvite = async (client: string, own: OwnKey) => {
      asked.push([client, own]);
      return {
        ...behind,
        place: placeMarkOf(PLACE),
        movedAt: NOW,
        earlier: [behind.recipients],
        to: "print",
        update: 2,
        expiresAt: NOW + 1,
        invite: "A1.update.signature",
      };
    };
    const { user } = await openClients({ desk: { clients: [behind] }, actions: { updateInvite } });
    expect(rowOf("A. M.").textContent).toContain("still sends to another place");
    await user.click(within(rowOf("A. M.")).getByRole("button", { name: "Make update" }));
    expect(asked).toEqual([]);
    await user.click(within(rowOf("A. M.")).getByRole("button", { name: "Make update" }));
    expect(screen.getByText(/Paste the token/)).toBeTruthy();
    await user.type(screen.getByLabelText("This client's writing token"), "w.theirs");
    await expectAccessible(document.body);
    await user.click(within(rowOf("A. M.")).getByRole("button", { name: "Make update" }));
    expect(await screen.findByRole("heading", { name: "Update for A. M." })).toBeTruthy();
    expect(asked).toEqual([["c1", { url: "", user: "", token: "w.theirs" }]]);
    expect(rowOf("A. M.").textContent).toContain("An update was made");
  });
});

function matches(text: string, words: string | RegExp): boolean {
  return typeof words === "string" ? text === words : words.test(text);
}
