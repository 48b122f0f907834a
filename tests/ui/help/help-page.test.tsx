// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { HelpPage } from "../../../src/ui/help/HelpPage.tsx";
import { type HelpRole, ROLES, roleNamed, TOPICS, textOfTopic } from "../../../src/ui/help/help-topics.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";

afterEach(cleanup);

function open(role: HelpRole) {
  let printed = 0;
  render(
    <StringsContext.Provider value={english}>
      <HelpPage
        role={role}
        language={{ chosen: "", languages: ["de", "en"], onChoose: async () => {} }}
        print={() => (printed += 1)}
      />
    </StringsContext.Provider>,
  );
  return { user: userEvent.setup(), printed: () => printed };
}

describe.each(ROLES)("help for a %s", (role) => {
  test("shuts nobody out, and says for whom it is", async () => {
    open(role);
    const roles = screen.getByRole("navigation", { name: "Who the help is for" });
    const current = within(roles)
      .getAllByRole("link")
      .filter((link) => link.hasAttribute("aria-current"));
    expect(current.map((link) => link.getAttribute("href"))).toEqual([`?for=${role}`]);
    await expectAccessible(document.body);
  });

  test("has a list in which each entry leads to its heading", () => {
    open(role);
    const list = screen.getByRole("navigation", { name: "On this page" });
    const led = within(list)
      .getAllByRole<HTMLAnchorElement>("link")
      .map((link) => document.getElementById(link.getAttribute("href")!.slice(1)));
    expect(led.map((heading) => heading?.textContent)).toEqual(TOPICS[role].map(({ title }) => english(title)));
  });

  test("names every button it speaks of, and leaves no place empty", () => {
    for (const topic of TOPICS[role]) {
      const filled = ["first", "second", "third"].filter((word) =>
        english(topic.text, "[first]", "[second]", "[third]").includes(`[${word}]`),
      );
      expect(filled, topic.title).toHaveLength(topic.named?.length ?? 0);
      const text = textOfTopic(topic, english);
      for (const key of topic.named ?? []) expect(text).toContain(`“${english(key)}”`);
      expect(text).not.toMatch(/\$\d|“”/);
    }
  });

  test("can be printed", async () => {
    const { user, printed } = open(role);
    await user.click(screen.getByRole("button", { name: "Print one page" }));
    expect(printed()).toBe(1);
  });
});

test.each([
  ["therapist", "therapist"],
  ["practice", "practice"],
  ["client", "client"],
  [null, "client"],
  ["toString", "client"],
])("an address for %s opens the help for a %s", (text, role) => expect(roleNamed(text)).toBe(role));
