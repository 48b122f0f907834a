import type { Random } from "./random.ts";

/** What one request meets on its way. `stored`: the mailbox got it all the same. */
export type Meeting =
  | { readonly kind: "pass" }
  | { readonly kind: "reset"; readonly when: "headers" | "body" }
  /** Somebody's own reply. `receipt` writes the words the mailbox would write. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: "receipt" | { readonly text: string };
      readonly stored: boolean;
    }
  /** Stored; this share of the reply gets through. */
  | { readonly kind: "cut"; readonly share: number; readonly how: "reset" | "end" }
  | { readonly kind: "twice" }
  | { readonly kind: "slow"; readonly stepMs: number }
  /** Says nothing until it is let go. */
  | { readonly kind: "hang"; readonly stored: boolean }
  | { readonly kind: "endless"; readonly status: number }
  /** This envelope is refused every time, until all is mended. */
  | { readonly kind: "poison"; readonly status: number };

const RECEIPT = { "content-type": "application/json" };
const HTML = { "content-type": "text/html; charset=utf-8" };

function answer(status: number, extra: Partial<Extract<Meeting, { kind: "answer" }>> = {}): Meeting {
  return { kind: "answer", status, stored: false, ...extra };
}

function some(random: Random, most: number, make: () => Meeting): readonly Meeting[] {
  return Array.from({ length: 1 + random.below(most) }, make);
}

/** Seconds, a date, the past, ten years, and what is neither. */
export const RETRY_AFTER_FORMS: readonly string[] = [
  "1",
  "0",
  "-5",
  "120",
  "315360000",
  "Wed, 21 Oct 2015 07:28:00 GMT",
  "Fri, 01 Jan 2038 00:00:00 GMT",
  "soon",
  "",
  "1e3",
  "99999999999999999999",
];

/** `trap` is a server that nothing may ever reach. */
export function redirectGoals(trap: string): readonly string[] {
  return [
    "/elsewhere",
    `${trap}/m/elsewhere`,
    trap.replace("127.0.0.1", "localhost"),
    "http://169.254.169.254/latest/",
    "https://localhost/",
    "//",
  ];
}

const WRONG_WORDS: readonly string[] = ["", "{}", "null", '{"ok":true}', "not json", '{"id":"x","sha256":"y"}', "[1,2"];

/** What requests meet under faults that are only seen on the way; empty for all others. */
export function meetingsOf(fault: string, random: Random, trap: string): readonly Meeting[] {
  switch (fault) {
    case "28":
      return some(random, 3, () =>
        answer(200, { headers: HTML, body: { text: "<h1>Welcome to the hotel</h1>" }, stored: random.chance(0.2) }),
      );
    case "29":
      return some(random, 3, () => answer(407, { headers: { "proxy-authenticate": 'Basic realm="hotel"' } }));
    case "30":
      return some(random, 2, () => ({ kind: "slow", stepMs: 5 + random.below(40) }));
    case "31":
      return [{ kind: "hang", stored: random.chance(0.5) }];
    case "32":
      return some(random, 3, () => ({ kind: "reset", when: random.pick(["headers", "body"] as const) }));
    case "33":
      return some(random, 2, () => ({ kind: "cut", share: 0.1 + random.next() * 0.8, how: "reset" }));
    case "34":
      return some(random, 2, () => ({ kind: "cut", share: 0.7 + random.next() * 0.29, how: "end" }));
    case "35":
      return some(random, 3, () => ({ kind: "cut", share: 0, how: random.pick(["reset", "end"] as const) }));
    case "36":
      return some(random, 3, () => ({ kind: "twice" }));
    case "39":
      return some(random, 6, () => answer(random.pick([500, 502, 503, 504]), { stored: random.chance(0.3) }));
    case "40":
      return some(random, 3, () =>
        answer(random.pick([503, 429]), { headers: { "retry-after": random.pick(RETRY_AFTER_FORMS) } }),
      );
    case "41":
      return some(random, 4, () => answer(429));
    case "42":
      return some(random, 2, () => answer(random.pick([401, 403])));
    case "43":
      return some(random, 2, () => answer(random.pick([404, 410])));
    case "44":
      return some(random, 2, () => redirect(random, trap));
    case "45":
      return some(random, 2, () => answer(random.pick([409, 412]), { stored: random.chance(0.3) }));
    case "46":
      return [{ kind: "poison", status: random.pick([413, 415, 422, 400]) }];
    case "47":
      return some(random, 3, () =>
        answer(random.pick([200, 201, 204, 206]), {
          headers: RECEIPT,
          body: { text: random.pick(WRONG_WORDS) },
          stored: random.chance(0.3),
        }),
      );
    case "48":
      return [answer(random.pick([202, 203]), { headers: RECEIPT, body: "receipt" })];
    case "52":
      return [answer(201, { headers: RECEIPT, body: "receipt" })];
    case "54":
      return some(random, 3, () => malice(random, trap));
    default:
      return [];
  }
}

function redirect(random: Random, trap: string): Meeting {
  const location = random.pick(redirectGoals(trap));
  return answer(random.pick([301, 302, 303, 307, 308]), { headers: { location } });
}

function malice(random: Random, trap: string): Meeting {
  const headers = {
    ...RECEIPT,
    "set-cookie": "who=you; Max-Age=31536000",
    "clear-site-data": '"*"',
    refresh: `0; url=${trap}/`,
    link: `<${trap}/>; rel=preload`,
  };
  return random.pick<Meeting>([
    { kind: "endless", status: random.pick([200, 201, 500]) },
    answer(200, { headers, body: { text: `<script src="${trap}/"></script>` } }),
    answer(401, { headers: { ...headers, "www-authenticate": "Basic" } }),
    redirect(random, trap),
  ]);
}
