import { createHash } from "node:crypto";

/** What went by at the proxy, and what must never have. */
export interface Sightings {
  see(passing: { readonly id: string; readonly body: Buffer }): void;
  /** A request was dealt with. */
  met(): void;
  hangs(): void;
  trap(what: string): void;
  /** Acknowledged, and thrown away. */
  lie(id: string): void;
  hasLied(id: string): boolean;
  /** How often an envelope of this id went by. */
  countOf(id: string): number;
  /** Resolves when a request hangs, or after this long without one. */
  untilHanging(limitMs: number): Promise<boolean>;
  /** Resolves when so many more requests were dealt with, or after this long. */
  untilMet(count: number, limitMs: number): Promise<boolean>;
  /** Since last asked: whatever breaks a promise. */
  takeProblems(): readonly string[];
}

const SEALED = "age-encryption.org/v1\n";

export function createSightings(): Sightings {
  const digests = new Map<string, string>();
  const lies = new Set<string>();
  const counts = new Map<string, number>();
  let problems: string[] = [];
  let [met, hung] = [0, 0];
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };

  function until(holds: () => boolean, limitMs: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (held: boolean): void => {
        clearTimeout(timer);
        watchers.delete(look);
        resolve(held);
      };
      const look = (): void => {
        if (holds()) done(true);
      };
      const timer = setTimeout(() => done(false), limitMs);
      watchers.add(look);
    });
  }

  return {
    see({ id, body }) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      if (body.toString("latin1", 0, SEALED.length) !== SEALED) problems.push(`${id} was not sealed`);
      const digest = createHash("sha256").update(body).digest("hex");
      if ((digests.get(id) ?? digest) !== digest) problems.push(`${id} was sent with other bytes than before`);
      digests.set(id, digest);
    },
    met() {
      met += 1;
      tell();
    },
    hangs() {
      hung += 1;
      tell();
    },
    lie: (id) => void lies.add(id),
    hasLied: (id) => lies.has(id),
    trap: (what) => void problems.push(`a redirect was followed: ${what}`),
    countOf: (id) => counts.get(id) ?? 0,
    untilHanging(limitMs) {
      const before = hung;
      return until(() => hung > before, limitMs);
    },
    untilMet(count, limitMs) {
      const wanted = met + count;
      return until(() => met >= wanted, limitMs);
    },
    takeProblems() {
      const taken = problems;
      problems = [];
      return taken;
    },
  };
}
