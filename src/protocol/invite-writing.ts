/**
 * The JSON inside an invite, as a therapist's page writes it and invite-json.ts reads it. The rule that must not break: what
 * is written here reads back as the same invite.
 */
import type { OutsideContacts } from "../core/alliance/outside-route.ts";
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Invite, InviteSettings } from "../core/invite/invite.ts";
import type { JsonRecord } from "./json.ts";

/** The keys are short because every one of them is in every link and every square code. */
export function inviteToJson(invite: Invite): JsonRecord {
  const settings = settingsToJson(invite.settings);
  return {
    v: 1,
    t: "invite",
    n: invite.update,
    iss: { n: invite.issuer.name, k: invite.issuer.key },
    to: invite.recipients,
    ...(invite.practice !== undefined && { pr: invite.practice }),
    ep: endpointToJson(invite.endpoint),
    c: invite.client,
    s: invite.secret,
    q: invite.instrument,
    ...(invite.questions !== undefined && { qd: invite.questions }),
    ...(has(invite.addOns) && { x: invite.addOns }),
    ...(invite.outside !== undefined && { o: outsideToJson(invite.outside) }),
    m: invite.mode,
    exp: Math.floor(invite.expiresAt / 1000),
    h: invite.videoHosts,
    ...(has(invite.dedicatedHosts) && { d: invite.dedicatedHosts }),
    ...(has(invite.rooms) && { r: invite.rooms }),
    ...(Object.keys(settings).length > 0 && { set: settings }),
  };
}

/** `n`: name for HTTP Basic, `k`: what messages are signed with. What is empty is left out. */
function endpointToJson(endpoint: InviteEndpoint): JsonRecord {
  const { adapter, profile, url, box, token } = endpoint;
  const user = endpoint.adapter === "put" ? endpoint.user : undefined;
  const secret = endpoint.adapter === "post" ? endpoint.secret : undefined;
  const parts = Object.entries({ u: url, b: box, t: token, n: user, k: secret });
  return {
    a: adapter,
    p: profile,
    ...Object.fromEntries(parts.filter(([, text]) => text !== undefined && text !== "")),
  };
}

/** `p`: the practice, `b`: the board, `l`: a support line. What is empty is left out. */
function outsideToJson({ practice, board, supportLine }: OutsideContacts): JsonRecord {
  return Object.fromEntries(
    Object.entries({ p: practice, b: board, l: supportLine }).filter(([, text]) => text !== ""),
  );
}

/** `min`: shortest call, `back`: take-back time, `re`: timings of a rehearsal, all in seconds; `sos`: whom to call. */
function settingsToJson({ minimumLiveSeconds, takeBackSeconds, crisisLine, rehearsal }: InviteSettings): JsonRecord {
  return {
    ...(minimumLiveSeconds !== undefined && { min: minimumLiveSeconds }),
    ...(takeBackSeconds !== undefined && { back: takeBackSeconds }),
    ...(crisisLine !== undefined && { sos: crisisLine }),
    ...(rehearsal !== undefined && { re: rehearsal }),
  };
}

function has(list: readonly string[] | undefined): list is readonly string[] {
  return list !== undefined && list.length > 0;
}
