// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../accessibility.ts";
import { button, clientRecord, openTherapist, type Situation } from "./open-therapist.tsx";

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
    return { responses: [], setAside: [], gaps: [], sameNumber: [] };
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
