import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import { isShareLink, tidyGivenPlace } from "../../core/invite/given-address.ts";

/** What was pasted, as an endpoint of this kind names it: without a slash at its end, a share link as what it stands for. */
export function tidyAddress(url: string, profile: InviteEndpoint["profile"]): string {
  if (profile === "generic") return url;
  const base = url.replace(/\/+$/, "");
  if (profile === "postgrest") return base.replace(/\/responses$/, "");
  return isShareLink(base) ? tidyGivenPlace("nextcloud-drop", { url: base, box: "", token: "" }).url : base;
}
