/**
 * Addresses as servers' own pages give them out (a share link, a box with its name, a container with its signature), turned
 * into what an invite names. Decided from the text alone. What comes out is checked afterwards, in endpoint-checks.ts.
 */
import type { PutProfileId } from "../outbox/put-profile.ts";

export interface GivenPlace {
  readonly url: string;
  readonly box: string;
  readonly token: string;
}

export function tidyGivenPlace(profile: PutProfileId, place: GivenPlace): GivenPlace {
  if (profile === "mailbox") {
    // The whole address of the box, as the mailbox says it.
    const end = `/m/${place.box}`;
    return place.url.endsWith(end) ? { ...place, url: place.url.slice(0, -end.length) } : place;
  }
  if (profile === "nextcloud-drop") return { ...place, url: addressOfShare(place.url) };
  const [url = "", signature] = place.url.split("?");
  return profile === "azure-sas" && signature !== undefined ? { ...place, url, token: signature } : place;
}

/** Nextcloud's link of a share is a page; letters go to its WebDAV address. */
function addressOfShare(url: string): string {
  return url.replace(/^(https:\/\/[^/]+)(?:\/index\.php)?\/s\/(\w+)$/, "$1/public.php/dav/files/$2");
}

/** Shares of Nextcloud and of ownCloud Infinite Scale, by link or by address; every other folder speaks plain WebDAV. */
export function isShareLink(url: string): boolean {
  return /^https:\/\/[^/]+((\/index\.php)?\/s\/\w+|\/public\.php\/dav\/files\/\w+|\/remote\.php\/dav\/public-files\/\w+)$/.test(
    url,
  );
}
