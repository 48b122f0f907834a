import { describe, expect, test } from "vitest";
import { findInvite, inviteLink, JOIN_PAGE } from "../../src/protocol/invite-text.ts";

const PAYLOAD = "pZ-_9".repeat(60);
const SIGNATURE = `${"s".repeat(85)}w`;
const INVITE = `A1.${PAYLOAD}.${SIGNATURE}`;
const FOUND = { kind: "found", parts: { signed: `A1.${PAYLOAD}`, payload: PAYLOAD, signature: SIGNATURE } };

function wrapped(text: string, width: number, end: string): string {
  return text.match(new RegExp(`.{1,${width}}`, "g"))!.join(end);
}

function guarded(link: string): string {
  return `https://guard.example/?url=${encodeURIComponent(link)}&data=05%7C02%7Cann`;
}

test("the link keeps the invite behind the #, where no server sees it", () => {
  expect(inviteLink("A1.x.y")).toBe(`${JOIN_PAGE}#A1.x.y`);
  expect(new URL(inviteLink(INVITE)).pathname).toBe("/join");
});

describe("an invite is found", () => {
  test.each([
    ["bare", INVITE],
    ["in a link", inviteLink(INVITE)],
    ["in a link whose # a chat wrote as %23", `${JOIN_PAGE}%23${INVITE}`],
    ["in a file", `\ufeff${inviteLink(INVITE)}\r\n`],
    ["among words", `Hello Ann,\n\nhere it is: ${INVITE}\n\nSee you, Dr. Rivera`],
    ["in brackets", `<${inviteLink(INVITE)}>`],
    ["at the end of a sentence", `Please open ${inviteLink(INVITE)}.`],
    ["broken into lines", wrapped(INVITE, 72, "\n")],
    ["broken into lines of Windows", wrapped(INVITE, 60, "\r\n")],
    ["broken in the middle of the signature", `${INVITE.slice(0, -20)}\n${INVITE.slice(-20)}\nBye`],
    ["in an answered mail", `> ${wrapped(INVITE, 70, "\n> ")}\n> Bye`],
    ["with soft line ends of a mail", wrapped(INVITE, 75, "=\r\n")],
    ["with invisible spaces", wrapped(INVITE, 40, "\u200b")],
    ["with marks of the writing direction", `\u2068${wrapped(INVITE, 90, "\u200f")}\u2069`],
    ["in quote marks of a language", `“${INVITE}” «${INVITE}»`],
    ["in a link of a mark-up", `[join](${inviteLink(INVITE)})`],
    ["in a chat's link with its text", `<${inviteLink(INVITE)}|${inviteLink(INVITE)}>`],
    ["in a link that a mail guard put into its own", guarded(inviteLink(INVITE))],
    ["in a link that two mail guards put into theirs", guarded(guarded(inviteLink(INVITE)))],
    ["with no-break spaces", wrapped(INVITE, 80, "\u00a0\u2028")],
    ["in HTML, with the # as an entity", `<a href="${JOIN_PAGE}&#35;${INVITE}">join</a>`],
    ["after words that look like its beginning", `Room A1. Then 2. Then A1.x.y. ${INVITE}`],
  ])("%s", (_, text) => {
    expect(findInvite(text)).toEqual(FOUND);
  });
});

describe("anything else has its reason", () => {
  test.each([
    ["", "notAnInvite"],
    ["Hello", "notAnInvite"],
    ["https://meet.example/room", "notAnInvite"],
    ["Take room A1. It is big. Bye.", "notAnInvite"],
    [`B1.${PAYLOAD}.${SIGNATURE}`, "notAnInvite"],
    [`XA1.${PAYLOAD}.${SIGNATURE}`, "notAnInvite"],
    [INVITE.slice(0, -1), "damaged"],
    [`${INVITE}x`, "damaged"],
    [`A1.${PAYLOAD}`, "damaged"],
    [`A1.${PAYLOAD}..${SIGNATURE}`, "damaged"],
    [`A1.${PAYLOAD}!.${SIGNATURE}`, "damaged"],
    [`A2.${PAYLOAD}.${SIGNATURE}`, "newerVersion"],
    [`A1.${"x".repeat(9_000)}.${SIGNATURE}`, "tooLarge"],
    ["x".repeat(70_000), "tooLarge"],
  ])("%#: %.40s is %s", (text, reason) => {
    expect(findInvite(text)).toEqual({ kind: "refused", reason });
  });

  test("a long text made to be slow to search is not", () => {
    for (const piece of ["A1.", "A1.A", " A1. ", "A1.aaaaaaaaaaaaaaaaaaaaaaaaa ", "A1.a.", "%23A1."]) {
      expect(findInvite(piece.repeat(64_000 / piece.length)).kind).toBe("refused");
    }
  });
});
