// @vitest-environment happy-dom
import { render } from "preact";
import { expect, test } from "vitest";
import { CheckIn } from "../../../src/ui/checkin/CheckIn.tsx";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { english } from "../../english.ts";
import { createFakeBackground } from "./fake-background.ts";

test("the check-in is asked for and heard before any frame is drawn: a popup has none until it has loaded", async () => {
  const background = createFakeBackground();
  const root = document.createElement("div");
  render(
    <StringsContext.Provider value={english}>
      <CheckIn
        ask={background.ask}
        now={() => 0}
        everySecond={() => () => {}}
        onNews={background.onNews}
        openSetup={() => {}}
        close={() => {}}
        lang="en"
      />
    </StringsContext.Provider>,
    root,
  );
  expect(background.asked.map(([kind]) => kind)).toContain("openCheckIn");
  // Answer and drawing take turns of the queue; what waits for a frame takes a timer, and there is none here.
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  expect(root.querySelector("h1")?.textContent).toContain("Your session has ended");
  render(null, root);
});
