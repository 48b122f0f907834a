// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../../src/core/outbox/delivery.ts";
import { type Place, placeMarkOf } from "../../../src/protocol/place.ts";
import type { PlaceTest, PlaceToTest } from "../../../src/protocol/place-test.ts";
import { PLACE_CARDS, PLACE_KINDS } from "../../../src/ui/therapist/place-kinds.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, openTherapist, PLACE, type Situation } from "./open-therapist.tsx";
import { SHARE } from "./places.ts";

afterEach(cleanup);

const DELIVERED = { delivery: { kind: "delivered" }, status: 201 } as const;
const WORKS: PlaceTest = {
  first: DELIVERED,
  second: { ...DELIVERED, status: 200 },
  back: { kind: "found", copies: 1 },
};
const TEST = "Test connection and save";

/** A therapist without a place, in front of one kind of it. */
async function setUp(kind: string, reply: PlaceTest | null = WORKS, permitted = true) {
  const requested: (readonly string[])[] = [];
  const asked: PlaceToTest[] = [];
  const kept: Place[] = [];
  const actions: Situation["actions"] = {
    testPlace: async (toTest) => {
      asked.push(toTest);
      return reply;
    },
    requestHosts: async (origins) => {
      requested.push(origins);
      return permitted;
    },
    keepPlace: async (place) => void kept.push(place),
  };
  const { user } = await openTherapist({ desk: { place: null, clients: [] }, actions });
  await user.click(button(`Set up: ${kind}`));
  return { user, requested, asked, kept };
}

async function mailbox(reply: PlaceTest | null = WORKS, permitted = true) {
  const opened = await setUp("Mailbox", reply, permitted);
  await opened.user.type(screen.getByLabelText("Address"), "https://box.example/m/rivera");
  await opened.user.type(screen.getByLabelText("Your reading token"), "reading");
  return opened;
}

describe("the cards", () => {
  test("come first for a therapist without a place, in the honest order", async () => {
    await openTherapist({ desk: { place: null, clients: [] } });
    expect(screen.getByRole("heading", { level: 1, name: "Where answers go" })).toBeTruthy();
    const titles = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
    expect(titles).toEqual(PLACE_KINDS.map((kind) => english(PLACE_CARDS[kind].title)));
    expect(titles.slice(0, 4)).toEqual(["By hand", "Nextcloud or other WebDAV folder", "Google Sheet", "Mailbox"]);
    await expectAccessible(document.body);
  });

  test.each(PLACE_KINDS)("%s says for whom it is and who can read", async (kind) => {
    await openTherapist({ desk: { place: null, clients: [] } });
    const { title, forWhom, readers } = PLACE_CARDS[kind];
    const card = within(screen.getByRole("region", { name: english(title) }));
    expect(card.getByText(english(forWhom))).toBeTruthy();
    expect(card.getByText(english(readers))).toBeTruthy();
  });

  test("mark the one in use, and lead back to it", async () => {
    const { user } = await openTherapist({ desk: { place: SHARE } });
    await user.click(button("Place"));
    expect(screen.getByRole("heading", { level: 2, name: /Nextcloud.*In use now/ })).toBeTruthy();
    await user.click(button("See all places"));
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
    expect(screen.getAllByText("In use now")).toHaveLength(1);
  });
});

