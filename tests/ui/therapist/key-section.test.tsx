// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, KEY, openTherapist, type Situation } from "./open-therapist.tsx";

afterEach(cleanup);

async function openKey(situation: Situation = {}) {
  const opened = await openTherapist(situation);
  await opened.user.click(button("Key"));
  await screen.findByRole("heading", { level: 1, name: "Your key" });
  return opened;
}

const listFile = (): File => new File(["{}"], "aftersession-clients.json", { type: "application/json" });

test("the key section shows the public key and what to keep", async () => {
  await openKey();
  expect(screen.getByText("age1therapist")).toBeTruthy();
  await expectAccessible(document.body);
});

test("key file and client list can be saved again", async () => {
  const saved: string[] = [];
  const saveKeyFile = async () => `key ${saved.push("key")}`;
  const saveClientsFile = async () => void saved.push("clients");
  const { user } = await openKey({ actions: { saveKeyFile, saveClientsFile } });
  await user.click(button("Save key file"));
  await user.click(button("Save client list"));
  expect(saved).toEqual(["key", "clients"]);
});

test("clients of a list are added, and what they sent is opened again", async () => {
  let opened = 0;
  const openInbox = async () => {
    opened += 1;
    return { responses: [], setAside: [], gaps: [], sameNumber: [], sealedFor: new Set<string>() };
  };
  const taken = [clientRecord({ label: "From a list" })];
  const { user } = await openKey({ actions: { takeClientsFile: async () => taken, openInbox } });
  await screen.findByRole("heading", { name: "Your key" });
  const before = opened;
  await user.upload(screen.getByLabelText("Add clients from a list"), listFile());
  expect(await screen.findByText(/Clients added or already here: 1/)).toBeTruthy();
  expect(opened).toBeGreaterThan(before);
});

test("a file that is no client list changes nothing", async () => {
  const { user } = await openKey({ actions: { takeClientsFile: async () => null } });
  await user.upload(screen.getByLabelText("Add clients from a list"), listFile());
  expect(await screen.findByText(/Nothing was changed/)).toBeTruthy();
});

describe("a new key", () => {
  test("is made only after a second yes, and its backup comes next", async () => {
    let made = 0;
    const renewKey = async () => {
      made += 1;
      return { ...KEY, recipient: "age1newer", backedUpAt: null };
    };
    const { user } = await openKey({ actions: { renewKey } });
    await user.click(button("Make a new key"));
    expect(made).toBe(0);
    expect(document.activeElement?.textContent).toMatch(/each client needs an update/);
    await expectAccessible(document.body);
    await user.click(button("Yes, make it now"));
    expect(await screen.findByRole("heading", { level: 1, name: "Save your key, then test it" })).toBeTruthy();
    expect(made).toBe(1);
  });

  test("can be given up", async () => {
    const { user } = await openKey();
    await user.click(button("Make a new key"));
    await user.click(button("Cancel"));
    expect(screen.queryByRole("button", { name: "Yes, make it now" })).toBeNull();
  });

  test("that could not be kept is not used", async () => {
    const { user } = await openKey({ actions: { renewKey: async () => null } });
    await user.click(button("Make a new key"));
    await user.click(button("Yes, make it now"));
    expect((await screen.findByRole("alert")).textContent).toBe(english("therapistFaultKeyStore"));
    expect(screen.getByText("age1therapist")).toBeTruthy();
  });
});

describe("a practice", () => {
  const RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  async function withPractice(recipient: string, name = "Practice North") {
    const kept: unknown[] = [];
    const opened = await openKey({ actions: { keepPractice: async (practice) => void kept.push(practice) } });
    await opened.user.type(screen.getByLabelText("Name of the practice"), name);
    await opened.user.type(screen.getByLabelText("Public key of the practice"), recipient);
    await opened.user.click(button("Save practice"));
    return { ...opened, kept };
  }

  test("is a second reader with a name, and can be removed", async () => {
    const { user, kept } = await withPractice(RECIPIENT);
    expect(await screen.findByText("New invites can be read by Practice North too.")).toBeTruthy();
    await user.click(button("Remove practice"));
    expect(kept).toEqual([{ name: "Practice North", recipient: RECIPIENT }, null]);
    await expectAccessible(document.body);
  });

  test.each([
    ["a mistyped key", RECIPIENT.replace("ql3z", "ql3q")],
    ["a secret key", "AGE-SECRET-KEY-1QQQQ"],
    ["the therapist's own key", "age1therapist"],
  ])("is not kept with %s", async (_, recipient) => {
    const { kept } = await withPractice(recipient);
    expect(kept).toEqual([]);
    expect(screen.getByText(english("therapistFaultPracticeRecipient"))).toBeTruthy();
  });
});
