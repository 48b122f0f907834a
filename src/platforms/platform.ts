/**
 * What is known of a video service, as data: where its meetings are, which part of an address is the room, what stands
 * before the call. Hints only: the session machine finds calls on hosts nobody described. The rule that must not break:
 * a field says what its source says; what is only believed stays empty.
 */

/** A web address as the browser gives it, taken apart by an adapter (this folder knows no URL class). */
export interface Address {
  readonly origin: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface Platform {
  readonly id: string;
  /** As the service writes it. */
  readonly name: string;
  /** What people also look for it by: earlier names, spellings, products of the same service. */
  readonly otherNames: readonly string[];
  /** Hosts of meeting pages: exact, or `*.example.com` where each practice has its own. None: every practice runs its own server. */
  readonly hosts: readonly string[];
  /** The call runs there, whatever host of this service the link names. */
  readonly callHosts: readonly string[];
  /** Of the vendor's frame inside those pages: without them the browser shows us nothing of the call. */
  readonly frameHosts: readonly string[];
  /** Dedicated: telehealth only, every room counts. Shared: the client meets others there too. */
  readonly use: "dedicated" | "shared";
  /** Which part of an address is the room; the first that fits counts. None: not known. */
  readonly rooms: readonly RoomRule[];
  /** Of pages before the call: device check, waiting room. */
  readonly lobbyPaths: readonly RegExp[];
  /** What a call there is seen by. `captureOnly`: no received tracks, only a device, a data channel and sound. */
  readonly evidence: "media" | "captureOnly";
  readonly endings: readonly EndPattern[];
  readonly confidence: Confidence;
  /** Where each of this is from, with the month it was seen. */
  readonly source: string;
}

export interface RoomRule {
  /** Of the path without trailing slashes. Its groups name the room. */
  readonly path: RegExp;
  /** Parameters that name it too; each must be there. */
  readonly query?: readonly string[];
  /** One number, the same meeting on all hosts of the service. */
  readonly onAnyHost?: boolean;
  /** The service takes large and small letters for the same room. */
  readonly ignoresCase?: boolean;
}

/**
 * How the end shows in the tab: a same document and address · b route change · c own page after the call · d page of
 * somebody else · e tab closes itself · f frame removed or emptied · g nothing, the client is alone in the room · h dialog
 * over a connected call · i a call without media tracks · j no call in the browser.
 */
export type EndPattern = "P-a" | "P-b" | "P-c" | "P-d" | "P-e" | "P-f" | "P-g" | "P-h" | "P-i" | "P-j";

/**
 * documented: the service's own pages or code say it · reported: read in tools and issues of others · named: that the
 * service has this host is all that is known.
 */
export type Confidence = "documented" | "reported" | "named";
