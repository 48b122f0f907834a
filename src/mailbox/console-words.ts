import type { ServeSettings } from "./command.ts";
import type { BoxListing, ListedToken, NewToken, Provisioned } from "./provisioning.ts";

/** What the mailbox says on the terminal. */
export function sayFirstRun(origin: string, box: string, therapist: NewToken, client: NewToken): string {
  return `A first box is ready. Its tokens are shown this once and kept nowhere; write them down now.

  Address            ${origin}
  Box                ${box}
  Reading token      ${therapist.token}
  A client's token   ${client.token}

Next
  1. Open the extension's therapist page, "Mailbox", and put in the address, the box and the reading token.
  2. Make an invite there for each client, each with a client's token of its own:
       npm run mailbox -- add-client --box ${box}
  3. Only this computer can reach the mailbox now, and only the demo build of the extension speaks to it without TLS.
     docs/mailbox.md shows how to put it behind TLS for everybody else.
`;
}

export function sayServing(origin: string, folder: string, { host }: ServeSettings): string {
  const open = !["127.0.0.1", "::1", "localhost"].includes(host);
  const warning = open
    ? "\nOthers can reach this address without TLS. Put a reverse proxy in front: docs/mailbox.md."
    : "";
  return `Mailbox listens on ${origin} and keeps its files in ${folder}. Ctrl+C stops it.${warning}`;
}

export function sayNewToken(who: string, box: string, { token, tokenId, secret }: NewToken): string {
  const signing = secret === null ? "" : `\nSecret it must sign with, shown this once:\n${secret}`;
  return `${who} token for box ${box} (id ${tokenId}), shown this once:\n${token}${signing}`;
}

export function sayNotMade(kind: Exclude<Provisioned["kind"], "made">, box: string): string {
  switch (kind) {
    case "badName":
      return "A box name has 1 to 64 small letters, digits and dashes.";
    case "boxExists":
      return `There is a box ${box} already.`;
    case "noBox":
      return `There is no box ${box}. add-box makes one.`;
  }
}

export function sayListing(boxes: readonly BoxListing[]): string {
  if (boxes.length === 0) return "No boxes yet. add-box makes one.";
  return boxes.flatMap(({ box, tokens }) => [box, ...tokens.map((token) => `  ${sayToken(token)}`)]).join("\n");
}

function sayToken({ id, role, addedAt, revokedAt, signing, usedBytes }: ListedToken): string {
  const facts = [
    `added ${sayDay(addedAt)}`,
    ...(revokedAt === null ? [] : [`revoked ${sayDay(revokedAt)}`]),
    ...(signing ? ["signs"] : []),
    ...(role === "client" ? [`put in ${Math.ceil(usedBytes / 1_024)} KB`] : []),
  ];
  return `${id}  ${role.padEnd(9)} ${facts.join(", ")}`;
}

function sayDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
