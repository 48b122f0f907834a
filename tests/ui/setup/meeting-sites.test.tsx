// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { SiteView } from "../../../src/protocol/page-requests.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, INVITED_SITE, USUAL_SETUP } from "./usual-setup.ts";

afterEach(() => {
  cleanup();
  document.documentElement.dir = "ltr";
});

const OWN: SiteView = { id: "site-1", platform: "zoom-web", hosts: ["zoom.us", "app.zoom.us"], permitted: true };

function paired(sites: readonly SiteView[] = [INVITED_SITE]) {
  const background = createFakeBackground({ setup: USUAL_SETUP });
  background.sites = sites;
  return background;
}

const card = () => screen.getByRole("region", { name: "Where you meet" });
const title = () => screen.getByRole("heading", { name: "Where you meet" });
const rows = () => within(card()).queryAllByRole("listitem");
const button = (name: string) => within(card()).getByRole("button", { name });
const words = (element: HTMLElement) => (element.textContent ?? "").replace(/[\u2068\u2069]/g, "");

async function openAdding(situation: Parameters<typeof openSetup>[0] = {}) {
  const opened = await openSetup({ background: paired(), ...situation });
  await waitFor(() => expect(rows()).toHaveLength(1));
  await opened.user.click(button("Add a place"));
  return opened;
}

describe("the list", () => {
  test("says of each place whose it is and whether the browser allows it", async () => {
    await openSetup({ background: paired([{ ...INVITED_SITE, permitted: false }, OWN]) });
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(words(rows()[0]!)).toContain("meet.exampleFrom your invite. The browser does not allow it.");
    expect(words(rows()[1]!)).toContain("Zoomzoom.us, app.zoom.usYou added it. The browser allows it.");
    await expectAccessible(document.body);
  });

  test("lets only the client's own be removed", async () => {
    const { user, background } = await openSetup({ background: paired([INVITED_SITE, OWN]) });
    await waitFor(() => expect(rows()).toHaveLength(2));
    const removing = within(card()).getAllByRole("button", { name: /Remove/ });
    expect(removing.map(words)).toEqual(["Remove"]);
    await user.click(removing[0]!);
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(background.askedFor("removeSite")).toEqual([{ id: "site-1" }]);
    expect(words(within(card()).getByText(/^Removed/))).toBe("Removed: Zoom");
    await waitFor(() => expect(document.activeElement).toBe(title()));
  });

  test("asks the browser again for exactly what it withholds", async () => {
    const { user, requested } = await openSetup({ background: paired([INVITED_SITE, { ...OWN, permitted: false }]) });
    await waitFor(() => expect(rows()).toHaveLength(2));
    await user.click(within(rows()[1]!).getByRole("button", { name: /Allow/ }));
    expect(requested).toEqual([["https://zoom.us", "https://app.zoom.us"]]);
  });

  test("says so when the background does not answer, and can be read again", async () => {
    const background = paired();
    const ask = background.ask;
    let answering = false;
    background.ask = ((kind, question) =>
      kind === "listSites" && !answering ? Promise.reject(new Error("gone")) : ask(kind, question)) as typeof ask;
    const { user } = await openSetup({ background });
    expect(await within(card()).findByText(english("setupSitesFailed"))).toBeTruthy();
    await expectAccessible(document.body);
    answering = true;
    await user.click(button("Try again"));
    await waitFor(() => expect(rows()).toHaveLength(1));
  });

  test("follows what changes elsewhere", async () => {
    const background = paired();
    const { tellChanged } = await openSetup({ background });
    await waitFor(() => expect(rows()).toHaveLength(1));
    background.sites = [INVITED_SITE, OWN];
    tellChanged();
    await waitFor(() => expect(rows()).toHaveLength(2));
  });
});

