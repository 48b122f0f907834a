import type { Bench } from "../bench.ts";
import { drain } from "./drain.ts";
import { mailboxWrites } from "./mailbox-writes.ts";
import { saveLatency } from "./save-latency.ts";
import { serverDeath } from "./server-death.ts";

export const sync: Bench = {
  name: "sync",
  about: ["x"],
  parts: { save: saveLatency, drain, mailbox: mailboxWrites, death: serverDeath },
};
