// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { inviteLink, MAX_INVITE_CHARS } from "../../../src/protocol/invite-text.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { QrCode } from "../../../src/ui/therapist/QrCode.tsx";
import { drawQrCode, QUIET_ZONE } from "../../../src/ui/therapist/qr-code.ts";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";
import { modulesOf, readQrCode } from "./read-qr-code.ts";

afterEach(cleanup);

function decoded(text: string) {
  const drawing = drawQrCode(text)!;
  return readQrCode(drawing.modules, modulesOf(drawing.path));
}

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const linkOf = (chars: number) =>
  inviteLink(`A1.${Array.from({ length: chars }, (_, n) => SIGNS[(n * n + 7 * n) % 64]).join("")}`);

describe("the square code", () => {
  test.each([5, 60, 200, 450, 540, 575, 800, 1_100, 1_600, 2_800])(
    "of a link with %i characters of invite says this link and nothing else",
    (chars) => {
      expect(decoded(linkOf(chars)).text).toBe(linkOf(chars));
    },
  );

  test("of a usual invite bears a smudge; a long one is less dense instead", () => {
    expect(decoded(linkOf(540)).level).toBe("M");
    expect(decoded(linkOf(1_600)).level).toBe("L");
  });

  test("is left out where the invite is too long for any", () => {
    expect(drawQrCode(linkOf(MAX_INVITE_CHARS))).toBeNull();
  });

  test("has one wrong module found out by the test's reader", () => {
    const { modules, path } = drawQrCode(linkOf(540))!;
    const dark = modulesOf(path);
    expect(() => readQrCode(modules, (x, y) => dark(x, y) !== (x === 40 && y === 40))).toThrow();
  });
});

describe("on the page", () => {
  const show = (text: string) =>
    render(
      <StringsContext.Provider value={english}>
        <QrCode text={text} />
      </StringsContext.Provider>,
    );

  test("the code is a picture with a name, on a white ground with a quiet zone of four modules", async () => {
    show(linkOf(540));
    const picture = screen.getByRole("img", { name: "The invite link as a square code" });
    const { modules } = drawQrCode(linkOf(540))!;
    const side = modules + 2 * QUIET_ZONE;
    expect(picture.getAttribute("viewBox")).toBe(`-4 -4 ${side} ${side}`);
    expect(picture.querySelector("rect")?.getAttribute("width")).toBe(`${side}`);
    await expectAccessible(document.body);
  });

  test("says so where the invite is too long for a code", () => {
    show(linkOf(MAX_INVITE_CHARS));
    expect(screen.queryByRole("img")).toBeNull();
    expect(screen.getByText(/too long for a square code/)).toBeTruthy();
  });
});
