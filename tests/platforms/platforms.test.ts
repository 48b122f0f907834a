import { describe, expect, test } from "vitest";
import { isVideoHost } from "../../src/core/invite/hosts.ts";
import { findPlatform, PLATFORMS } from "../../src/platforms/index.ts";
import { meetingPlaceOf } from "../../src/platforms/meeting-place.ts";
import { addressNeedOf, fitsPlatform, originsFor } from "../../src/platforms/origins.ts";
import type { Platform } from "../../src/platforms/platform.ts";
import { addressOf } from "./address.ts";

interface Row {
  /** An address of a meeting, or of the service's site where no form is known. */
  readonly at: string;
  /** Without it the place is the address itself. */
  readonly place?: string;
  readonly says: "room" | "lobby" | "lobbyRoom" | "notARoom" | "unknown";
  readonly use: Platform["use"];
  /** What is asked for when nothing is typed; null where an address is needed first. */
  readonly asked: readonly string[] | null;
}

const ZOOM = ["https://zoom.us", "https://app.zoom.us"];
const TEAMS = ["https://teams.microsoft.com", "https://teams.live.com", "https://teams.cloud.microsoft"];
const GOTO = ["https://meet.goto.com", "https://app.goto.com"];

const shared = (at: string, says: Row["says"], asked: Row["asked"], place?: string): Row => ({
  at: `https://${at}`,
  says,
  use: "shared",
  asked,
  ...(place === undefined ? {} : { place }),
});
const dedicated = (at: string, says: Row["says"], asked: Row["asked"], place?: string): Row => ({
  ...shared(at, says, asked, place),
  use: "dedicated",
});
const only = (host: string): readonly string[] => [`https://${host}`];

