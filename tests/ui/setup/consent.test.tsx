// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { packDefinition } from "../../../src/core/alliance/definition.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { MessageKey } from "../../../src/protocol/strings.ts";
import { consentText, KEY_WARNINGS } from "../../../src/ui/setup/consent-text.ts";
import { addOn, SOMEBODY } from "../../core/alliance/add-ons.ts";
import { dummy } from "../../core/alliance/dummy.ts";
import { USUAL_ENDPOINTS } from "../../core/invite/usual-endpoints.ts";
import { english } from "../../english.ts";
import { german } from "../../german.ts";
import { expectAccessible } from "../accessibility.ts";
import { openConsent, openSetup } from "./open-setup.tsx";
import { createFakeBackground, USUAL_INVITE } from "./usual-setup.ts";

afterEach(cleanup);

const agreeButton = () => screen.getByRole("button", { name: "Agree and allow" });
const yesOpenIt = () => screen.getByRole("radio", { name: "Yes, open it" });

test("consent says who reads, where it goes, what is sent and that no one is watching", async () => {
  const { requested } = await openConsent();
  const page = document.body.textContent ?? "";
  expect(page).toMatch(/Only .Dr\. Rivera. can open them/);
  expect(page).toMatch(/They go to .box\.example./);
  expect(page).toContain(english("setupConsentSafety"));
  expect(page).toContain(english("setupConsentVoluntary"));
  expect(page).toMatch(/read and change your data on .meet\.example. and .box\.example./);
  expect(requested).toEqual([]);
  await expectAccessible(document.body);
});

test("the therapist's own words come first, outside what is agreed to", async () => {
  await openConsent();
  const letter = screen.getByText(english("setupLetter"));
  expect(screen.getByRole("heading", { name: "A word from Dr. Rivera" })).toBeDefined();
  const before = letter.compareDocumentPosition(screen.getByText(english("setupConsentVoluntary")));
  expect(before & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(consentText(USUAL_INVITE, english)).not.toContain(english("setupLetter"));
});

test("every line of the hashed text is on the page", async () => {
  await openConsent();
  const page = document.body.textContent ?? "";
  const lines = consentText(USUAL_INVITE, english)
    .split("\n")
    .filter((line) => line !== "");
  for (const line of lines) expect(page.replace(/\s+/g, " ")).toContain(line.replace(/^- /, ""));
});

test.each<[string, InviteEndpoint, MessageKey]>([
  ["a CouchDB member", USUAL_ENDPOINTS.couchdb, "setupKeyReadsDatabase"],
  ["a WebDAV folder", USUAL_ENDPOINTS.webdav, "setupKeyMayReadFolder"],
  ["a public key", { ...USUAL_ENDPOINTS.postgrest, token: "sb_publishable_x" }, "setupKeyEverybodys"],
])("where the key may do more than bring answers, it says so: %s", async (_, endpoint, warning) => {
  await openConsent({ invite: { ...USUAL_INVITE, endpoint } });
  expect(document.body.textContent).toContain(english(warning));
  expect(consentText({ ...USUAL_INVITE, endpoint }, english)).toContain(english(warning));
  await expectAccessible(document.body);
});

test("where it does not, nothing is warned of", () => {
  const text = consentText(USUAL_INVITE, english);
  for (const warning of Object.values(KEY_WARNINGS)) expect(text).not.toContain(english(warning));
});

test("where answers go by hand, no place is named and the browser is asked for the sites alone", async () => {
  const { user, requested } = await openConsent({ invite: { ...USUAL_INVITE, endpoint: USUAL_ENDPOINTS.file } });
  expect(document.body.textContent).toContain("They do not go out by themselves");
  expect(document.body.textContent).not.toMatch(/They go to|\u2068\u2069/);
  await user.click(yesOpenIt());
  await user.click(agreeButton());
  expect(requested).toEqual([["https://meet.example"]]);
});

test("a script at Google needs both of its hosts", async () => {
  const { user, requested } = await openConsent({
    invite: { ...USUAL_INVITE, endpoint: USUAL_ENDPOINTS["apps-script"] },
  });
  await user.click(yesOpenIt());
  await user.click(agreeButton());
  expect(requested[0]).toEqual([
    "https://meet.example",
    "https://script.google.com",
    "https://script.googleusercontent.com",
  ]);
});

test("one click asks for exactly the invite's origins, then hands over invite, hash and choice", async () => {
  const { user, requested, hashed, background } = await openConsent();
  await user.click(yesOpenIt());
  await user.click(agreeButton());
  await screen.findByRole("heading", { level: 1, name: "You are all set" });
  expect(requested).toEqual([["https://meet.example", "https://box.example"]]);
  expect(hashed).toEqual([consentText(USUAL_INVITE, english)]);
  expect(background.askedFor("acceptInvite")).toEqual([
    { text: "A1.text", consentHash: `hash-of-${hashed[0]!.length}`, openByItself: true },
  ]);
});

test("the browser is asked in the same turn as the click", async () => {
  const { requested, user } = await openConsent();
  await user.click(screen.getByRole("radio", { name: "Only show a badge" }));
  agreeButton().click();
  expect(requested).toHaveLength(1);
});

test("a double click asks the browser once", async () => {
  const { user, requested, background } = await openConsent();
  await user.click(yesOpenIt());
  const button = agreeButton();
  button.click();
  button.click();
  await screen.findByRole("heading", { level: 1, name: "You are all set" });
  expect(requested).toHaveLength(1);
  expect(background.askedFor("acceptInvite")).toHaveLength(1);
});

test("nothing opens by itself unless it was chosen: without a choice nothing is asked", async () => {
  const { user, requested } = await openConsent();
  await user.click(agreeButton());
  expect(await screen.findByText("Please choose one.")).toBeTruthy();
  expect(requested).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(yesOpenIt()));
});

