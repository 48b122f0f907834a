import { expect, test } from "vitest";
import { isShareLink, tidyGivenPlace } from "../../../src/core/invite/given-address.ts";

test.each([
  ["https://cloud.example/s/aBcD", true],
  ["https://cloud.example/index.php/s/aBcD", true],
  ["https://cloud.example/public.php/dav/files/aBcD", true],
  ["https://ocis.example/remote.php/dav/public-files/aBcD", true],
  ["https://cloud.example/remote.php/dav/files/rivera/answers", false],
  ["https://dav.example/drop", false],
  ["https://dav.example/s/", false],
  ["http://cloud.example/s/aBcD", false],
])("%s is a share: %s", (url, expected) => expect(isShareLink(url)).toBe(expected));

const place = (url: string, more = {}) => ({ url, box: "", token: "", ...more });

test("a share's page becomes the address that is sent to", () => {
  const address = "https://cloud.example/public.php/dav/files/aBcD";
  for (const given of ["https://cloud.example/s/aBcD", "https://cloud.example/index.php/s/aBcD", address])
    expect(tidyGivenPlace("nextcloud-drop", place(given)).url).toBe(address);
});

test("the address of a box loses its box, that of a container its signature", () => {
  const box = { box: "rivera" };
  expect(tidyGivenPlace("mailbox", place("https://box.example/m/rivera", box)).url).toBe("https://box.example");
  expect(tidyGivenPlace("mailbox", place("https://box.example/m/other", box)).url).toBe("https://box.example/m/other");
  expect(tidyGivenPlace("azure-sas", place("https://a.example/in?sp=c&sig=x"))).toEqual({
    url: "https://a.example/in",
    box: "",
    token: "sp=c&sig=x",
  });
});
