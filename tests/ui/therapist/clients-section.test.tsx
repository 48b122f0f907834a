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
describe("a client's details", () => {
  const open = async (situation: Situation = {}, name = "A. M.") => {
    const opened = await openClients(situation);
    await opened.user.click(within(rowOf(name)).getByRole("button", { name: `More ${name}` }));
    return opened;
  };

  test("show the name on the wire and hold all that is seldom done", async () => {
    await open();
    expect(within(rowOf("A. M.")).getByText("c1")).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("change the name that stays here, and nothing of a wrong one", async () => {
    const { user } = await open();
    await user.click(button("Change name"));
    const field = screen.getByLabelText<HTMLInputElement>("A name for this client");
    expect(field.value).toBe("A. M.");
    await user.clear(field);
    await user.click(button("Save name"));
    expect(screen.getByRole("alert").textContent).toContain("Enter a short name");
    await user.type(field, "Anna{Enter}");
    expect(await screen.findByRole("heading", { level: 2, name: "Anna" })).toBeTruthy();
  });

  test("a pause is said in words, keeps the client on the list, and can be undone", async () => {
    const { user } = await open();
    await user.click(button("Pause"));
    expect(document.activeElement?.textContent).toBe("A. M. is paused.");
    expect(rowOf("A. M.").textContent).toMatch(/Paused since .* No answers are expected/);
    await expectAccessible(document.body);
    await user.click(button("Undo"));
    expect(rowOf("A. M.").textContent).not.toContain("Paused");
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("after a pause answers are expected again, counted from then", async () => {
    const changes: unknown[] = [];
    const paused = clientRecord({ pausedAt: NOW - 1 });
    const changeClient = async (_: string, change: unknown) => {
      changes.push(change);
      return clientRecord();
    };
    const { user } = await open({ desk: { clients: [paused] }, actions: { changeClient } });
    await user.click(button("Expect answers again"));
    expect(changes).toEqual([{ pausedAt: null, endedAt: null, resumedAt: NOW }]);
  });

  test("the end takes a client off the list, where it is found again and can be undone", async () => {
    const { user } = await open({ files: [responseFile(1, { B1: 8 })] });
    await user.click(button("Therapy has ended"));
    expect(document.activeElement?.textContent).toBe("Therapy with A. M. is marked as ended.");
    expect(screen.queryByRole("heading", { level: 2, name: "A. M." })).toBeNull();
    await user.selectOptions(screen.getByLabelText("Show"), "Ended");
    expect(rowOf("A. M.").textContent).toMatch(/Therapy ended on .* All responses stay readable/);
    expect(within(rowOf("A. M.")).getByRole("button", { name: "See responses" })).toBeTruthy();
    expect(rowOf("A. M.").textContent).toContain("Your client is not told by this");
    await user.click(button("Undo"));
    expect(rowOf("A. M.").textContent).toContain("Active");
  });

  test("an ended client needs no update, however old the keys are", async () => {
    const gone = clientRecord({ recipients: ["age1older"], endedAt: NOW });
    const { user } = await openClients({ desk: { clients: [gone] } });
    expect(screen.queryByText(/do not seal for your present keys/)).toBeNull();
    await user.selectOptions(screen.getByLabelText("Show"), "Ended");
    expect(within(rowOf("A. M.")).queryByRole("button", { name: "Make update" })).toBeNull();
  });

  test("another invite is explained first, then shown, and the earlier one is listed with it", async () => {
    const asked: string[] = [];
    const inviteAgain = async (client: string) => {
      asked.push(client);
      return { ...INVITED, client: "c9", label: "A. M.", follows: client };
    };
    const { user } = await open({ files: [responseFile(1, { B1: 8 })], actions: { inviteAgain } });
    await user.click(button("Invite again"));
    expect(document.activeElement?.textContent).toContain("a new name on the wire");
    expect(asked).toEqual([]);
    await user.click(button("Make a new invite"));
    expect(document.activeElement).toBe(await screen.findByRole("heading", { name: "Invite for A. M." }));
    expect(asked).toEqual(["c1"]);
    expect(screen.getAllByRole("heading", { level: 2, name: "A. M." })).toHaveLength(1);
    const row = rowOf("A. M.");
    expect(row.textContent).toContain("Nothing has come from the new invite yet");
    expect(within(row).getByText("Earlier invites").nextSibling?.textContent).toBe("c1");
    expect(within(row).getByRole("button", { name: "See responses" })).toBeTruthy();
  });

  test("whose last invite is not here is asked for its details, under the same name and history", async () => {
    const linked: unknown[] = [];
    const actions = {
      inviteAgain: async () => null,
      changeClient: async (client: string, change: { readonly follows?: string }) => {
        linked.push([client, change]);
        return { ...INVITED, client, label: "Taken", ...change };
      },
    };
    const taken = clientRecord({ client: "c5", label: "Taken", pinnedKey: null, invite: null });
    const { user } = await open({ desk: { clients: [taken] }, actions }, "Taken");
    await user.click(button("Invite again"));
    await user.click(button("Make a new invite"));
    expect(screen.getByLabelText<HTMLInputElement>("A name for this client").value).toBe("Taken");
    await user.click(screen.getByLabelText("Google Meet"));
    await user.type(screen.getByLabelText("This client's writing token"), "writing");
    await user.click(button("Make invite"));
    await screen.findByRole("heading", { name: "Invite for Taken" });
    expect(linked).toEqual([["c3", { follows: "c5" }]]);
    expect(screen.getAllByRole("heading", { level: 2, name: "Taken" })).toHaveLength(1);
  });
});

describe("the letter", () => {
  const write = async (situation: Situation = {}) => {
    const opened = await openClients(situation);
    await opened.user.click(within(rowOf("New")).getByRole("button", { name: "Show invite New" }));
    await opened.user.click(button("Write the letter"));
    await screen.findByRole("article", { name: "Invitation letter" });
    return opened;
  };
  const letter = (): string => screen.getByRole("article", { name: "Invitation letter" }).textContent ?? "";

  test("holds the therapist's words, the steps, the link and its code, and not the check words", async () => {
    await write();
    expect(letter()).toContain("Your view of our work matters to me");
    expect(letter()).toContain("Dr. Rivera");
    expect(letter()).toContain("https://aftersession.example/join#A1.payload.signature");
    expect(letter()).not.toMatch(/garden|copper/);
    await expectAccessible(document.body);
  });

  test("can be put in the therapist's words, kept for later, and put back", async () => {
    const kept: unknown[] = [];
    const keepLetter = async (...what: readonly unknown[]) => void kept.push(what);
    const { user } = await write({ actions: { keepLetter } });
    const own = screen.getByLabelText("Your part of the letter");
    await user.clear(own);
    await user.type(own, "Dear you");
    expect(letter()).toMatch(/^Dear youWhat happens/);
    await user.click(button("Keep this wording"));
    expect(await screen.findByText("Kept for later letters in this language")).toBeTruthy();
    await user.click(button("Back to the usual wording"));
    expect(letter()).toContain("Your view of our work");
    await user.click(button("Keep this wording"));
    expect(kept).toEqual([
      ["en", "Dear you"],
      ["en", null],
    ]);
  });

  test("is written in the client's language, which is remembered", async () => {
    const [asked, changes]: [string[], unknown[]] = [[], []];
    const letterWords = async (language: string) => {
      asked.push(language);
      return { translate: english, own: language === "de" ? "Guten Tag" : null };
    };
    const changeClient = async (client: string, change: object) => {
      changes.push(change);
      return { ...INVITED, client, ...change };
    };
    const { user } = await write({ actions: { letterWords, changeClient } });
    await user.selectOptions(screen.getByLabelText("Language of the letter"), "Deutsch");
    await waitFor(() => expect(letter()).toContain("Guten Tag"));
    expect([asked, changes]).toEqual([["en", "de"], [{ language: "de" }]]);
  });

  test("is copied, saved or printed as it reads", async () => {
    const done: string[] = [];
    const actions = {
      copyText: async (text: string) => done.push(`copied ${text.includes("What happens")}`) > 0,
      saveLetter: (text: string) => void done.push(`saved ${text.includes("What happens")}`),
      printPage: () => void done.push("printed"),
    };
    const { user } = await write({ actions });
    await user.click(button("Copy letter"));
    await user.click(button("Save letter as text"));
    await user.click(button("Print letter"));
    expect(done).toEqual(["copied true", "saved true", "printed"]);
  });

  test("is not offered for an update: the client knows all of it", async () => {
    const updated = { ...INVITED, update: 2, earlier: [["age1older"]], to: "print" };
    const { user } = await openClients({ desk: { clients: [updated] } });
    await user.click(within(rowOf("New")).getByRole("button", { name: "Show update New" }));
    expect(screen.queryByRole("button", { name: "Write the letter" })).toBeNull();
  });
});

describe("many clients", () => {
  const many = Array.from({ length: 200 }, (_, n) =>
    clientRecord({ client: `c${n}`, label: `Client ${n}`, invitedAt: n }),
  );

  test("are found by a part of the name, and it is said how many", async () => {
    const { user } = await openClients({ desk: { clients: many } });
    expect(screen.getByText("Shown: 200")).toBeTruthy();
    await user.type(screen.getByLabelText("Search"), "client 19");
    expect(screen.getByText("Shown: 11")).toBeTruthy();
    await user.selectOptions(screen.getByLabelText("Order"), "Name");
    expect(screen.getAllByRole("heading", { level: 2 })[0]?.textContent).toBe("Client 19");
  });

  test("are walked through with the arrow keys, from any button of a row", async () => {
    const { user } = await openClients({ desk: { clients: many } });
    within(rowOf("Client 199")).getByRole("button", { name: "More Client 199" }).focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(document.activeElement?.textContent).toBe("More Client 197");
    await user.keyboard("{End}");
    expect(document.activeElement?.textContent).toBe("More Client 0");
    await user.keyboard("{ArrowDown}{Home}{ArrowUp}");
    expect(document.activeElement?.textContent).toBe("More Client 199");
    await user.keyboard("{Enter}");
    await user.click(button("Pause"));
    expect(rowOf("Client 199").textContent).toContain("Paused");
  });

  test("a few need no search", async () => {
    await openClients();
    expect(screen.queryByRole("search")).toBeNull();
  });
});

test("files of both kinds are brought in at once, and it is said what came of them", async () => {
  const given: string[] = [];
  const takeFiles = async (files: readonly File[]) => {
    given.push(...files.map(({ name }) => name));
    return { fresh: 1, known: 2, tooLarge: ["film.mp4"], clients: 3 };
  };
  const { user } = await openClients({ actions: { takeFiles } });
  const files = [new File(["{}"], "aftersession-clients.json"), new File(["x"], "a.age")];
  await user.upload(screen.getByLabelText("Choose files"), files);
  expect(await screen.findByText("New clients: 3")).toBeTruthy();
  for (const words of ["Files added: 1", "Already here: 2", "Too large to be a sealed answer: film.mp4"])
    expect(screen.getByText(words)).toBeTruthy();
  expect(given).toEqual(["aftersession-clients.json", "a.age"]);
  await expectAccessible(document.body);
});
