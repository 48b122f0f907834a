import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meetingPlaceOf } from "../../src/platforms/meeting-place.ts";
import { addressOf } from "./address.ts";

const placeOf = (text: string) => meetingPlaceOf(addressOf(text));

describe("a host without data", () => {
  test("is shared, may be a room, and its place is origin and path", () => {
    expect(placeOf("https://meet.example:8443/room/7?pwd=1#x")).toEqual({
      place: "https://meet.example:8443/room/7",
      use: "shared",
      isRoom: null,
      isLobby: false,
    });
  });

  test("gives one place with and without slashes at the end", () => {
    expect(placeOf("https://meet.example/room//").place).toBe(placeOf("https://meet.example/room").place);
  });

  test.each(["https://zoom.us.evil.example/j/123456789", "https://evilzoom.us/j/123456789", "https://us/j/123456789"])(
    "is not taken for a service whose name it carries: %s",
    (text) => expect(placeOf(text).isRoom).toBeNull(),
  );
});

describe("a service with data", () => {
  test("gives every address of one meeting the same place", () => {
    const forms = ["zoom.us/j/123456789?pwd=x", "app.zoom.us/wc/123456789/join", "clinic.zoom.us/wc/123456789/start"];
    expect(new Set(forms.map((form) => placeOf(`https://${form}`).place)).size).toBe(1);
  });

  test("gives other meetings other places", () => {
    expect(placeOf("https://zoom.us/j/123456789").place).not.toBe(placeOf("https://zoom.us/j/987654321").place);
  });

  test("says of its other pages that none of them is a room", () => {
    expect(placeOf("https://meet.google.com/landing")).toEqual({
      place: "https://meet.google.com/landing",
      use: "shared",
      isRoom: false,
      isLobby: false,
    });
  });

  test("keeps names apart that are only the same on different hosts", () => {
    expect(placeOf("https://a.zoom.us/my/office").place).not.toBe(placeOf("https://b.zoom.us/my/office").place);
  });
});

test("no address makes it stumble", () => {
  const text = fc.string({ maxLength: 60 });
  const host = fc.constantFrom("zoom.us", "meet.google.com", "x.zoom.us", "");
  const address = fc.record({ origin: text, host, path: text, query: fc.dictionary(text, text, { maxKeys: 3 }) });
  fc.assert(fc.property(address, (one) => typeof meetingPlaceOf(one).place === "string"));
});