describe("adding a place", () => {
  test("asks for exactly its hosts in the click itself, then hands it over and shows it", async () => {
    const { user, requested, background } = await openAdding();
    await user.type(within(card()).getByRole("searchbox"), "zoom");
    await user.click(screen.getByLabelText("Zoom"));
    await expectAccessible(document.body);
    button("Allow and add").click();
    expect(requested).toEqual([["https://zoom.us", "https://app.zoom.us"]]);
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(background.askedFor("addSites")).toEqual([{ platform: "zoom-web", hosts: ["zoom.us", "app.zoom.us"] }]);
    expect(words(within(card()).getByText(/^Added/))).toBe("Added: Zoom");
    await waitFor(() => expect(document.activeElement).toBe(title()));
  });

  test("takes another address", async () => {
    const { user, requested } = await openAdding();
    await user.click(screen.getByLabelText("Another address"));
    await user.type(screen.getByLabelText("Address"), "https://meet.practice.example/room/7");
    await user.click(button("Allow and add"));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(requested).toEqual([["https://meet.practice.example"]]);
  });

  test("asks the browser once for two clicks", async () => {
    const { user, requested } = await openAdding({ grant: () => new Promise(() => {}) });
    await user.click(screen.getByLabelText("Google Meet"));
    button("Allow and add").click();
    button("Allow and add").click();
    expect(requested).toHaveLength(1);
    expect(await within(card()).findByRole("button", { name: "Asking your browser" })).toBeTruthy();
  });

  test.each([
    ["says no", () => Promise.resolve(false)],
    ["throws", () => Promise.reject<boolean>(new Error("gesture"))],
  ] as const)("that the browser refuses (it %s) adds nothing, says so and can be tried again", async (_, refusal) => {
    let grant: () => Promise<boolean> = refusal;
    const { user, background } = await openAdding({ grant: () => grant() });
    await user.click(screen.getByLabelText("Google Meet"));
    await user.click(button("Allow and add"));
    expect(await within(card()).findByText(english("setupSiteRefused"))).toBeTruthy();
    expect(background.askedFor("addSites")).toEqual([]);
    grant = async () => true;
    await user.click(button("Allow and add"));
    await waitFor(() => expect(rows()).toHaveLength(2));
  });

  test.each([
    ["alreadyThere", "setupSiteAlready"],
    ["notAllowed", "setupSiteRefused"],
    ["refused", "setupSiteNotAdded"],
  ] as const)("that the background answers with %s says so", async (answer, key) => {
    const background = paired();
    background.siteAnswer = answer;
    const { user } = await openAdding({ background });
    await user.click(screen.getByLabelText("Google Meet"));
    await user.click(button("Allow and add"));
    expect(await within(card()).findByText(english(key))).toBeTruthy();
  });

  test("while the background is out of reach keeps what was chosen", async () => {
    const { user, background } = await openAdding();
    await user.click(screen.getByLabelText("Google Meet"));
    background.answering = false;
    await user.click(button("Allow and add"));
    expect(await within(card()).findByText(english("setupSiteNotSaved"))).toBeTruthy();
    expect(screen.getByLabelText("Google Meet")).toHaveProperty("checked", true);
  });

  test("without a choice asks the browser for nothing", async () => {
    const { user, requested } = await openAdding();
    await user.click(button("Allow and add"));
    expect(await within(card()).findByText(english("controlSiteFaultNone"))).toBeTruthy();
    expect(requested).toEqual([]);
  });

  test("that no tab shows says that the button is the way, and has nothing to allow", async () => {
    const { user, requested } = await openAdding();
    await user.click(screen.getByLabelText("By phone"));
    expect(within(card()).getByText(english("controlSiteByHand"))).toBeTruthy();
    expect(within(card()).queryByRole("button", { name: "Allow and add" })).toBeNull();
    await user.click(button("Close"));
    expect(requested).toEqual([]);
  });

  test("stays open under the hands while the list changes, and can be given up", async () => {
    const { user, background, tellChanged } = await openAdding();
    await user.click(screen.getByLabelText("Google Meet"));
    background.sites = [INVITED_SITE, OWN];
    tellChanged();
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.getByLabelText("Google Meet")).toHaveProperty("checked", true);
    await user.click(button("Cancel"));
    expect(within(card()).queryByLabelText("Google Meet")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(title()));
  });
});

test("very long names and right-to-left pages stay readable and accessible", async () => {
  document.documentElement.dir = "rtl";
  const long = `${"very-long-".repeat(6)}name.${"practice-of-many-words-".repeat(2)}x.example`;
  await openSetup({ background: paired([{ ...OWN, platform: null, hosts: [long] }]) });
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(rows()[0]!.querySelector("bdi")?.textContent).toBe(long);
  await expectAccessible(document.body);
});
