/**
 * The names of this machine, where it may be an endpoint or a video site at all: in the build for demo and tests, and in
 * commands run with Node. The release build has none, not even as text, so nothing in it can be talked into http.
 */
declare const __ALLOW_HTTP_LOCALHOST__: boolean;

/** Set by vite.config.ts; no build at all is a command on somebody's own machine. */
export const LOCAL_HOSTS: readonly string[] =
  typeof __ALLOW_HTTP_LOCALHOST__ === "undefined" || __ALLOW_HTTP_LOCALHOST__ ? ["localhost", "127.0.0.1"] : [];

export const ALLOW_LOCALHOST = LOCAL_HOSTS.length > 0;
