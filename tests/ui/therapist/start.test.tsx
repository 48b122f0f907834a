// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { TherapistPage } from "../../../src/ui/therapist/TherapistPage.tsx";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, KEY, LANGUAGE, openTherapist } from "./open-therapist.tsx";

afterEach(cleanup);

const file = (text: string): File => new File([text], "aftersession-key.txt", { type: "text/plain" });
const unproven = { ...KEY, backedUpAt: null };

describe("the first visit", () => {
  test("asks for a name and says who can read", async () => {
    await openTherapist({ desk: { key: null } });
    expect(screen.getByText(/Whoever can use this profile can read/)).toBeTruthy();
    await expectAccessible(document.body);
  });

  test("a name makes a key, and the next thing is its backup", async () => {
    const made: string[] = [];
    const makeKey = async (name: string) => {
      made.push(name);
      return unproven;
    };
    const { user } = await openTherapist({ desk: { key: null }, actions: { makeKey } });
    await user.type(screen.getByLabelText(/Your name/), "  Dr. Rivera {Enter}");
    await screen.findByRole("heading", { name: "Save your key, then test it" });
    expect(made).toEqual(["Dr. Rivera"]);
  });

  test("without a name no key is made", async () => {
    const { user } = await openTherapist({ desk: { key: null } });
    await user.click(button("Make my key"));
    expect(screen.getByRole("alert").textContent).toContain("Enter your name");
    expect(screen.getByLabelText(/Your name/).getAttribute("aria-invalid")).toBe("true");
  });

  test("a double click makes one key", async () => {
    let made = 0;
    const makeKey = async () => {
      made += 1;
      return unproven;
    };
    const { user } = await openTherapist({ desk: { key: null }, actions: { makeKey } });
    await user.type(screen.getByLabelText(/Your name/), "Dr. Rivera");
    const press = button("Make my key");
    press.click();
    press.click();
    await screen.findByRole("heading", { name: "Save your key, then test it" });
    expect(made).toBe(1);
  });

  test("a key that cannot be kept is not used", async () => {
    const makeKey = () => Promise.reject(new Error("disk full"));
    const { user } = await openTherapist({ desk: { key: null }, actions: { makeKey } });
    await user.type(screen.getByLabelText(/Your name/), "Dr. Rivera");
    await user.click(button("Make my key"));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be saved");
  });

  test("a key file made elsewhere leads straight on", async () => {
    const { user } = await openTherapist({ desk: { key: null, place: null, clients: [] } });
    await user.upload(screen.getByLabelText("Choose key file"), file("AGE-SECRET-KEY-1…"));
    await screen.findByRole("heading", { level: 1, name: "Where answers go" });
  });

  test("a file that is no key file is refused with the reason", async () => {
    const takeKeyFile = async () => ({ kind: "refused", reason: "noKey" }) as const;
    const { user } = await openTherapist({ desk: { key: null }, actions: { takeKeyFile } });
    await user.upload(screen.getByLabelText("Choose key file"), file("my holiday"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no key in this file");
  });
});

describe("the backup", () => {
  const backup = { desk: { key: unproven, place: null, clients: [] } };

  test("stands between a new key and everything else", async () => {
    await openTherapist(backup);
    expect(screen.getByRole("heading", { level: 1, name: "Save your key, then test it" })).toBeTruthy();
    expect(screen.queryByRole("navigation")).toBeNull();
    await expectAccessible(document.body);
  });

  test("says under which name it was saved", async () => {
    const { user } = await openTherapist(backup);
    await user.click(button("Save key file"));
    expect(await screen.findByText(/Saved to your downloads as aftersession-key.txt/)).toBeTruthy();
    expect(button("Save key file again")).toBeTruthy();
  });

  test("that opens the test file leads on to the mailbox", async () => {
    const given: string[] = [];
    const proveBackup = async (text: string) => {
      given.push(text);
      return { kind: "taken", key: KEY } as const;
    };
    const { user } = await openTherapist({ ...backup, actions: { proveBackup } });
    await user.upload(screen.getByLabelText("Choose the saved key file"), file("the key"));
    await screen.findByRole("heading", { level: 1, name: "Where answers go" });
    expect(given).toEqual(["the key"]);
  });

  test("that holds another key does not", async () => {
    const proveBackup = async () => ({ kind: "refused", reason: "otherKey" }) as const;
    const { user } = await openTherapist({ ...backup, actions: { proveBackup } });
    await user.upload(screen.getByLabelText("Choose the saved key file"), file("another key"));
    expect(await screen.findByText(/This file holds another key/)).toBeTruthy();
    expect(screen.queryByRole("navigation")).toBeNull();
  });
});

test("a database the browser withholds is said, and nothing can be made", async () => {
  render(
    <StringsContext.Provider value={english}>
      <TherapistPage open={() => Promise.reject(new Error("blocked"))} language={LANGUAGE} />
    </StringsContext.Provider>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("Nothing was changed");
  expect(screen.queryByRole("button")).toBeNull();
  await expectAccessible(document.body);
});
