// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { type InboxCheck, NO_CHECK } from "../../../src/protocol/inbox-check.ts";
import { sortInbox } from "../../../src/ui/therapist/inbox.ts";
import { expectAccessible } from "../accessibility.ts";
import { button, openTherapist } from "./open-therapist.tsx";

afterEach(cleanup);

const EMPTY = sortInbox([]);

async function atInbox(situation: Parameters<typeof openTherapist>[0] = {}) {
  const opened = await openTherapist(situation);
  await opened.user.click(button("Inbox"));
  return opened;
}

test("opening shows how far it is, in every section, and can be stopped", async () => {
  let stopped = false;
  const openInbox = (onProgress: (done: number, total: number) => void, signal?: AbortSignal) =>
    new Promise<typeof EMPTY>((resolve) => {
      onProgress(128, 20_000);
      signal?.addEventListener("abort", () => {
        stopped = true;
        resolve({ ...EMPTY, unopened: 19_872 });
      });
    });
  const { user } = await openTherapist({ actions: { openInbox } });
  await user.click(button("Clients"));
  expect(await screen.findByText("Opening sealed answers: 128 of 20000")).toBeTruthy();
  expect(screen.getByRole("progressbar")).toHaveProperty("value", 128);
  await user.click(button("Stop"));
  expect(stopped).toBe(true);
  await user.click(button("Inbox"));
  expect(await screen.findByText(/Still sealed: 19872/)).toBeTruthy();
  expect(screen.queryByText(/No responses yet/)).toBeNull();
  expect(button("Open the rest")).toBeTruthy();
  await expectAccessible(document.body);
});

test("looking by itself is off until somebody chooses how often, and says what it does", async () => {
  const chosen: unknown[] = [];
  let check: InboxCheck = NO_CHECK;
  const setInboxCheck = async (everyMinutes: number | null, notify: boolean): Promise<InboxCheck> => {
    chosen.push([everyMinutes, notify]);
    check = { ...check, everyMinutes, notify };
    return check;
  };
  const { user } = await atInbox({ actions: { readInboxCheck: async () => check, setInboxCheck } });
  expect(await screen.findByText("Look by itself while this page is closed: off")).toBeTruthy();
  await user.selectOptions(screen.getByLabelText("How often"), "60");
  expect(await screen.findByText("Look by itself while this page is closed: on")).toBeTruthy();
  await expectAccessible(document.body);
  await user.click(screen.getByRole("checkbox", { name: /notification/ }));
  await user.selectOptions(screen.getByLabelText("How often"), "0");
  await waitFor(() =>
    expect(chosen).toEqual([
      [60, false],
      [60, true],
      [null, false],
    ]),
  );
});

test("a notification the browser refused stays unticked", async () => {
  const refused: InboxCheck = { ...NO_CHECK, everyMinutes: 60 };
  const { user } = await atInbox({
    actions: { readInboxCheck: async () => refused, setInboxCheck: async () => refused },
  });
  const box = await screen.findByRole("checkbox", { name: /notification/ });
  await user.click(box);
  await waitFor(() => expect(screen.getByRole("checkbox", { name: /notification/ })).toHaveProperty("checked", false));
});

test("the last look by itself is told, and why it failed", async () => {
  const failed: InboxCheck = { ...NO_CHECK, everyMinutes: 60, lookedAt: 1, failed: "wrongToken" };
  await atInbox({ actions: { readInboxCheck: async () => failed } });
  expect(await screen.findByText(/refused your reading token/)).toBeTruthy();
});

test("the mark on the button goes once the page has looked", async () => {
  const markInboxSeen = vi.fn(async () => {});
  await atInbox({ actions: { markInboxSeen } });
  await waitFor(() => expect(markInboxSeen).toHaveBeenCalledOnce());
});

test("a folder that is dropped is looked into, with the folders in it", async () => {
  const taken: string[] = [];
  const takeFiles = async (files: readonly File[]) => {
    taken.push(...files.map(({ name }) => name));
    return { fresh: 1, known: 0, tooLarge: [], notSealed: ["a.jpg", "b.jpg", "c.jpg", "d.jpg"] };
  };
  await atInbox({ actions: { takeFiles } });
  const file = (name: string) => ({
    isFile: true,
    isDirectory: false,
    file: (take: (file: File) => void) => take(new File(["x"], name)),
  });
  const folder = (...inside: readonly unknown[]) => {
    // As browsers do: some at a time, then none.
    const parts = [inside.slice(0, 1), inside.slice(1), []];
    const readEntries = (take: (entries: unknown) => void) => take(parts.shift());
    return { isFile: false, isDirectory: true, createReader: () => ({ readEntries }) };
  };
  const entry = folder(file("one.age"), folder(file("two.age")));
  const items = [{ kind: "file", webkitGetAsEntry: () => entry }];
  const event = createEvent.drop(screen.getByRole("heading", { name: "Inbox" }));
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items, files: [] } });
  fireEvent(screen.getByRole("heading", { name: "Inbox" }), event);
  await waitFor(() => expect(taken).toEqual(["one.age", "two.age"]));
  expect(await screen.findByText(/left where they are: 4 \(a.jpg, b.jpg, c.jpg …\)/)).toBeTruthy();
});
