import { typedHost } from "../../core/invite/typed-host.ts";
import { PLATFORMS, platformOfHost } from "../../platforms/index.ts";
import type { Platform } from "../../platforms/platform.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** Sessions no tab shows: only the button in the toolbar opens the check-in. Codes that no service has as its id. */
export const BY_HAND = {
  byPhone: "controlSitePhone",
  byApp: "controlSiteApp",
  byChat: "controlSiteChat",
} as const satisfies Record<string, MessageKey>;
export const OTHER = "otherAddress";

export function isByHand(code: string): code is keyof typeof BY_HAND {
  return Object.hasOwn(BY_HAND, code);
}

/** Services whose name, former name or host fits what is searched; all for an empty search. */
export function searchPlatforms(search: string): readonly Platform[] {
  const wanted = plain(search);
  if (wanted === "") return PLATFORMS;
  const owner = platformOfHost(typedHost(search));
  return PLATFORMS.filter(
    (platform) =>
      platform.id === owner?.id ||
      [platform.name, ...platform.otherNames, ...platform.hosts].some((name) => plain(name).includes(wanted)),
  );
}

/** `Doxy.me`, `doxyme` and `DOXY me` are the same to somebody who searches. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
