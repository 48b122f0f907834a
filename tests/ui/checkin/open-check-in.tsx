import { act, render, screen } from "@testing-library/preact";
import { options } from "preact";
import { CheckIn } from "../../../src/ui/checkin/CheckIn.tsx";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { english } from "../../english.ts";
import { createFakeBackground, type FakeOptions } from "./fake-background.ts";

// Effects run after the paint, and nothing paints here: without this they would wait for a timer.
options.requestAnimationFrame = queueMicrotask;

/** The page as main.tsx joins it, on a fake background, with a clock that stands until it is moved. */
export async function openCheckInPage(situation: Omit<FakeOptions, "now"> = {}, startAt = 1_000_000) {
  let instant = startAt;
  const ticks = new Set<() => void>();
  const happened: string[] = [];
  const background = createFakeBackground({ ...situation, now: () => instant });
  const open = () =>
    render(
      <StringsContext.Provider value={english}>
        <CheckIn
          ask={background.ask}
          now={() => instant}
          everySecond={(handle) => {
            ticks.add(handle);
            return () => void ticks.delete(handle);
          }}
          onNews={background.onNews}
          openSetup={(part) => void happened.push(part === undefined ? "setup opened" : `setup opened at ${part}`)}
          close={() => void happened.push("closed")}
          lang="en"
        />
      </StringsContext.Provider>,
    );
  const page = open();
  await settle();
  return {
    ...background,
    container: page.container,
    happened,
    /** As a popup does at any click elsewhere, and after another click on the button. */
    async closeAndReopen() {
      page.unmount();
      open();
      await settle();
    },
    async pass(seconds: number) {
      await act(async () => {
        instant += seconds * 1_000;
        for (const tick of ticks) tick();
      });
    },
    async hear(news: Parameters<typeof background.tell>[0]) {
      await act(async () => background.tell(news));
    },
  };
}

/** Each view has one first heading; its effects have run once this is over. */
export async function settle(): Promise<void> {
  await screen.findByRole("heading", { level: 1 });
  await act(async () => {});
}
