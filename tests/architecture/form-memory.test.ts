import { expect, test } from "vitest";
import { readSource, SOURCE_FILES } from "./source-files.ts";

const PAGES = SOURCE_FILES.filter((file) => /^ui\/.*\.tsx$/.test(file));
/** What asks the client, or is asked of anybody with the same controls. */
const OF_ANSWERS = PAGES.filter((file) => /^ui\/(?:controls|checkin)\//.test(file));

/** Each control of a file as it is written, from its tag to the end of its properties. */
function controlsOf(file: string, tags: string): readonly string[] {
  return readSource(file).match(new RegExp(`<(?:${tags})\\b[\\s\\S]*?(?:/>|\\n\\s*>)`, "g")) ?? [];
}
const forgetful = (control: string): boolean => control.includes('autocomplete="off"');

/** Browsers write the form of an open tab to disk, in the clear, to bring it back after a crash; Chromium unless told not to. */
test("no form of answers is written to disk by Chromium", () => {
  const controls = OF_ANSWERS.flatMap((file) => controlsOf(file, "input|select|textarea"));
  expect(controls.length).toBeGreaterThan(4);
  expect(controls.filter((control) => !forgetful(control))).toEqual([]);
});

test("nothing that takes sentences is written to disk on any page", () => {
  const boxes = PAGES.flatMap((file) => controlsOf(file, "textarea"));
  expect(boxes.length).toBeGreaterThan(4);
  expect(boxes.filter((box) => !forgetful(box))).toEqual([]);
});

/** Firefox leaves out what is as the page came with it, and heeds nothing else on a radio button. */
test("no chosen answer is written to disk by Firefox", () => {
  const radios = OF_ANSWERS.flatMap((file) => controlsOf(file, "input")).filter((one) => one.includes('"radio"'));
  expect(radios.length).toBeGreaterThan(1);
  expect(radios.filter((radio) => !/checked=(\{.*\})\s+defaultChecked=\1/.test(radio))).toEqual([]);
});