test.each([
  ["says no", () => Promise.resolve(false)],
  ["throws", () => Promise.reject<boolean>(new Error("This function must be called during a user gesture"))],
] as const)("a browser that %s leaves everything as it was, and can be asked again", async (_, grant) => {
  let answer: () => Promise<boolean> = grant;
  const { user, background } = await openConsent({ grant: () => answer() });
  await user.click(yesOpenIt());
  await user.click(agreeButton());
  expect(await screen.findByText(english("setupRefused"))).toBeTruthy();
  expect(background.askedFor("acceptInvite")).toEqual([]);
  await expectAccessible(document.body);
  answer = async () => true;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("heading", { level: 1, name: "You are all set" });
});

test("an invite that the background refuses says why", async () => {
  const background = createFakeBackground();
  background.refusal = "foreignIssuer";
  const { user } = await openConsent({ background });
  await user.click(yesOpenIt());
  await user.click(agreeButton());
  expect(await screen.findByText(english("reasonInviteForeignIssuer"))).toBeTruthy();
});

test("a reason this page does not know still becomes a sentence", async () => {
  const background = createFakeBackground();
  background.refusal = "from a later version";
  const { user } = await openConsent({ background });
  await user.click(yesOpenIt());
  await user.click(agreeButton());
  expect(await screen.findByText(english("reasonInviteOther"))).toBeTruthy();
});

