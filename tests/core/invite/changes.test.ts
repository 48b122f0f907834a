import { expect, test } from "vitest";
import { listInviteChanges } from "../../../src/core/invite/changes.ts";
import { withoutSecrets } from "../../../src/core/invite/held-invite.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";
import { OTHER_RECIPIENT, usualInvite } from "./usual-invite.ts";

const RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

function changes(after: Partial<Invite>, before: Partial<Invite> = {}) {
  const held = usualInvite(before);
  return listInviteChanges(withoutSecrets(held), { ...held, update: held.update + 1, ...after });
}

const place = (changed: Partial<Invite["endpoint"]>) => ({
  endpoint: { ...usualInvite().endpoint, ...changed } as Invite["endpoint"],
});
const [own = ""] = usualInvite().recipients;

test.each<[string, Partial<Invite>, readonly object[], Partial<Invite>?]>([
  ["nothing but its number", {}, []],
  ["another key to the same place", place({ token: "renewed" }), []],
  ["another place", place({ url: "https://other.example" }), [{ kind: "place", url: "https://other.example" }]],
  ["another box at the same place", place({ box: "other" }), [{ kind: "place", url: usualInvite().endpoint.url }]],
  [
    "another name",
    { issuer: { ...usualInvite().issuer, name: "Dr. Rivera-Luna" } },
    [{ kind: "name", name: "Dr. Rivera-Luna" }],
  ],
  ["plain answers", { mode: "plain" }, [{ kind: "mode", mode: "plain" }]],
  ["another key of the therapist", { recipients: [RECIPIENT] }, [{ kind: "newKey" }]],
  ["a reader without a name", { recipients: [own, RECIPIENT] }, [{ kind: "newReader", practice: null }]],
  [
    "another key and a practice at once",
    { recipients: [RECIPIENT, OTHER_RECIPIENT], practice: "North" },
    [{ kind: "newKey" }, { kind: "newReader", practice: "North" }],
  ],
  [
    "another key and without the practice",
    { recipients: [RECIPIENT] },
    [{ kind: "newKey" }, { kind: "fewerReaders" }],
    { recipients: [own, OTHER_RECIPIENT], practice: "North" },
  ],
  [
    "a practice that reads too",
    { recipients: [own, RECIPIENT], practice: "North" },
    [{ kind: "newReader", practice: "North" }],
  ],
  [
    "another name for a reader that was there",
    { practice: "South" },
    [{ kind: "newReader", practice: "South" }],
    { recipients: [own, RECIPIENT], practice: "North" },
  ],
  ["a reader less", { recipients: [own] }, [{ kind: "fewerReaders" }], { recipients: [own, RECIPIENT] }],
  ["other questions", { instrument: "afs-core|2" }, [{ kind: "questions", instrument: "afs-core|2" }]],
  ["questions beside them", { addOns: ["a"] }, [{ kind: "newAddOns" }]],
  ["other words beside them", { addOns: ["b"] }, [{ kind: "newAddOns" }], { addOns: ["a"] }],
  ["fewer of them", { addOns: ["a"] }, [{ kind: "addOnsGone" }], { addOns: ["a", "b"] }],
  [
    "somebody else outside this therapy",
    { outside: { practice: "", board: "Other", supportLine: "" } },
    [{ kind: "outside" }],
    { outside: { practice: "", board: "One", supportLine: "" } },
  ],
  [
    "another site",
    { videoHosts: ["call.example"] },
    [
      { kind: "newSites", hosts: ["call.example"] },
      { kind: "sitesGone", hosts: usualInvite().videoHosts },
    ],
  ],
  [
    "a site kept for sessions",
    { dedicatedHosts: ["meet.example"] },
    [{ kind: "dedicatedSites", hosts: ["meet.example"] }],
  ],
  ["rooms, which are never known to be the same", { rooms: ["https://meet.example/7"] }, [{ kind: "rooms" }]],
  [
    "whom to call, for the first time",
    { settings: { crisisLine: "030 123" } },
    [{ kind: "crisisLine", text: "030 123" }],
  ],
  ["another take-back time", { settings: { takeBackSeconds: 60 } }, [{ kind: "takeBack", seconds: 60 }]],
  [
    "a setting that is not given any more",
    { settings: {} },
    [{ kind: "shortestCall", seconds: null }],
    { settings: { minimumLiveSeconds: 600 } },
  ],
])("an update with %s is shown as such", (_, after, expected, before = {}) => {
  expect(changes(after, before)).toEqual(expected);
});

test("several changes are all shown", () => {
  const kinds = changes({ mode: "plain", recipients: [RECIPIENT], instrument: "x|1" }).map(({ kind }) => kind);
  expect(kinds).toEqual(["mode", "newKey", "questions"]);
});

test("what a page may know of an invite opens no door", () => {
  const endpoint = { ...usualInvite().endpoint, token: "the-token", secret: "whsec_secret", user: "name" };
  const invite = usualInvite({ endpoint: endpoint as Invite["endpoint"], rooms: ["https://meet.example/7"] });
  const told = JSON.stringify(withoutSecrets(invite));
  for (const secret of [invite.secret, "the-token", "whsec_secret", "meet.example/7"])
    expect(told).not.toContain(secret);
});
