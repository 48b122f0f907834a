import type { Bench } from "../bench.ts";
import { mailboxWrites } from "./mailbox-writes.ts";
import { serverDeath } from "./server-death.ts";

export const sync: Bench = {
  name: "sync",
  about: ["x"],
  parts: { mailbox: mailboxWrites, death: serverDeath },
};
