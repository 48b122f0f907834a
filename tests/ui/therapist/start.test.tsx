// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/preact";
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
    expect((await screen.findByRole("alert")).textContent).toContain("There is no key in this");
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
    expect(await screen.findByText(/This is another key/)).toBeTruthy();
    expect(screen.queryByRole("navigation")).toBeNull();
  });
});

describe("a copy in another form", () => {
  const backup = { desk: { key: unproven, place: null, clients: [] } };
  const PASSPHRASE = "garden-copper-window-lemon-river-stone";

  test("the sheet shows whose it is, both lines in groups, and its code, and is printed alone", async () => {
    let printed = 0;
    const { user } = await openTherapist({ ...backup, actions: { printPage: () => void (printed += 1) } });
    await user.click(button("Show the sheet"));
    const sheet = await screen.findByRole("article", { name: "Aftersession key of Dr. Rivera" });
    expect(document.activeElement?.textContent).toBe("Aftersession key of Dr. Rivera");
    expect(within(sheet).getByText("AGE-SECRET-KEY-1").parentElement?.textContent).toMatch(
      /^AGE-SECRET-KEY-1( QPZR){14}/,
    );
    expect(within(sheet).getByText("AFTERSESSION-SIGN-1")).toBeTruthy();
    expect(within(sheet).getByRole("img", { name: "All lines of the sheet as a square code" })).toBeTruthy();
    await expectAccessible(document.body);
    await user.click(button("Print this sheet"));
    expect(printed).toBe(1);
    await user.click(button("Hide the sheet"));
    expect(screen.queryByRole("article")).toBeNull();
  });

  test("the sheet can be typed as the test of the backup, and does not stay on the screen", async () => {
    const given: string[] = [];
    const proveBackup = async (text: string) => {
      given.push(text);
      return given.length === 1
        ? ({ kind: "refused", reason: "damagedKey", group: 3 } as const)
        : ({ kind: "taken", key: KEY } as const);
    };
    const { user } = await openTherapist({ ...backup, actions: { proveBackup } });
    await user.click(screen.getByText("Type it from the sheet"));
    await user.type(screen.getByLabelText("The lines of the sheet"), "age secret key 1 qpzr");
    await user.click(button("Use this key"));
    expect((await screen.findByRole("alert")).textContent).toContain(
      "look again at group 3 of the line that begins with AGE-SECRET-KEY-1",
    );
    expect(screen.getByLabelText<HTMLTextAreaElement>("The lines of the sheet").value).toBe("age secret key 1 qpzr");
    await user.click(button("Use this key"));
    await screen.findByRole("heading", { level: 1, name: "Where answers go" });
    expect(given).toEqual(["age secret key 1 qpzr", "age secret key 1 qpzr"]);
  });

  test("a passphrase is suggested, given twice, and kept nowhere", async () => {
    const locked: string[] = [];
    const lockKey = async (passphrase: string) => `file ${locked.push(passphrase)}`;
    const { user } = await openTherapist({ ...backup, actions: { lockKey } });
    await user.click(button("Choose a passphrase"));
    const [passphrase, again] = [screen.getByLabelText("Passphrase"), screen.getByLabelText("The passphrase again")];
    expect((passphrase as HTMLInputElement).value).toBe(PASSPHRASE);
    await expectAccessible(document.body);
    await user.click(button("Save locked file"));
    expect(screen.getByRole("alert").textContent).toContain("The two are not the same");
    expect(locked).toEqual([]);
    await user.type(again, PASSPHRASE);
    await user.click(button("Save locked file"));
    expect(await screen.findByText(/Saved to your downloads as file 1/)).toBeTruthy();
    expect(locked).toEqual([PASSPHRASE]);
  });

  test.each([
    ["short", "garden copper", /at least 15 characters/],
    ["of one letter", "aaaaaaaaaaaaaaaaaaaa", /Too few different characters/],
  ])("a passphrase that is %s locks nothing", async (_, typed, words) => {
    const locked: string[] = [];
    const lockKey = async (passphrase: string) => `file ${locked.push(passphrase)}`;
    const { user } = await openTherapist({ ...backup, actions: { lockKey } });
    await user.click(button("Choose a passphrase"));
    await user.clear(screen.getByLabelText("Passphrase"));
    await user.type(screen.getByLabelText("Passphrase"), typed);
    await user.type(screen.getByLabelText("The passphrase again"), typed);
    await user.click(button("Save locked file"));
    expect(screen.getByRole("alert").textContent).toMatch(words);
    expect(locked).toEqual([]);
  });

  test("a passphrase can be hidden, copied and suggested anew", async () => {
    const [copied, suggestions]: [string[], string[]] = [[], ["one-two-three", "four-five-six"]];
    const { user } = await openTherapist({
      ...backup,
      actions: {
        copyText: async (text) => copied.push(text) > 0,
        suggestPassphrase: () => suggestions.shift() ?? "",
      },
    });
    await user.click(button("Choose a passphrase"));
    await user.click(button("Hide what is typed"));
    expect(screen.getByLabelText("Passphrase").getAttribute("type")).toBe("password");
    await user.click(button("Copy passphrase"));
    expect(copied).toEqual(["one-two-three"]);
    await user.click(button("Suggest another"));
    expect(screen.getByLabelText<HTMLInputElement>("Passphrase")).toMatchObject({
      value: "four-five-six",
      type: "text",
    });
  });

  test("a locked file asks for its passphrase, again where it was wrong, and then proves the backup", async () => {
    const given: (string | null)[] = [];
    const proveBackup = async (_: string, passphrase: string | null) => {
      given.push(passphrase);
      if (passphrase === null) return { kind: "refused", reason: "locked" } as const;
      if (passphrase !== "right") return { kind: "refused", reason: "wrongPassphrase" } as const;
      return { kind: "taken", key: KEY } as const;
    };
    const { user } = await openTherapist({ ...backup, actions: { proveBackup } });
    await user.upload(screen.getByLabelText("Choose the saved key file"), file("-----BEGIN AGE ENCRYPTED FILE-----"));
    expect(document.activeElement).toBe(
      await screen.findByRole("heading", { name: "This file asks for its passphrase" }),
    );
    await expectAccessible(document.body);
    await user.type(screen.getByLabelText("Passphrase"), "wrong{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("does not open the file");
    await user.clear(screen.getByLabelText("Passphrase"));
    await user.type(screen.getByLabelText("Passphrase"), "right{Enter}");
    await screen.findByRole("heading", { level: 1, name: "Where answers go" });
    expect(given).toEqual([null, "wrong", "right"]);
  });

  test("a key comes back from paper on a new computer, under the name that was typed", async () => {
    const given: unknown[] = [];
    const takeKeyFile = async (...what: readonly unknown[]) => {
      given.push(what);
      return { kind: "taken", key: KEY } as const;
    };
    const { user } = await openTherapist({ desk: { key: null, place: null, clients: [] }, actions: { takeKeyFile } });
    await user.type(screen.getByLabelText(/Your name/), "Dr. Rivera");
    await user.click(screen.getByText("Type it from the sheet"));
    await user.type(screen.getByLabelText("The lines of the sheet"), "lines");
    await user.click(button("Use this key"));
    await screen.findByRole("heading", { level: 1, name: "Where answers go" });
    expect(given).toEqual([["lines", "Dr. Rivera", null]]);
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
