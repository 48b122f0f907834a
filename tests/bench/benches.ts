import type { Bench } from "./bench.ts";
import { checkin } from "./checkin/checkin.ts";
import { detection } from "./detection/detection.ts";
import { energy } from "./energy/energy.ts";
import { growth } from "./growth/growth.ts";
import { mailbox } from "./mailbox/mailbox.ts";
import { size } from "./size/size.ts";
import { sync } from "./sync/sync.ts";
import { therapist } from "./therapist/therapist.ts";

/** Every bench there is, in the order `npm run bench` runs them. */
export const BENCHES: readonly Bench[] = [detection, checkin, sync, therapist, mailbox, size, growth, energy];
