import type { AnswerSeconds } from "../../core/alliance/answer-time.ts";
import { type DipEnd, dipOutcomes } from "../../core/alliance/flags/dip-outcomes.ts";
import { flagHistory } from "../../core/alliance/flags/flag-history.ts";
import { baselineKey, flagSessionOf } from "../../core/alliance/flags/flag-session.ts";
import { flagSettingsFor } from "../../core/alliance/flags/flag-settings.ts";
import { asksAboutHarm } from "../../core/alliance/outside-route.ts";
import { isTense, tensionOf } from "../../core/alliance/tension.ts";
import { type PilotCheckIn, type PilotPart, TIME_STEPS_SECONDS, weekOf } from "../../core/practice/pilot.ts";
import { platformOfHost } from "../../platforms/index.ts";
import type { ReceivedResponse } from "../therapist/inbox.ts";

export interface PilotFacts {
  readonly responses: readonly ReceivedResponse[];
  /** Hosts of each client's invite: all that is known of where they meet. */
  readonly hostsOf: (client: string) => readonly string[];
  /** Sessions held, as far as somebody wrote them down. */
  readonly heldOf: (client: string) => number | null;
  readonly randomCode: () => string;
}

/** What may be pooled of one therapist's responses, under codes that are new each time. */
export function pilotPartOf({ responses: all, hostsOf, heldOf, randomCode }: PilotFacts): PilotPart {
  // Questions about harm by the therapist are no matter of figures, not even of how many there were.
  const responses = all.filter(({ instrumentName }) => !asksAboutHarm(instrumentName));
  const clients = [...new Set(responses.map(({ client }) => client))];
  return {
    therapist: randomCode(),
    clients: clients.map((client) => ({
      client: randomCode(),
      platform: platformOf(hostsOf(client)),
      held: heldOf(client),
      checkIns: checkInsOf(responses.filter((response) => response.client === client)),
    })),
  };
}

/** One service, or nothing: which of two a session was held on is not sent. */
export function platformOf(hosts: readonly string[]): string | null {
  const found = new Set(hosts.map((host) => platformOfHost(host)?.id ?? null));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

function checkInsOf(responses: readonly ReceivedResponse[]): readonly PilotCheckIn[] {
  const dips = dipsOf(responses);
  return responses.map(({ id, at, seconds, instrument, answers }) => ({
    week: weekOf(at),
    seconds: stepOf(seconds),
    tense: instrument === null || tensionOf(instrument, answers) === null ? null : isTense(instrument, answers),
    dip: dips.get(id) ?? null,
  }));
}

/** Sessions with the same questions are held against each other, as on the therapist's page. */
function dipsOf(responses: readonly ReceivedResponse[]): ReadonlyMap<string, DipEnd> {
  const known = responses.flatMap((response) =>
    response.instrument === null ? [] : [{ ...response, instrument: response.instrument }],
  );
  const keys = new Set(known.map(({ instrument }) => baselineKey(instrument)));
  const all = [...keys].flatMap((key) => {
    const same = known.filter(({ instrument }) => baselineKey(instrument) === key);
    const [first] = same;
    if (first === undefined) return [];
    const sessions = same.map(({ id, seq, at, instrument, answers }) =>
      flagSessionOf(instrument, answers, { id, seq, endedAt: at }),
    );
    return [...dipOutcomes(flagHistory(sessions, flagSettingsFor(first.instrument)))];
  });
  return new Map(all);
}

function stepOf(seconds: number | null): AnswerSeconds | null {
  return TIME_STEPS_SECONDS.find((step) => step === seconds) ?? null;
}
