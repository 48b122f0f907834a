/**
 * The video services we know something of, one line each, by name: the order they are offered in. Where two have the same
 * host, the first tells what an address means.
 */
import { accurx } from "./accurx.ts";
import { amwell } from "./amwell.ts";
import { arztkonsultation } from "./arztkonsultation.ts";
import { attendAnywhere } from "./attend-anywhere.ts";
import { betterhelp } from "./betterhelp.ts";
import { bigbluebutton } from "./bigbluebutton.ts";
import { clickdoc } from "./clickdoc.ts";
import { coviu } from "./coviu.ts";
import { daily } from "./daily.ts";
import { doctolib } from "./doctolib.ts";
import { doxyMe } from "./doxy-me.ts";
import { elementCall } from "./element-call.ts";
import { elementCallOwn } from "./element-call-own.ts";
import { facetime } from "./facetime.ts";
import { googleMeet } from "./google-meet.ts";
import { gotoMeeting } from "./goto-meeting.ts";
import { hcwAtHome } from "./hcw-at-home.ts";
import { headspace } from "./headspace.ts";
import { healthdirect } from "./healthdirect.ts";
import { healthie } from "./healthie.ts";
import { jaas } from "./jaas.ts";
import { jane } from "./jane.ts";
import { jitsi } from "./jitsi.ts";
import { jitsiMeet } from "./jitsi-meet.ts";
import { livekit } from "./livekit.ts";
import { livekitMeet } from "./livekit-meet.ts";
import { mend } from "./mend.ts";
import { microsoftTeams } from "./microsoft-teams.ts";
import { microsoftTeamsGovernment } from "./microsoft-teams-government.ts";
import { nextcloudTalk } from "./nextcloud-talk.ts";
import { ottehr } from "./ottehr.ts";
import type { Platform } from "./platform.ts";
import { redConnect } from "./red-connect.ts";
import { ringcentral } from "./ringcentral.ts";
import { simplepractice } from "./simplepractice.ts";
import { sprechstundeOnline } from "./sprechstunde-online.ts";
import { talkspace } from "./talkspace.ts";
import { tebra } from "./tebra.ts";
import { teladoc } from "./teladoc.ts";
import { theraLink } from "./thera-link.ts";
import { theranest } from "./theranest.ts";
import { therapieDe } from "./therapie-de.ts";
import { therapynotes } from "./therapynotes.ts";
import { twilioTelehealth } from "./twilio-telehealth.ts";
import { viomedi } from "./viomedi.ts";
import { vsee } from "./vsee.ts";
import { webex } from "./webex.ts";
import { whereby } from "./whereby.ts";
import { writeupp } from "./writeupp.ts";
import { zoomGovernment } from "./zoom-government.ts";
import { zoomHealthcare } from "./zoom-healthcare.ts";
import { zoomWeb } from "./zoom-web.ts";
import { zoomX } from "./zoom-x.ts";

export const PLATFORMS: readonly Platform[] = [
  jaas,
  accurx,
  amwell,
  arztkonsultation,
  attendAnywhere,
  betterhelp,
  bigbluebutton,
  clickdoc,
  coviu,
  daily,
  doctolib,
  doxyMe,
  elementCall,
  elementCallOwn,
  facetime,
  googleMeet,
  gotoMeeting,
  hcwAtHome,
  headspace,
  healthdirect,
  healthie,
  jane,
  jitsi,
  jitsiMeet,
  livekit,
  livekitMeet,
  mend,
  microsoftTeams,
  microsoftTeamsGovernment,
  nextcloudTalk,
  ottehr,
  redConnect,
  ringcentral,
  simplepractice,
  sprechstundeOnline,
  talkspace,
  tebra,
  teladoc,
  theraLink,
  theranest,
  therapieDe,
  therapynotes,
  twilioTelehealth,
  viomedi,
  vsee,
  webex,
  whereby,
  writeupp,
  zoomWeb,
  zoomGovernment,
  zoomHealthcare,
  zoomX,
];

export function findPlatform(id: string): Platform | null {
  return PLATFORMS.find((platform) => platform.id === id) ?? null;
}

export function platformOfHost(host: string): Platform | null {
  const name = host.replace(/:\d+$/, "");
  const has = (fits: (pattern: string) => boolean) => PLATFORMS.find(({ hosts }) => hosts.some(fits));
  return has((pattern) => pattern === name) ?? has((pattern) => isHostOf(pattern, name)) ?? null;
}

/** `*.example.com` stands for example.com and any name below it, as browsers read it. */
export function isHostOf(pattern: string, host: string): boolean {
  return pattern.startsWith("*.") ? `.${host}`.endsWith(pattern.slice(1)) : host === pattern;
}
