/** True only in the build for demo and tests, which may speak to http on this machine. Set by vite.config.ts. */
declare const __ALLOW_HTTP_LOCALHOST__: boolean;