test("a background that stops in the middle leaves a way to try again", async () => {
  const { user, background } = await openConsent();
  await user.click(yesOpenIt());
  background.answering = false;
  await user.click(agreeButton());
  expect(await screen.findByText(english("setupNotSaved"))).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("saying no goes back to the invite with its text, and nothing was asked", async () => {
  const { user, requested, background } = await openConsent();
  await user.click(screen.getByRole("button", { name: "No, go back" }));
  expect(screen.getByLabelText<HTMLTextAreaElement>("Your invite").value).toBe("A1.text");
  expect(requested).toEqual([]);
  expect(background.askedFor("acceptInvite")).toEqual([]);
});

test("plain mode says that those who run the place can read too", async () => {
  await openConsent({ invite: { ...USUAL_INVITE, mode: "plain" } });
  expect(document.body.textContent).toMatch(/The people who run .box\.example. can read them too\. So can all whom/);
  expect(document.body.textContent).not.toContain("Your answers are sealed on this computer");
});

test("the whole way to consent works with the keyboard alone", async () => {
  const { user } = await openSetup();
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Language" }));
  await user.tab();
  await user.keyboard("A1.text");
  await user.tab();
  await user.keyboard("{Enter}");
  const title = await screen.findByRole("heading", { level: 1, name: /invites you/ });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await user.tab();
  await user.keyboard(" ");
  expect(yesOpenIt()).toHaveProperty("checked", true);
  await user.tab();
  expect(document.activeElement).toBe(agreeButton());
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { level: 1, name: "You are all set" });
});

test("long names and hosts and right-to-left names stay readable and accessible", async () => {
  document.documentElement.dir = "rtl";
  const name = "د. عبد الرحمن بن محمد الأنصاري الشيرازي ".repeat(2).trim();
  const url = `https://${"very-long-".repeat(6)}name.practice.example`;
  await openConsent({
    invite: { ...USUAL_INVITE, issuer: { name, key: "k" }, endpoint: { ...USUAL_INVITE.endpoint, url } },
  });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(`\u2068${name}\u2069 invites you`);
  await expectAccessible(document.body);
  document.documentElement.dir = "ltr";
});

test.each([
  ["asked", {}, "you are asked once for each room"],
  ["every call", { dedicatedHosts: ["meet.example"] }, "Every call on meet.example counts as a session."],
  ["a named room", { rooms: ["https://meet.example/7"] }, "only your own room opens a check-in"],
])("consent says in plain words which calls count: %s", async (_, changed, words) => {
  await openConsent({ invite: { ...USUAL_INVITE, ...changed } });
  expect(document.body.textContent?.replace(/[\u2068\u2069]/g, "")).toContain(words);
  await expectAccessible(document.body);
});

test("questions that take turns are part of what is agreed to, where there are any", () => {
  const more = english("setupSampleOneMore");
  expect(consentText(USUAL_INVITE, english)).toContain(more);
  expect(consentText({ ...USUAL_INVITE, instrument: "afs-youth|1" }, english)).not.toContain(more);
});

test("the questions that an invite brings are shown in the consent word for word", () => {
  const questions = JSON.stringify(packDefinition(dummy("wai-sr")));
  const text = consentText({ ...USUAL_INVITE, instrument: "wai-sr|1", questions }, english);
  for (const { text: words } of dummy("wai-sr").items) expect(text).toContain(words);
});

describe("questions beside the usual ones", () => {
  const addOns = [addOn("risq"), addOn("sparq")].map((one) => JSON.stringify(packDefinition(one)));
  const beside = { ...USUAL_INVITE, addOns, outside: SOMEBODY };

  test("are in the consent word for word, with their licence, who reads them, and that those about harm stay", async () => {
    await openConsent({ invite: beside });
    const page = (document.body.textContent ?? "").replace(/[\u2068\u2069]/g, "");
    for (const key of [
      "setupConsentAddOns",
      "setupConsentAddOnsRead",
      "setupConsentHarm",
      "setupConsentOutside",
    ] as const)
      expect(page).toContain(english(key));
    for (const words of ["risq item 4, test text", "sparq item 8, test text", "Line of the authors, test text."])
      expect(page).toContain(words);
    for (const contact of ["Ms. North, 030 111", "The board"]) expect(page).toContain(contact);
    expect(page).not.toContain(english("checkinOutsideLine"));
    await expectAccessible(document.body);
  });

  test("are part of the text that is hashed; without them nothing of it is there", () => {
    const text = consentText(beside, english);
    expect(text).toContain("risq item 1, test text");
    expect(text).toContain("Ms. North, 030 111");
    expect(consentText({ ...beside, outside: { ...SOMEBODY, board: "Another" } }, english)).not.toBe(text);
    const usual = consentText(USUAL_INVITE, english);
    for (const key of ["setupConsentAddOnsTitle", "setupConsentHarmTitle", "setupConsentOutsideTitle"] as const)
      expect(usual).not.toContain(english(key));
  });

  test("alone about reactions name nobody outside", () => {
    const text = consentText({ ...USUAL_INVITE, addOns: addOns.slice(1) }, english);
    expect(text).toContain("sparq item 1, test text");
    expect(text).not.toContain(english("setupConsentHarm"));
  });

  test("about harm with nobody outside are refused before anything is shown", async () => {
    const { user, background } = await openSetup({ invite: { ...USUAL_INVITE, addOns } });
    await user.type(screen.getByLabelText("Your invite"), "A1.text");
    await user.click(screen.getByRole("button", { name: "Show me the invite" }));
    expect(await screen.findByText(english("reasonInviteInstrumentUnknown"))).toBeTruthy();
    expect(background.askedFor("acceptInvite")).toEqual([]);
  });
});

test("in another language it is the text of that language that is hashed, questions and all", async () => {
  const { user, hashed } = await openSetup({ t: german });
  await user.type(screen.getByLabelText("Ihre Einladung"), "A1.text");
  await user.click(screen.getByRole("button", { name: "Einladung zeigen" }));
  await screen.findByRole("heading", { level: 1, name: /lädt Sie ein/ });
  const page = (document.body.textContent ?? "").replace(/\s+/g, " ");
  const text = consentText(USUAL_INVITE, german);
  for (const line of text.split("\n").filter((line) => line !== "")) expect(page).toContain(line.replace(/^- /, ""));
  expect(text).toContain("Wie sicher haben Sie sich heute gefühlt");
  expect(page).toContain(german("setupQuestionsDraft"));
  await expectAccessible(document.body);
  await user.click(screen.getByRole("radio", { name: "Ja, öffnen" }));
  await user.click(screen.getByRole("button", { name: "Zustimmen und erlauben" }));
  await screen.findByRole("heading", { level: 1, name: "Alles ist bereit" });
  expect(hashed).toEqual([text]);
});

test("in English nothing is called a draft: the questions were written in it", async () => {
  await openConsent();
  expect(document.body.textContent).not.toContain(english("setupQuestionsDraft"));
});
