import type { Place } from "../../../src/protocol/place.ts";
import type { MailboxAccess } from "../../../src/protocol/therapist-records.ts";

/** A mailbox in which each client has a token of their own. */
export function mailboxPlace({ url, box, token }: MailboxAccess): Place {
  return {
    endpoint: { adapter: "put", profile: "mailbox", url, box, token: "" },
    mode: "sealed",
    reading: { kind: "mailbox", url, box, token },
  };
}

/** A file drop whose link all clients have; its folder is read by hand. */
export const SHARE: Place = {
  endpoint: {
    adapter: "put",
    profile: "nextcloud-drop",
    url: "https://cloud.example/public.php/dav/files/aBcD",
    box: "",
    token: "",
  },
  mode: "sealed",
  reading: { kind: "hand" },
};

export const BY_HAND: Place = {
  endpoint: { adapter: "file", profile: "file", url: "", box: "", token: "" },
  mode: "sealed",
  reading: { kind: "hand" },
};

/** A workflow that has to read what it gets. */
export const PLAIN_WEBHOOK: Place = {
  endpoint: { adapter: "post", profile: "generic", url: "https://n8n.example/webhook/3f0c", box: "", token: "" },
  mode: "plain",
  reading: { kind: "hand" },
};
