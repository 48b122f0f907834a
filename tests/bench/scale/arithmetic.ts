import { LIST_LIMIT_BYTES } from "../../../src/adapters/endpoint/reading-request.ts";
import { FIRST_BACKOFF_MS } from "../../../src/core/outbox/retry-policy.ts";
import { CHECK_CHOICES } from "../../../src/protocol/inbox-check.ts";
import { ENVELOPE } from "../sync/server.ts";

/** What is asked for, and what nobody has counted for such a network: each stands in the page as assumed. */
export const ASSUMED = {
  therapists: 10_000,
  checkInsADay: 1_000_000,
  /** Calls begin from morning to evening. */
  hoursADay: 10,
  /** Most calls end with the hour: so much of an hour's check-ins come in so few minutes. */
  shareAtOnce: 0.5,
  minutesAtOnce: 5,
  /** What one client sends. */
  checkInsAWeek: 1,
  /** In a WebDAV listing, and one database file's in a cluster. */
  bytesOfWebdavEntry: 700,
  bytesOfBlock: 4_096,
  shards: 2,
  copies: 3,
} as const;

const DAY_S = 86_400;
const YEAR_DAYS = 365;

/** What follows from it, without anything measured. */
export function load() {
  const { therapists, checkInsADay, hoursADay, shareAtOnce, minutesAtOnce, checkInsAWeek } = ASSUMED;
  const anHour = checkInsADay / hoursADay;
  const clients = (checkInsADay * 7) / checkInsAWeek;
  const eachADay = checkInsADay / therapists;
  const everyMinutes = Math.min(...CHECK_CHOICES);
  // Each waits about as long again as it has waited so far, half a minute at least: the young ones come first.
  const againASecond = (anHour / 3_600) * Math.log(3_600 / (FIRST_BACKOFF_MS / 1_000));
  const looksASecond = therapists / (everyMinutes * 60);
  const listedAfterAYear = eachADay * YEAR_DAYS;
  const webdavLook = listedAfterAYear * ASSUMED.bytesOfWebdavEntry;
  const mailboxLook = listedAfterAYear * mailboxEntryBytes();
  return {
    eachADay,
    averageASecond: checkInsADay / DAY_S,
    anHour,
    busiestASecond: (anHour * shareAtOnce) / (minutesAtOnce * 60),
    againASecond,
    clients,
    bytesADay: checkInsADay * ENVELOPE.length,
    blocksAYear: checkInsADay * ASSUMED.bytesOfBlock * YEAR_DAYS,
    filesAYear: checkInsADay * YEAR_DAYS,
    armoredBytes: armoredBytes(ENVELOPE.length),
    everyMinutes,
    looksASecond,
    listedAfterAYear,
    webdavLook,
    webdavASecond: webdavLook * looksASecond,
    mailboxLook,
    mailboxASecond: mailboxLook * looksASecond,
    daysUntilTooLong: Math.floor(LIST_LIMIT_BYTES / ASSUMED.bytesOfWebdavEntry / eachADay),
    shardFiles: clients * ASSUMED.shards * ASSUMED.copies,
  };
}

function mailboxEntryBytes(): number {
  const entry = { id: crypto.randomUUID(), size: ENVELOPE.length, arrivedAt: Date.UTC(2026, 11, 1) };
  return JSON.stringify(entry).length + 1;
}

/** Base64 in lines of 64 letters between two lines that name it. */
function armoredBytes(bytes: number): number {
  const letters = Math.ceil(bytes / 3) * 4;
  const frame = "-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n".length;
  return letters + Math.ceil(letters / 64) + frame;
}
