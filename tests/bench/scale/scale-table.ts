import type { Result } from "../documents.ts";
import { rounded } from "../figure.ts";
import { markdownTable } from "../markdown-table.ts";
import { ASSUMED, load } from "./arithmetic.ts";

export type Results = Readonly<Record<string, Result>>;

type Row = readonly [what: string, figure: string, how: string];

/** What the page says in numbers: the assumptions, what follows, and what the benches measured of it. */
export function scaleTable(results: Results): string {
  return [
    "### Assumed",
    table(assumedRows()),
    "### It follows",
    table(loadRows()),
    "### Measured, and held against it",
    table(measuredRows(results)),
  ].join("\n\n");
}

function assumedRows(): readonly Row[] {
  const { therapists, checkInsADay, hoursADay, shareAtOnce, minutesAtOnce, checkInsAWeek } = ASSUMED;
  return [
    ["therapists", count(therapists), "asked for"],
    ["check-ins a day", count(checkInsADay), "asked for"],
    ["hours in which calls begin", count(hoursADay), "assumed"],
    [
      `of an hour's check-ins, in ${minutesAtOnce} minutes`,
      `${100 * shareAtOnce} %`,
      "assumed: calls end with the hour",
    ],
    ["check-ins of a client a week", count(checkInsAWeek), "assumed"],
    ["bytes of a file in a WebDAV listing", count(ASSUMED.bytesOfWebdavEntry), "assumed, as the reader's limit does"],
    ["bytes of a block on a disk", count(ASSUMED.bytesOfBlock), "the usual one"],
    [
      "shards and copies of a CouchDB database",
      `${ASSUMED.shards} and ${ASSUMED.copies}`,
      "its defaults, after its documentation",
    ],
  ];
}

function loadRows(): readonly Row[] {
  const of = load();
  return [
    ["check-ins a day for each therapist", count(of.eachADay), "check-ins ÷ therapists"],
    ["clients", count(of.clients), "check-ins a day × 7 ÷ check-ins a week"],
    ["writes a second, on average", count(of.averageASecond), "check-ins ÷ 86,400 s"],
    ["writes a second, in the busiest minutes", count(of.busiestASecond), "an hour's check-ins × share ÷ minutes"],
    [
      "waiting after an hour without the endpoint",
      count(of.anHour),
      "an hour's check-ins, each in its client's outbox",
    ],
    [
      "tried again a second, when that hour ends",
      count(of.againASecond),
      "about: each waits as long again as it has, half a minute at least",
    ],
    ["sealed files a day", size(of.bytesADay), "2,248 bytes each"],
    ["on a disk a year", size(of.blocksAYear), "one block each"],
    ["files a year", count(of.filesAYear), "one each"],
    ["one sealed file as text", `${count(of.armoredBytes)} bytes`, "base64 in lines, for CouchDB and webhooks"],
    [
      "looks of therapists' pages a second",
      count(of.looksASecond),
      `all of them every ${of.everyMinutes} minutes, the most often there is`,
    ],
    ["names in one look after a year", count(of.listedAfterAYear), "nothing deleted: a look lists all there is"],
    ["one look after a year, WebDAV", size(of.webdavLook), "names × bytes in a listing"],
    ["all looks then, a second, WebDAV", size(of.webdavASecond), ""],
    ["one look after a year, mailbox", size(of.mailboxLook), "as its own list is written"],
    ["all looks then, a second, mailbox", size(of.mailboxASecond), ""],
    ["days until a WebDAV list is too long", count(of.daysUntilTooLong), "the reader stops at 32 MB"],
    ["CouchDB files, a database for each client", count(of.shardFiles), "clients × shards × copies"],
  ];
}

function measuredRows(results: Results): readonly Row[] {
  const { busiestASecond, againASecond, listedAfterAYear } = load();
  const mailbox =
    valueOf(results, "mailbox", "envelopes acknowledged over HTTP") ??
    valueOf(results, "sync", "mailbox: envelopes acknowledged");
  const opening = valueOf(results, "therapist", "therapist page opened → 20,000 envelopes opened");
  const reading = valueOf(results, "growth", "responses of clients with 100 sessions each, flagged: 1,000,000");
  const shareOf =
    (writes: number) =>
    (rate: number): string =>
      `${rounded((100 * writes) / rate)} %`;
  return [
    ["one mailbox on two cores, durable writes a second", told(mailbox, count), "[performance.md](performance.md)"],
    ["of it, the busiest minutes of the whole network", told(mailbox, shareOf(busiestASecond)), "÷"],
    ["of it, if an outage ends in them", told(mailbox, shareOf(busiestASecond + againASecond)), "÷"],
    ["20,000 answers opened the first time", told(opening, seconds), "[performance.md](performance.md)"],
    [
      "a therapist's first year, in proportion",
      told(opening, (ms) => seconds((ms * listedAfterAYear) / 20_000)),
      "×, opened once and kept",
    ],
    ["a million responses scored and flagged", told(reading, seconds), "[performance.md](performance.md), on one core"],
  ];
}

/** Of the first figure whose name begins so; null where it was not measured. */
function valueOf(results: Results, bench: string, what: string): number | null {
  return results[bench]?.figures.find((figure) => figure.what.startsWith(what))?.value ?? null;
}

const told = (value: number | null, say: (value: number) => string): string =>
  value === null ? "not measured yet" : say(value);
const seconds = (ms: number): string => `${rounded(ms / 1_000)} s`;

function count(value: number): string {
  return (rounded(value) ?? 0).toLocaleString("en", { maximumFractionDigits: 2 });
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${rounded(bytes / 1_000 ** step)} ${UNITS[step]}`;
}

function table(rows: readonly Row[]): string {
  return markdownTable(["What", "Figure", "How"], rows);
}
