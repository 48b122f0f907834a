// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { ListReply, MailboxAccess } from "../../../src/protocol/therapist-records.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, MAILBOX, openTherapist } from "./open-therapist.tsx";

afterEach(cleanup);

/** The section of a therapist without a mailbox, filled in. */
async function filledIn(reply: ListReply, permitted = true) {
  const requested: (readonly string[])[] = [];
  const kept: MailboxAccess[] = [];
  const { user } = await openTherapist({
    desk: { mailbox: null },
    actions: {
      testMailbox: async () => reply,
      requestHosts: async (origins) => {
        requested.push(origins);
        return permitted;
      },
      keepMailbox: async (access) => {
        kept.push(access);
      },
    },
  });
  await user.type(screen.getByLabelText("Address"), "https://box.example/m/rivera");
  await user.type(screen.getByLabelText("Your reading token"), "reading");
  return { user, requested, kept };
}

const press = "Test connection and save";

test("a therapist without a mailbox begins there", async () => {
  await openTherapist({ desk: { mailbox: null } });
  expect(screen.getByRole("heading", { level: 1, name: "Your mailbox" })).toBeTruthy();
  await expectAccessible(document.body);
});

test("the pasted address of a whole box fills in both lines", async () => {
  await filledIn({ kind: "listed", items: [] });
  expect(screen.getByLabelText<HTMLInputElement>("Address").value).toBe("https://box.example");
  expect(screen.getByLabelText<HTMLInputElement>("Name of your box").value).toBe("rivera");
});

test("the token is not shown on the screen", async () => {
  await filledIn({ kind: "listed", items: [] });
  expect(screen.getByLabelText("Your reading token").getAttribute("type")).toBe("password");
});

test("a working mailbox is kept, after the browser was asked for its origin and no other", async () => {
  const item = { id: "a", size: 1, arrivedAt: 1 };
  const { user, requested, kept } = await filledIn({ kind: "listed", items: [item, item, item] });
  await user.click(button(press));
  expect(await screen.findByText("It works, and it is saved. Sealed answers in the box: 3")).toBeTruthy();
  expect(requested).toEqual([["https://box.example"]]);
  expect(kept).toEqual([MAILBOX]);
  await expectAccessible(document.body);
});

test("the browser is asked in the same turn as the click, once for two clicks", async () => {
  const { requested } = await filledIn({ kind: "listed", items: [] });
  button(press).click();
  expect(requested).toHaveLength(1);
  button(press).click();
  expect(requested).toHaveLength(1);
});

test("what does not work is said and not kept, unless it is wanted", async () => {
  const { user, kept } = await filledIn({ kind: "failed", reason: "wrongToken" });
  await user.click(button(press));
  expect(await screen.findByText(/refused your reading token/)).toBeTruthy();
  expect(kept).toEqual([]);
  await user.click(button("Save without a working test"));
  expect(await screen.findByText("Saved. The connection was not tested.")).toBeTruthy();
  expect(kept).toEqual([MAILBOX]);
});

test("a refused permission is explained", async () => {
  const { user, kept } = await filledIn({ kind: "listed", items: [] }, false);
  await user.click(button(press));
  expect(await screen.findByText(/choose Allow/)).toBeTruthy();
  expect(kept).toEqual([]);
});

describe("what was mistyped is said beside its line, and nothing is asked", () => {
  test.each([
    ["Address", "http://box.example", /must start with https/],
    ["Address", "my mailbox", /not a web address/],
    ["Address", "https://192.168.0.1", /cannot be used/],
    ["Name of your box", "My Box", /small letters, digits and hyphens/],
    ["Your reading token", "two words", /without spaces/],
  ] as const)("%s: %s", async (label, text, fault) => {
    const { user, requested } = await filledIn({ kind: "listed", items: [] });
    await user.clear(screen.getByLabelText(label));
    await user.type(screen.getByLabelText(label), text);
    await user.click(button(press));
    const line = screen.getByLabelText(label);
    const described = (line.getAttribute("aria-describedby") ?? "").split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toMatch(fault);
    expect(requested).toEqual([]);
  });
});
