// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import type { RoomBook } from "../../../src/core/session/room-book.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { openSetup } from "./open-setup.tsx";
import { createFakeBackground, USUAL_SETUP } from "./usual-setup.ts";

afterEach(cleanup);

const SINCE = Date.UTC(2026, 10, 3, 12);
const at = { site: "meet.example", byInvite: false, since: SINCE };
const BOOK: RoomBook = {
  rooms: [
    { ...at, room: "a", standing: "known" },
    { ...at, room: "b", standing: "known", byInvite: true },
    { ...at, room: "c", standing: "never" },
    { ...at, room: "d", standing: "asked", site: "call.example" },
  ],
  quietSites: [{ site: "meet.example", since: SINCE }],
};

async function openRooms(book: RoomBook) {
  const background = createFakeBackground({ setup: USUAL_SETUP });
  background.book = book;
  const page = await openSetup({ background });
  const card = await screen.findByRole("region", { name: "Rooms" });
  return { ...page, card, lines: () => within(card).queryAllByRole("listitem").map(textOf) };
}
const textOf = ({ textContent }: HTMLElement): string => (textContent ?? "").replace(/[\u2068\u2069]/g, "");

test("every room and every quiet site is listed with its site, what holds and since when", async () => {
  const { card, lines } = await openRooms(BOOK);
  await within(card).findAllByRole("listitem");
  expect(lines()).toEqual([
    "A room on meet.exampleAlways asks after a call. Since November 3, 2026.Forget",
    "A room on meet.exampleAlways asks after a call, as your invite says. Since November 3, 2026.Forget",
    "A room on meet.exampleNever asks. Since November 3, 2026.Forget",
    "A room on call.exampleNot answered yet, so only a badge is shown. Since November 3, 2026.Forget",
    "All other rooms on meet.exampleNot asked about. Since November 3, 2026.Forget",
  ]);
  expect(textOf(card)).toContain("The address of a room is never kept.");
  await expectAccessible(document.body);
});

test("nothing remembered is said, with what will happen", async () => {
  const { card } = await openRooms({ rooms: [], quietSites: [] });
  expect(await within(card).findByText(english("setupRoomsNone"))).toBeTruthy();
  expect(within(card).queryByRole("button")).toBeNull();
  await expectAccessible(document.body);
});

test("a room is forgotten with one press, its button says which, and the keyboard stays in the card", async () => {
  const { card, user, background, lines } = await openRooms(BOOK);
  const button = await within(card).findByRole("button", { name: /Forget: A room on .meet\.example.\. Never asks/ });
  await user.click(button);
  await waitFor(() => expect(lines()).toHaveLength(4));
  expect(background.askedFor("forgetRoom")).toEqual([{ room: "c" }]);
  expect(within(card).getByText(english("setupRoomForgotten"))).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(within(card).getByRole("heading", { name: "Rooms" })));
});

test("a quiet site is forgotten in the same way", async () => {
  const { card, user, background, lines } = await openRooms(BOOK);
  await user.click(await within(card).findByRole("button", { name: /All other rooms/ }));
  await waitFor(() => expect(lines()).toHaveLength(4));
  expect(background.askedFor("forgetQuietSite")).toEqual([{ site: "meet.example" }]);
});

test("what is answered meanwhile in the check-in appears", async () => {
  const { card, background, tellChanged, lines } = await openRooms({ rooms: [], quietSites: [] });
  background.book = BOOK;
  tellChanged();
  await waitFor(() => expect(lines()).toHaveLength(5));
  expect(card).toBeTruthy();
});

test("a background that does not answer is said, and claims nothing", async () => {
  const { card, background, user } = await openRooms(BOOK);
  const [button] = await within(card).findAllByRole("button");
  background.answering = false;
  await user.click(button!);
  expect(await within(card).findByText(english("setupRoomsFailed"))).toBeTruthy();
  expect(within(card).queryByText(english("setupRoomForgotten"))).toBeNull();
});
