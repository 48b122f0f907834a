import type { PutEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { Invite } from "../../../src/core/invite/invite.ts";

/** A recipient whose checksum holds; nobody has its key. */
export const RECIPIENT = "age1sapmvmjdz0eqqyl9k78j8d8dq93ffka8z2myz387rvhw5ekvrsysxptvqq";
export const OTHER_RECIPIENT = "age1u4z5l4rdrhmhc333dfwt26wuzzjuv7ppvzp58255ctqz3pdm4s2sunmk2w";
export const EXPIRES_AT = Date.UTC(2026, 10, 30);

const MAILBOX: PutEndpoint = {
  adapter: "put",
  profile: "mailbox",
  url: "https://box.example",
  box: "rivera",
  token: "w.0a1b2c3d.T",
};

/** The invite most clients get, with the named facts changed. */
export function usualInvite(changed: Partial<Invite> = {}): Invite {
  return {
    update: 1,
    issuer: { name: "Dr. Rivera", key: "Y8VLPv90fLVJDhpKLr9IcWSOHEddd62RS9knSEQtagE" },
    recipients: [RECIPIENT],
    endpoint: MAILBOX,
    client: "c-8CWzTuhiOVhKKTE",
    secret: "SrSSWD0WGELbikLYlA5NMR2Uf8zKPrgCPCb8WPo2ZHs",
    instrument: "afs-core|1",
    mode: "sealed",
    expiresAt: EXPIRES_AT,
    videoHosts: ["meet.example"],
    settings: {},
    ...changed,
  };
}

export function withEndpoint(changed: Partial<PutEndpoint>): Partial<Invite> {
  return { endpoint: { ...MAILBOX, ...changed } };
}
