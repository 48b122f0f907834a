import { expect, test } from "vitest";
import { typedHost } from "../../../src/core/invite/typed-host.ts";

test.each([
  ["https://Meet.example/room/77?pwd=1", "meet.example"],
  [" meet.example ", "meet.example"],
  ["meet.example:443", "meet.example"],
  ["https://meet.example:8443/x", "meet.example"],
  ["http://localhost:4000/room/a", "localhost:4000"],
  ["meet.example#room", "meet.example"],
  ["https://user@meet.example/", "user@meet.example"],
  ["", ""],
] as const)("in %j is the host %j", (text, host) => expect(typedHost(text)).toBe(host));
