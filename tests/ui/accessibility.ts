import axe from "axe-core";
import { expect } from "vitest";

/** Contrast needs a real layout: the e2e run looks at that, and regions are the page's own business. */
const RULES = { "color-contrast": { enabled: false }, region: { enabled: false } };

export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { rules: RULES });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