/** A row for each service. Those on servers of the practice have no host: what is known of any host holds for them. */
const ROWS: Readonly<Record<string, Row>> = {
  accurx: dedicated("visit.accurx.com/x", "unknown", null),
  amwell: dedicated("patients.amwell.com/visit", "unknown", null),
  arztkonsultation: dedicated("arztkonsultation.de/x", "unknown", null),
  "attend-anywhere": dedicated("wales.nhs.attendanywhere.com/x", "unknown", null),
  betterhelp: dedicated("www.betterhelp.com/x", "unknown", null),
  bigbluebutton: shared("bbb.practice.example/html5client", "unknown", null),
  clickdoc: dedicated("www.clickdoc.de/x", "unknown", null),
  coviu: dedicated("coviu.com/session/5-6", "room", only("coviu.com"), "coviu https://coviu.com 5-6"),
  daily: shared("clinic.daily.co/room", "room", null, "daily https://clinic.daily.co room"),
  doctolib: dedicated("www.doctolib.de/x", "unknown", null),
  "doxy-me": dedicated("clinic.doxy.me/drx", "room", only("doxy.me"), "doxy-me https://clinic.doxy.me drx"),
  "element-call": shared("call.element.io/room", "notARoom", only("call.element.io")),
  "element-call-own": shared("call.practice.example/room", "unknown", null),
  facetime: shared("facetime.apple.com/join", "notARoom", only("facetime.apple.com")),
  "google-meet": shared(
    "meet.google.com/abc-defg-hij?authuser=1",
    "room",
    only("meet.google.com"),
    "google-meet https://meet.google.com abc-defg-hij",
  ),
  "goto-meeting": shared("global.gotomeeting.com/join/123456789", "room", GOTO, "goto-meeting 123456789"),
  "hcw-at-home": shared("hcw.practice.example/consultation/7/video", "unknown", null),
  headspace: dedicated("care.headspace.com/x", "unknown", null),
  healthdirect: dedicated("video.vcc.healthdirect.org.au/x", "unknown", null),
  healthie: dedicated("secure.gethealthie.com/x", "unknown", null),
  jaas: shared("8x8.vc/vpaas-1/Room", "room", only("8x8.vc"), "jaas https://8x8.vc vpaas-1/room"),
  jane: dedicated("clinic.janeapp.com/x", "unknown", null),
  jitsi: shared("jitsi.practice.example/Room", "unknown", null),
  "jitsi-meet": shared(
    "meet.jit.si/Quiet%20Room",
    "room",
    only("meet.jit.si"),
    "jitsi-meet https://meet.jit.si quiet room",
  ),
  livekit: shared("live.practice.example/rooms/x", "unknown", null),
  "livekit-meet": shared(
    "meet.livekit.io/rooms/x",
    "room",
    only("meet.livekit.io"),
    "livekit-meet https://meet.livekit.io x",
  ),
  mend: dedicated("clinic.mendfamily.com/x", "unknown", null),
  "microsoft-teams": shared("teams.live.com/meet/93?p=secret", "room", TEAMS, "microsoft-teams 93"),
  "microsoft-teams-government": shared(
    "gov.teams.microsoft.us/l/meetup-join/19%3ameeting/0?context=x",
    "room",
    only("gov.teams.microsoft.us"),
    "microsoft-teams-government https://gov.teams.microsoft.us 19:meeting",
  ),
  "nextcloud-talk": shared("cloud.practice.example/call/abcd", "unknown", null),
  ottehr: shared("visits.practice.example/waiting-room", "unknown", null),
  "red-connect": dedicated(
    "video.redmedical.de/",
    "unknown",
    only("video.redmedical.de"),
    "https://video.redmedical.de",
  ),
  ringcentral: shared(
    "v.ringcentral.com/conf/on/77",
    "room",
    only("v.ringcentral.com"),
    "ringcentral https://v.ringcentral.com 77",
  ),
  simplepractice: dedicated(
    "video.simplepractice.com/appt-0a9f?origin=client",
    "room",
    only("video.simplepractice.com"),
    "simplepractice https://video.simplepractice.com appt-0a9f",
  ),
  "sprechstunde-online": dedicated("app.sprechstunde.online/x", "unknown", only("app.sprechstunde.online")),
  talkspace: dedicated(
    "app.talkspace.com/room/9/x",
    "room",
    only("app.talkspace.com"),
    "talkspace https://app.talkspace.com 9",
  ),
  tebra: dedicated(
    "telehealth.kareo.com/drx",
    "room",
    only("telehealth.kareo.com"),
    "tebra https://telehealth.kareo.com drx",
  ),
  teladoc: dedicated("member.teladoc.com/x", "unknown", null),
  "thera-link": dedicated("www.thera-link.com/x", "unknown", null),
  theranest: dedicated("clinic.theranest.com/x", "unknown", null),
  "therapie-de": dedicated("video.therapie.de/x", "unknown", null),
  therapynotes: dedicated(
    "www.therapyportal.com/p/practice/telehealth/",
    "room",
    only("www.therapyportal.com"),
    "therapynotes https://www.therapyportal.com practice",
  ),
  "twilio-telehealth": shared("visits.practice.example/patient/waiting-room", "unknown", null),
  viomedi: dedicated("www.viomedi.de/x", "unknown", null),
  vsee: dedicated("clinic.vsee.me/x", "unknown", null),
  webex: shared("clinic.webex.com/clinic/j.php?MTID=m1", "room", null, "webex https://clinic.webex.com m1"),
  whereby: shared("whereby.com/room", "room", only("whereby.com"), "whereby https://whereby.com room"),
  writeupp: dedicated("portal.writeupp.com/x", "unknown", null),
  "zoom-government": shared(
    "x.zoomgov.com/j/123456789",
    "room",
    null,
    "zoom-government https://x.zoomgov.com 123456789",
  ),
  // The same hosts as Zoom, which tells what an address means.
  "zoom-healthcare": shared("app.zoom.us/wc/123456789/join", "lobbyRoom", ZOOM, "zoom-web 123456789"),
  "zoom-web": shared("app.zoom.us/wc/123456789/start", "room", ZOOM, "zoom-web 123456789"),
  "zoom-x": shared("x.zoom-x.de/j/123456789", "room", null, "zoom-x https://x.zoom-x.de 123456789"),
};

const SAYS = {
  room: { isRoom: true, isLobby: false },
  lobby: { isRoom: false, isLobby: true },
  lobbyRoom: { isRoom: true, isLobby: true },
  notARoom: { isRoom: false, isLobby: false },
  unknown: { isRoom: null, isLobby: false },
} as const;

test("every service has its row", () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(PLATFORMS.map(({ id }) => id).toSorted());
});

test.each(Object.entries(ROWS))("%s: what its addresses mean and what is asked for", (id, row) => {
  const platform = findPlatform(id)!;
  const place = row.place ?? row.at;
  expect(meetingPlaceOf(addressOf(row.at))).toEqual({ place, use: row.use, ...SAYS[row.says] });
  expect(fitsPlatform(platform, addressOf(row.at).host)).toBe(true);
  expect(addressNeedOf(platform) === "needed" ? null : originsFor(platform, null)).toEqual(row.asked);
});

describe("each service", () => {
  test.each(PLATFORMS.map((platform) => [platform.id, platform] as const))("%s keeps to the form", (_, platform) => {
    const { hosts, callHosts, frameHosts, source, endings, id } = platform;
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const host of [...hosts.map((host) => host.replace(/^\*\./, "")), ...callHosts, ...frameHosts])
      expect(isVideoHost(host, { allowLocalhost: false }), host).toBe(true);
    for (const host of callHosts) expect(fitsPlatform(platform, host), host).toBe(true);
    expect(source).toMatch(/\(20\d\d-\d\d\)/);
    expect(new Set(endings).size).toBe(endings.length);
  });

  test("has a name of its own, and they stand in its order", () => {
    const names = PLATFORMS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  });
});
