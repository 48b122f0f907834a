import { expect, test } from "vitest";
import { readMailboxAddress } from "../../../src/ui/therapist/mailbox-address.ts";

const release = (text: string) => readMailboxAddress(text, { allowLocalhost: false });
const demo = (text: string) => readMailboxAddress(text, { allowLocalhost: true });

test.each([
  ["https://box.example", { url: "https://box.example", box: null }],
  ["  https://Box.Example/  ", { url: "https://box.example", box: null }],
  ["box.example", { url: "https://box.example", box: null }],
  ["https://box.example:8443/", { url: "https://box.example:8443", box: null }],
  ["https://box.example/m/rivera", { url: "https://box.example", box: "rivera" }],
  ["https://practice.example/mail/m/rivera/", { url: "https://practice.example/mail", box: "rivera" }],
  ["https://practice.example/mail/", { url: "https://practice.example/mail", box: null }],
] as const)("%s is an address", (text, expected) => {
  expect(release(text)).toMatchObject({ kind: "address", ...expected });
});

test.each([
  ["", "notAnAddress"],
  ["my mailbox", "notAnAddress"],
  ["box", "notAllowed"],
  ["http://box.example", "notHttps"],
  ["ftp://box.example", "notHttps"],
  ["javascript:alert(1)", "notAnAddress"],
  ["https://user:secret@box.example", "notAllowed"],
  ["https://box.example/#x", "notAllowed"],
  ["https://box.example/?token=1", "notAllowed"],
  ["https://192.168.0.4", "notAllowed"],
  ["https://0x7f.1", "notAllowed"],
  ["https://[::1]", "notAllowed"],
  ["https://localhost:8787", "notAllowed"],
  ["http://127.0.0.1:8787", "notHttps"],
] as const)("%j is refused: %s", (text, reason) => {
  expect(release(text)).toEqual({ kind: "refused", reason });
});

test.each(["http://localhost:8787", "http://127.0.0.1:8787/m/b", "localhost:8787"])(
  "%s is an address on this machine in the demo build",
  (text) => expect(demo(text)).toMatchObject({ kind: "address" }),
);

test("another machine's number is refused in the demo build too", () => {
  expect(demo("http://10.0.0.1:8787")).toEqual({ kind: "refused", reason: "notHttps" });
});
