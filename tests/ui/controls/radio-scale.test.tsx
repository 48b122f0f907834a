// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { useState } from "preact/hooks";
import { afterEach, describe, expect, test } from "vitest";
import { AnswerTools } from "../../../src/ui/controls/AnswerTools.tsx";
import { RadioScale } from "../../../src/ui/controls/RadioScale.tsx";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";

afterEach(cleanup);

function Scale({ min = 0, max = 10 }) {
  const [value, setValue] = useState<number | null>(null);
  return (
    <StringsContext.Provider value={english}>
      <RadioScale
        name="B1"
        legend="How safe?"
        {...{ min, max, value }}
        step={1}
        ends={["Not safe", "Fully safe"]}
        onChange={setValue}
      >
        <AnswerTools
          answered={value !== null}
          keptPrivate={false}
          onClear={() => setValue(null)}
          onTogglePrivate={null}
        />
      </RadioScale>
    </StringsContext.Provider>
  );
}

const chosen = () => screen.getAllByRole<HTMLInputElement>("radio").find((radio) => radio.checked)?.value ?? null;

describe("a scale from 0 to 10", () => {
  test("is one named group of eleven numbers with nothing chosen", async () => {
    const { container } = render(<Scale />);
    expect(screen.getByRole("group", { name: "How safe?" })).toBeDefined();
    expect(screen.getAllByRole("radio")).toHaveLength(11);
    expect(chosen()).toBeNull();
    await expectAccessible(container);
  });

  test("counts what is chosen as what the page came with, so that no browser keeps it with the tab", async () => {
    render(<Scale />);
    await userEvent.click(screen.getByRole("radio", { name: "4" }));
    await userEvent.click(screen.getByRole("radio", { name: "7" }));
    expect(chosen()).toBe("7");
    for (const radio of screen.getAllByRole<HTMLInputElement>("radio"))
      expect(radio.defaultChecked).toBe(radio.checked);
  });

  test("reads out its ends with their numbers", () => {
    render(<Scale />);
    expect(screen.getByRole("radio", { name: "0 Not safe" })).toBeDefined();
    expect(screen.getByRole("radio", { name: "10 Fully safe" })).toBeDefined();
  });

  test("takes a number by click, and another after it", async () => {
    render(<Scale />);
    await userEvent.click(screen.getByRole("radio", { name: "7" }));
    expect(chosen()).toBe("7");
    await userEvent.click(screen.getByRole("radio", { name: "0 Not safe" }));
    expect(chosen()).toBe("0");
  });

  test.each([
    ["4", "4"],
    ["0", "0"],
    ["10", "10"],
    ["1", "1"],
    ["12", "2"],
    ["7{Backspace}", null],
  ])("typing %s chooses %s", async (keys, value) => {
    render(<Scale />);
    await userEvent.tab();
    await userEvent.keyboard(keys);
    expect(chosen()).toBe(value);
  });

  test("typing moves the focus to what was chosen", async () => {
    render(<Scale />);
    await userEvent.tab();
    await userEvent.keyboard("8");
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "8" }));
  });

  test("can be un-answered, and the keyboard stays at the question", async () => {
    render(<Scale />);
    await userEvent.click(screen.getByRole("radio", { name: "3" }));
    await userEvent.click(screen.getByRole("button", { name: "Clear" }));
    expect(chosen()).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "0 Not safe" }));
  });
});

test("a key that is not on the scale changes nothing", async () => {
  render(<Scale min={1} max={5} />);
  await userEvent.tab();
  await userEvent.keyboard("3970");
  expect(chosen()).toBe("3");
});
