// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import type { ComponentChildren } from "preact";
import { afterEach, describe, expect, test } from "vitest";
import { Button } from "../../../src/ui/controls/Button.tsx";
import { ChoiceGroup } from "../../../src/ui/controls/ChoiceGroup.tsx";
import { KeepPrivate } from "../../../src/ui/controls/KeepPrivate.tsx";
import { Notice } from "../../../src/ui/controls/Notice.tsx";
import { Sentence } from "../../../src/ui/controls/Sentence.tsx";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { TextBox } from "../../../src/ui/controls/TextBox.tsx";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";

afterEach(cleanup);

const show = (children: ComponentChildren) =>
  render(<StringsContext.Provider value={english}>{children}</StringsContext.Provider>);

describe("a button", () => {
  test("at work stays in the keyboard's way, says so, and does nothing twice", async () => {
    let pressed = 0;
    show(
      <Button busy onClick={() => pressed++}>
        Saving
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Saving" });
    await userEvent.tab();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(button);
    expect(pressed).toBe(0);
  });
});

describe("a choice", () => {
  test("hands on the code, not the label, and can be taken back by key", async () => {
    const seen: (string | null)[] = [];
    const choices = [
      { code: "no", label: "No" },
      { code: "little", label: "A little" },
    ];
    const { container } = show(
      <ChoiceGroup name="R1" legend="Felt off?" choices={choices} value={null} onChange={(code) => seen.push(code)} />,
    );
    await userEvent.click(screen.getByRole("radio", { name: "A little" }));
    await userEvent.keyboard("{Delete}");
    expect(seen).toEqual(["little", null]);
    await expectAccessible(container);
  });
});

describe("a text box", () => {
  test.each([
    [101, null],
    [100, "Letters left: 100"],
    [0, "Letters left: 0"],
  ])("with %s letters left says %s", async (left, counter) => {
    const { container } = show(
      <TextBox label="Anything else?" value={"x".repeat(2_000 - left)} maxLength={2_000} onChange={() => {}} />,
    );
    expect(screen.queryByText(/Letters left/)?.textContent ?? null).toBe(counter);
    await expectAccessible(container);
  });
});

test("what is kept private is told by its pressed state, not by colour alone", async () => {
  show(<KeepPrivate pressed onToggle={() => {}} />);
  expect(screen.getByRole("button", { name: "Keep this one to myself", pressed: true })).toBeDefined();
});

test("a live notice is read out, a resting one is not", () => {
  show(
    <>
      <Notice>always here</Notice>
      <Notice live>just came</Notice>
    </>,
  );
  expect(screen.getByRole("status").textContent).toBe("just came");
});

test("a name in a sentence keeps its own direction", () => {
  const { container } = show(<Sentence of="checkinTitleEnded" name="د. ليلى" />);
  expect(container.textContent).toBe("Your session has ended. Three quick questions for د. ليلى?");
  expect(container.querySelector("bdi")?.textContent).toBe("د. ليلى");
});