describe("a guide", () => {
  test.each(PLACE_KINDS)("%s has its steps, a picture in words, and its templates", async (kind) => {
    const { title, steps, templates } = PLACE_CARDS[kind];
    await setUp(english(title));
    const list = screen.getAllByRole("list").find(({ tagName }) => tagName === "OL")!;
    expect(
      within(list)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual(steps.map((key) => english(key)));
    expect(screen.getByRole("img", { name: /^Picture: / })).toBeTruthy();
    for (const template of templates) expect(screen.getByText(english(template.title))).toBeTruthy();
    expect(document.activeElement?.textContent).toContain(english(title));
    await expectAccessible(document.body);
  });

  test("reads a template from the package, to be copied or saved as it is", async () => {
    const copied: string[] = [];
    const saved: (readonly [string, string])[] = [];
    const actions = {
      copyText: async (text: string) => copied.push(text) > 0,
      saveText: (name: string, text: string) => void saved.push([name, text]),
    };
    const { user } = await openTherapist({ desk: { place: null, clients: [] }, actions });
    await user.click(button("Set up: Google Sheet"));
    const details = screen.getByText("Template: Apps Script").closest("details")!;
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
    expect(await screen.findByText("The template apps-script.gs")).toBeTruthy();
    await user.click(button("Copy"));
    await user.click(button("Save as a file"));
    expect(copied).toEqual(["The template apps-script.gs"]);
    expect(saved).toEqual([["apps-script.gs", "The template apps-script.gs"]]);
    expect(screen.getByText("Copied")).toBeTruthy();
    await expectAccessible(document.body);
  });
});

describe("testing a place", () => {
  test("says reply by reply what came back, and keeps it", async () => {
    const { user, requested, asked, kept } = await mailbox();
    await user.click(button(TEST));
    expect(await screen.findByText("It works, and it is saved.")).toBeTruthy();
    expect(screen.getByText("A test letter: taken and kept (reply 201)")).toBeTruthy();
    expect(screen.getByText("The same one again: taken and kept (reply 200)")).toBeTruthy();
    expect(screen.getByText("Read back as it was sent. Copies there: 1")).toBeTruthy();
    expect(requested).toEqual([["https://box.example"]]);
    expect(asked).toEqual([{ place: PLACE, sendTo: null }]);
    expect(kept).toEqual([PLACE]);
    await expectAccessible(document.body);
  });

  test("asks the browser in the same turn as the click, once for two clicks", async () => {
    const { requested } = await mailbox();
    button(TEST).click();
    expect(requested).toHaveLength(1);
    button(TEST).click();
    expect(requested).toHaveLength(1);
  });

  const hold = (reason: Extract<Delivery, { kind: "hold" }>["reason"]): Delivery => ({ kind: "hold", reason });
  test.each<[string, PlaceTest, RegExp]>([
    [
      "a refused key",
      { first: { delivery: hold("wrongKey"), status: 401 }, second: null, back: { kind: "notTried" } },
      /the key was refused \(reply 401\)/,
    ],
    [
      "no reply",
      {
        first: { delivery: { kind: "retry", reason: "noReply", retryAfterMs: null }, status: null },
        second: null,
        back: { kind: "notTried" },
      },
      /no reply came/,
    ],
    [
      "a second letter that is refused",
      {
        first: DELIVERED,
        second: { delivery: { kind: "park", reason: "otherContent" }, status: 409 },
        back: { kind: "notTried" },
      },
      /The same one again: the letter was refused \(reply 409\)/,
    ],
    ["a letter that is not where one reads", { ...WORKS, back: { kind: "notFound" } }, /it is not where you read/],
    [
      "a folder that cannot be read",
      { ...WORKS, back: { kind: "failed", reason: "wrongToken" } },
      /Reading: .*refused your reading token/,
    ],
  ])("%s is said and not kept, unless it is wanted; what was typed stays", async (_, reply, words) => {
    const { user, kept } = await mailbox(reply);
    await user.click(button(TEST));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(kept).toEqual([]);
    expect(screen.getByLabelText<HTMLInputElement>("Address").value).toBe("https://box.example");
    expect(screen.getByLabelText<HTMLInputElement>("Your reading token").value).toBe("reading");
    await expectAccessible(document.body);
    await user.click(button("Save without a working test"));
    expect(await screen.findByText("Saved. The connection was not tested.")).toBeTruthy();
    expect(kept).toEqual([PLACE]);
  });

  test("is not done where the browser does not allow it, which is said", async () => {
    const { user, asked, kept } = await mailbox(WORKS, false);
    await user.click(button(TEST));
    expect(await screen.findByText(/choose Allow/)).toBeTruthy();
    expect([asked, kept]).toEqual([[], []]);
    await user.click(button("Save without a working test"));
    expect(kept).toEqual([PLACE]);
  });

  test("nothing is asked while a line is wrong, which is said beside it", async () => {
    const { user, requested } = await setUp("Web automation");
    await user.type(screen.getByLabelText("Address"), "https://n8n.example/webhook-test/1");
    await user.click(button(TEST));
    const line = screen.getByLabelText("Address");
    const described = (line.getAttribute("aria-describedby") ?? "").split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toMatch(/test address/);
    expect(requested).toEqual([]);
  });

  test("by hand there is nothing to test: it is kept at once", async () => {
    const { user, requested, asked, kept } = await setUp("By hand");
    await user.click(button("Use this way"));
    expect(await screen.findByText("Saved. Invite your client now.")).toBeTruthy();
    expect(kept).toMatchObject([{ endpoint: { adapter: "file" }, reading: { kind: "hand" } }]);
    expect([requested, asked]).toEqual([[], []]);
  });
});

describe("what is said before anything is sent", () => {
  test("a CouchDB member reads all of it", async () => {
    const { user } = await setUp("CouchDB database");
    await user.type(screen.getByLabelText("Address"), "https://couch.example/answers");
    expect(screen.getByText(/A member of a CouchDB database reads all of it/)).toBeTruthy();
  });

  test("who can read where the automation has to, as soon as that is chosen", async () => {
    const { user } = await setUp("Web automation");
    await user.type(screen.getByLabelText("Address"), "https://n8n.example/webhook/1");
    expect(screen.queryByText(/can read every answer/)).toBeNull();
    await user.click(screen.getByLabelText(/has to read the answers/));
    expect(screen.getByText(/Whoever runs n8n\.example can read every answer/)).toBeTruthy();
  });

  test("a key that is known to read is refused at its line", async () => {
    const { user, requested } = await mailbox();
    await user.type(screen.getByLabelText("A client's password or token"), "r.reads");
    await user.click(button(TEST));
    expect(screen.getByText(/Never give it to a client\.$/, { selector: "[role=alert]" })).toBeTruthy();
    expect(requested).toEqual([]);
  });

  test("keys are not shown on the screen", async () => {
    await setUp("CouchDB database");
    for (const label of ["A client's password or token", "Your password or token"])
      expect(screen.getByLabelText(label).getAttribute("type")).toBe("password");
  });
});

test("clients who were told of another place are counted, and the way to them is one press", async () => {
  const clients = [
    clientRecord({ place: placeMarkOf(SHARE) }),
    clientRecord({ client: "c2", place: placeMarkOf(PLACE) }),
  ];
  const { user } = await openTherapist({ desk: { clients } });
  await user.click(button("Place"));
  expect(screen.getByText("Clients who still send to another place: 1")).toBeTruthy();
  await user.click(button("Make them an update"));
  expect(screen.getByRole("heading", { level: 1, name: "Clients" })).toBeTruthy();
});
