// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { InviteRefusal } from "../../../src/core/invite/checks.ts";
import { INVITE_REASONS } from "../../../src/ui/setup/reasons.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup, PHRASE } from "./open-setup.tsx";
import { createFakeBackground, USUAL_SETUP } from "./usual-setup.ts";

afterEach(cleanup);

interface Dropped {
  readonly files: readonly File[];
  readonly getData: () => string;
}

/** happy-dom has no drag and drop; a page only ever sees an event with what was dropped. */
function drop(dataTransfer: Dropped): void {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  fireEvent(screen.getByLabelText("Your invite"), Object.assign(event, { dataTransfer }));
}

test("the first run asks for nothing but the invite", async () => {
  const { requested, background } = await openSetup();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("After a session, say how it was");
  expect(screen.getByLabelText("Your invite")).toBeTruthy();
  expect(requested).toEqual([]);
  const LOOKING = ["readSetup", "listWaiting", "readHealth", "readOutbox"];
  await waitFor(() => expect([...new Set(background.asked.map(({ kind }) => kind))]).toEqual(LOOKING));
  await expectAccessible(document.body);
});

test("a pasted invite is shown with its check phrase", async () => {
  const { user } = await openSetup();
  await user.click(screen.getByLabelText("Your invite"));
  await user.paste("https://aftersession.example/join#A1.text");
  await user.click(screen.getByRole("button", { name: "Show me the invite" }));
  await screen.findByRole("heading", { level: 1, name: /Dr\. Rivera.* invites you/ });
  for (const word of PHRASE) expect(screen.getByText(word)).toBeTruthy();
});

test("a chosen invite file is read at once", async () => {
  const { user } = await openSetup();
  await user.upload(screen.getByLabelText("Choose a file"), new File(["A1.text"], "rivera.invite"));
  await screen.findByRole("heading", { level: 1, name: /invites you/ });
});

test("a dropped invite file is read at once", async () => {
  await openSetup();
  drop({ files: [new File(["A1.text"], "rivera.invite")], getData: () => "" });
  await screen.findByRole("heading", { level: 1, name: /invites you/ });
});

test("a dropped link is read at once", async () => {
  await openSetup();
  drop({ files: [], getData: () => "https://aftersession.example/join#A1.text" });
  await screen.findByRole("heading", { level: 1, name: /invites you/ });
});

test("a file too big to be an invite is not read", async () => {
  const { user } = await openSetup();
  await user.upload(screen.getByLabelText("Choose a file"), new File(["x".repeat(70_000)], "photo.invite"));
  expect((await screen.findByText(english("setupInviteFileTooLarge"))).getAttribute("role")).toBe("alert");
});

test("an empty field asks for the invite", async () => {
  const { user } = await openSetup();
  await user.click(screen.getByRole("button", { name: "Show me the invite" }));
  expect(await screen.findByText("Paste your invite first.")).toBeTruthy();
});

test.each(Object.keys(INVITE_REASONS) as InviteRefusal[])(
  "an invite refused as %s says so in a sentence and keeps the text",
  async (reason) => {
    const { user } = await openSetup({ reading: { kind: "refused", reason } });
    const field = screen.getByLabelText<HTMLTextAreaElement>("Your invite");
    await user.type(field, "A1.broken");
    await user.click(screen.getByRole("button", { name: "Show me the invite" }));
    expect(await screen.findByText(english(INVITE_REASONS[reason]))).toBeTruthy();
    expect(field.value).toBe("A1.broken");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  },
);

test("a refused invite stays accessible, and its reason goes when the text changes", async () => {
  const { user } = await openSetup({ reading: { kind: "refused", reason: "damaged" } });
  const field = screen.getByLabelText("Your invite");
  await user.type(field, "A1.broken");
  await user.click(screen.getByRole("button", { name: "Show me the invite" }));
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  await expectAccessible(document.body);
  await user.type(field, "!");
  expect(field.getAttribute("aria-invalid")).toBe("false");
});

test("therapists find their page", async () => {
  const { user, opened } = await openSetup();
  await user.click(screen.getByRole("button", { name: "For therapists: open the therapist page" }));
  expect(opened).toEqual(["therapist"]);
});

test("a background that does not answer is said, and can be tried again", async () => {
  const background = createFakeBackground({ setup: USUAL_SETUP });
  background.answering = false;
  const opening = openSetup({ background });
  const again = await screen.findByRole("button", { name: "Try again" });
  background.answering = true;
  again.click();
  await opening;
  expect(await screen.findByRole("heading", { level: 1, name: /Your check-ins with/ })).toBeTruthy();
});
