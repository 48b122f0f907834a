import { expect, test } from "vitest";
import { nextTyped, TYPING_MS } from "../../../src/ui/controls/typed-number.ts";

const TO_TEN = Array.from({ length: 11 }, (_, n) => n);
const one = { value: 1, at: 0 };

test("1 and then 0 at once is ten", () => expect(nextTyped(one, "0", TYPING_MS, TO_TEN)?.value).toBe(10));
test("a 0 after a pause is zero", () => expect(nextTyped(one, "0", TYPING_MS + 1, TO_TEN)?.value).toBe(0));
test("2 and then 0 is zero: there is no twenty", () =>
  expect(nextTyped({ value: 2, at: 0 }, "0", 5, TO_TEN)?.value).toBe(0));
test("10 and then 0 is zero", () => expect(nextTyped({ value: 10, at: 0 }, "0", 5, TO_TEN)?.value).toBe(0));
test.each(["a", "Enter", " ", "ArrowLeft", "10", "٣"])("%s is no digit of the scale", (key) =>
  expect(nextTyped(null, key, 0, TO_TEN)).toBeNull(),
);
