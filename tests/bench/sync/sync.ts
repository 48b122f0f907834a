import type { Bench } from "../bench.ts";
import { mailboxWrites } from "./mailbox-writes.ts";
import { saveLatency } from "./save-latency.ts";
import { serverDeath } from "./server-death.ts";

export const sync: Bench = {
  name: "sync",
  about: ["x"],
  parts: { save: saveLatency, mailbox: mailboxWrites, death: serverDeath },
};
